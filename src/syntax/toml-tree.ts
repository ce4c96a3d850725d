import type { Comment, Problem } from '../model/manifest';
import type { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';

/** A value of a TOML document with its place. */
export type TomlNode = TomlString | TomlScalar | TomlArray | TomlTable;

export interface TomlString {
  readonly kind: 'string';
  /** With its quotes. */
  readonly span: Span;
  /** Between the quotes, as written. */
  readonly contentSpan: Span;
  /** The decoded content; verbatim if it holds no escape. */
  readonly content: MappedText;
  /** The content stands in the document as it is, between quotes that are both there. */
  readonly plain: boolean;
}

/** A number, date or truth value as written; a stray word in its place, which is a problem too. */
export interface TomlScalar {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly raw: string;
}

/** `form` `tables`: the tables of all `[[headers]]` of one name. */
export interface TomlArray {
  readonly kind: 'array';
  readonly form: 'inline' | 'tables';
  /** With its brackets; of tables: from the first header to the end of the last table. */
  readonly span: Span;
  readonly items: readonly TomlItem[];
}

export interface TomlItem {
  readonly value: TomlNode;
  /** Offset of the comma behind it. */
  readonly comma?: number;
}

/**
 * `header`: it has a `[header]`; `inline`: it stands in braces; `dotted`: made by dotted keys; `implicit`: made by longer headers only.
 */
export interface TomlTable {
  readonly kind: 'table';
  readonly form: 'root' | 'header' | 'implicit' | 'dotted' | 'inline';
  /** From the header or first statement to the end of its last own statement; tables with a header of their own lie outside. */
  readonly span: Span;
  /** `[a.b]` or `[[a.b]]` with its brackets. */
  readonly header?: Span;
  /** In the order of the text; a key that stands twice is there twice. */
  readonly entries: readonly TomlEntry[];
  /** The first entry of that name. */
  get(name: string): TomlEntry | undefined;
}

export interface TomlEntry {
  readonly key: TomlKey;
  readonly value: TomlNode;
  /** The whole `key = value`, all parts of a dotted key included; for a table with a header the header. */
  readonly span: Span;
  /** Member of an inline table: offset of the comma behind it. */
  readonly comma?: number;
}

/** One part of a dotted key. */
export interface TomlKey {
  readonly name: string;
  /** With its quotes. */
  readonly span: Span;
}

export interface TomlDocument {
  readonly root: TomlTable;
  readonly comments: readonly Comment[];
  /** Of code `syntax`, by their starts. */
  readonly problems: readonly Problem[];
}

/** The value at a path of keys below a table, or undefined. */
export function valueAt(table: TomlTable, ...path: readonly string[]): TomlNode | undefined {
  let node: TomlNode | undefined = table;
  for (const name of path) node = node?.kind === 'table' ? node.get(name)?.value : undefined;
  return node;
}

/** The table at a path of keys below a table, or undefined. */
export function tableAt(table: TomlTable, ...path: readonly string[]): TomlTable | undefined {
  const node = valueAt(table, ...path);
  return node?.kind === 'table' ? node : undefined;
}

/** The strings of an array, or none if the node is no array. */
export function stringItems(node: TomlNode | undefined): readonly TomlString[] {
  if (node?.kind !== 'array') return [];
  return node.items.flatMap(({ value }) => (value.kind === 'string' ? [value] : []));
}

/** The tables among the items of an array, `[[headers]]` or inline. */
export function tableItems(node: TomlNode | undefined): readonly TomlTable[] {
  if (node?.kind !== 'array') return [];
  return node.items.flatMap(({ value }) => (value.kind === 'table' ? [value] : []));
}

/** The string under a key of a table, or undefined. */
export function stringAt(table: TomlTable, name: string): TomlString | undefined {
  const node = table.get(name)?.value;
  return node?.kind === 'string' ? node : undefined;
}

/** True if the value under a key of a table is `true`. */
export function isTrue(table: TomlTable, name: string): boolean {
  const node = table.get(name)?.value;
  return node?.kind === 'scalar' && node.raw === 'true';
}
