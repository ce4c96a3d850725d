/**
 * Receives what `scanToml` finds, in the order of the text. All numbers are offsets; ends are exclusive.
 * A header is `header`, `key`…, `headerEnd`; a statement or member of an inline table is `entry`, `key`…, at most one value, `entryEnd`.
 */
export interface TomlHandler {
  /** The first bracket of `[table]` or, with `array`, of `[[table]]`. */
  header(start: number, array: boolean): void;
  headerEnd(end: number): void;
  entry(start: number): void;
  entryEnd(end: number): void;
  /** One part of a dotted key, with its quotes; see `keyName`. */
  key(start: number, end: number): void;
  /** The content lies between the two inner offsets; `escaped`: it must be decoded. `end` equals `contentEnd` if the closing quotes are missing. */
  string(start: number, contentStart: number, contentEnd: number, end: number, escaped: boolean): void;
  /** A number, date or truth value, or a stray word in its place. */
  scalar(start: number, end: number): void;
  openArray(start: number): void;
  closeArray(end: number): void;
  openTable(start: number): void;
  closeTable(end: number): void;
  /** The comma behind an item of an array or a member of an inline table. */
  comma(at: number): void;
  comment(start: number, end: number): void;
  /** A place that breaks the notation; what follows is read on by the rules in `toml-recovery.ts`. */
  problem(start: number, end: number): void;
}
