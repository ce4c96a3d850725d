import type { Dependency } from '../../model/manifest';
import type { TomlDocument, TomlString, TomlTable } from '../../syntax/toml';
import { stringAt } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf } from '../../text/lines';
import { type Span, slice } from '../../text/span';
import { Removal } from '../toml-removal';
import type { PixiPlace } from './reading';

type Edits = readonly TextEdit[] | undefined;

/** Edits of one row of pixi's tables: a version string, an inline table, or a table with a header of its own. */
export class PixiEditor {
  private constructor(
    readonly text: string,
    readonly document: TomlDocument,
    readonly row: Dependency,
    readonly place: PixiPlace,
    readonly node: TomlString | TomlTable,
  ) {}

  static open(text: string, document: TomlDocument, row: Dependency, place: PixiPlace): PixiEditor | undefined {
    const { node, entry } = place;
    if (!node || !isSound(document, row.span) || !isSound(document, entry.key.span)) return undefined;
    if (node.kind === 'string' ? !node.plain : node.form !== 'inline' && node.form !== 'header') return undefined;
    return new PixiEditor(text, document, row, place, node);
  }

  /** A build string belongs to one package. */
  rename(name: string): Edits {
    const { entry, parent } = this.place;
    const { nameSpan } = this.row;
    if (this.row.build || parent.get(name) || slice(this.text, nameSpan) !== entry.key.name || !isSafe(name, '"') || name.includes("'")) {
      return undefined;
    }
    const isBare = /^[A-Za-z0-9_-]+$/.test(name);
    return [{ span: nameSpan, newText: nameSpan.start !== entry.key.span.start || isBare ? name : `"${name}"` }];
  }

  /** Empty means any version, which pixi writes `*`. */
  setSpecifier(specifier: string): Edits {
    const wanted = specifier === '' ? '*' : specifier;
    const string = this.node.kind === 'string' ? this.node : stringAt(this.node, 'version');
    if (string) return this.#replaceVersion(string, wanted);
    if (this.node.kind === 'string' || this.row.source || this.node.get('version')) return undefined;
    return specifier === '' ? [] : this.#addKey(this.node, `version = "${specifier}"`, specifier);
  }

  /** Packages of conda have no extras. */
  setExtras(extras: readonly string[]): Edits {
    if (this.row.ecosystem === 'conda') return extras.length === 0 ? [] : undefined;
    const array = `[${extras.map((extra) => `"${extra}"`).join(', ')}]`;
    if (extras.some((extra) => !isSafe(extra, '"'))) return undefined;
    const present = this.node.kind === 'table' ? this.node.get('extras') : undefined;
    if (present) return slice(this.text, present.value.span) === array ? [] : [{ span: present.value.span, newText: array }];
    return extras.length === 0 ? [] : this.#addKey(this.node, `extras = ${array}`, '');
  }

  /** The tables of pixi have targets in place of markers. */
  addMarker(): Edits {
    return undefined;
  }

  /** Behind the version, or a key of its own. */
  setBuild(build: string): Edits {
    const { build: old, specifier } = this.row;
    const string = this.node.kind === 'table' ? stringAt(this.node, 'build') : this.node;
    if (!old || !string?.plain || !isSafe(build, this.text.charAt(string.span.start))) return undefined;
    if (build !== '') return [{ span: old.span, newText: build }];
    if (this.node.kind === 'string') return specifier && [{ span: { start: specifier.span.end, end: old.span.end }, newText: '' }];
    const entry = this.node.get('build');
    const removal = new Removal(this.text, this.document);
    if (entry) removal.entry(this.node, entry);
    return removal.edits();
  }

  /** A build behind the version stays. */
  #replaceVersion(string: TomlString, newText: string): Edits {
    const { build, specifier } = this.row;
    const isBehind = build !== undefined && build.span.start >= string.contentSpan.start && build.span.end <= string.contentSpan.end;
    const place = isBehind ? specifier?.span : string.contentSpan;
    if (!string.plain || !place || !isSafe(newText, this.text.charAt(string.span.start))) return undefined;
    return slice(this.text, place) === newText ? [] : [{ span: place, newText }];
  }

  /** Adds a key behind the others; a version string becomes an inline table for it. */
  #addKey(node: TomlString | TomlTable, pair: string, value: string): Edits {
    if (!isSafe(value, '"')) return undefined;
    if (node.kind === 'string') return [{ span: node.span, newText: `{ version = ${slice(this.text, node.span)}, ${pair} }` }];
    const last = node.entries.at(-1);
    if (node.form === 'header') return [this.#addLine(node.span, last?.span, pair)];
    if (!last) return [{ span: node.span, newText: `{ ${pair} }` }];
    if (slice(this.text, node.span).includes('\n')) return undefined;
    return [last.comma === undefined ? insertion(last.span.end, `, ${pair}`) : insertion(last.comma + 1, ` ${pair}`)];
  }

  /** A line of its own behind the last statement or the header, indented like that statement. */
  #addLine(table: Span, last: Span | undefined, pair: string): TextEdit {
    let end = table.end;
    while (end < this.text.length && this.text.charAt(end) !== '\n' && this.text.charAt(end) !== '\r') end++;
    let start = (last ?? table).start;
    while (start > 0 && (this.text.charAt(start - 1) === ' ' || this.text.charAt(start - 1) === '\t')) start--;
    return insertion(end, lineBreakOf(this.text) + this.text.slice(start, (last ?? table).start) + pair);
  }
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

function isSafe(text: string, quote: string): boolean {
  return ![quote, '\\', '\n', '\r'].some((sign) => text.includes(sign));
}
