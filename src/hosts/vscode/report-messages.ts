/** What the buttons of the page ask for, without any value. */
const plainCommands = ['ready', 'refresh', 'cancel', 'exportReport', 'planMove'] as const;

/** What the report page may tell the extension. Offsets count UTF-16 units in the text that the report was made from. */
export type PageMessage =
  | { readonly command: (typeof plainCommands)[number] }
  | { readonly command: 'open'; readonly file: string; readonly start: number; readonly end: number }
  /** Ids only: `rule/remedy` and the findings of the report that it is to serve. */
  | { readonly command: 'fix'; readonly fix: string; readonly findings: readonly string[] };

/** What the extension tells the page: the whole report anew, how far reading is, or a sentence with a file to open. */
export type ReportMessage =
  | { readonly command: 'show'; readonly markup: string }
  | { readonly command: 'reading'; readonly done: number; readonly total: number }
  | { readonly command: 'status'; readonly text: string; readonly place?: { readonly file: string } };

/** More findings than any report has: a longer list is not of our page. */
const mostFindings = 100_000;

/** Reads a message of the page; undefined if it is of no known shape. */
export function readMessage(value: unknown): PageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { command, file, start, end, fix, findings } = value as Readonly<Record<string, unknown>>;
  const plain = plainCommands.find((known) => known === command);
  if (plain) return { command: plain };
  if (command === 'fix') return typeof fix === 'string' && isIdList(findings) ? { command, fix, findings } : undefined;
  if (command !== 'open' || typeof file !== 'string' || !isOffset(start) || !isOffset(end) || start > end) return undefined;
  return { command, file, start, end };
}

function isIdList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.length <= mostFindings && value.every((id) => typeof id === 'string');
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
