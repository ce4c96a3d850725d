/** What the report page may tell the extension. Offsets count UTF-16 units in the text that the report was made from. */
export type PageMessage =
  | { readonly command: 'ready' }
  | { readonly command: 'refresh' }
  | { readonly command: 'open'; readonly file: string; readonly start: number; readonly end: number };

/** What the extension tells the page: the whole report anew, or a word on what it is doing. */
export type ReportMessage = { readonly command: 'show'; readonly markup: string } | { readonly command: 'status'; readonly text: string };

/** Reads a message of the page; undefined if it is of no known shape. */
export function readMessage(value: unknown): PageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { command, file, start, end } = value as Readonly<Record<string, unknown>>;
  if (command === 'ready' || command === 'refresh') return { command };
  if (command !== 'open' || typeof file !== 'string' || !isOffset(start) || !isOffset(end) || start > end) return undefined;
  return { command, file, start, end };
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
