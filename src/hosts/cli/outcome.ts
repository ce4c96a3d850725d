/** What a command prints, and the exit code that it asks for. */
export interface Outcome {
  readonly text: string;
  /** Told on standard error, so that the text stays what another program reads. */
  readonly note?: string;
  readonly exitCode: 0 | 1 | 2;
}
