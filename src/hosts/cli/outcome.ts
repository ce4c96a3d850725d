/** What a command prints, and the exit code that it asks for. */
export interface Outcome {
  readonly text: string;
  readonly exitCode: 0 | 1 | 2;
}
