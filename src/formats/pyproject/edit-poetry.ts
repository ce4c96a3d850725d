import type { Dependency } from '../../model/manifest';
import type { TomlString, TomlTable } from '../../syntax/toml';
import { stringAt, stringItems } from '../../syntax/toml';
import { addKey } from '../../syntax/toml-add-key';
import { isSound } from '../../syntax/toml-edit';
import type { TextEdit } from '../../text/edit';
import { slice } from '../../text/span';
import { joinMarkers } from '../../syntax/marker-edit';
import { keyNameSpan, poetryExtras } from './poetry';
import { type PoetryPlace, type Reading, normalName } from './reading';

/** Edits of one row of Poetry's tables: a version string, an inline table, or a table with a header of its own. */
export class PoetryEditor {
  private constructor(
    readonly text: string,
    readonly reading: Reading,
    readonly row: Dependency,
    readonly place: PoetryPlace,
    readonly node: TomlString | TomlTable,
  ) {}

  static open(text: string, reading: Reading, row: Dependency, place: PoetryPlace): PoetryEditor | undefined {
    const { node, entry } = place;
    if (!node || !isSound(reading.document, row.span) || !isSound(reading.document, entry.key.span)) return undefined;
    if (node.kind === 'string' ? !node.plain : node.form !== 'inline' && node.form !== 'header') return undefined;
    return new PoetryEditor(text, reading, row, place, node);
  }

  /** Changes the key and, if no other row has the name, its mentions in `[tool.poetry.extras]`. */
  rename(name: string): readonly TextEdit[] | undefined {
    const { entry, parent, list } = this.place;
    const key = entry.key;
    const span = keyNameSpan(key);
    if (list || parent.get(name) || slice(this.text, span) !== key.name || !isSafe(name, '"') || name.includes("'")) return undefined;
    const quoted = span.start !== key.span.start;
    const edits: TextEdit[] = [{ span, newText: quoted || isBare(name) ? name : `"${name}"` }];
    for (const mention of poetryMentions(this.reading, [this.row])) {
      if (!mention.plain) return undefined;
      edits.push({ span: mention.contentSpan, newText: name });
    }
    return edits;
  }

  /** Empty means any version, which Poetry writes `*`. */
  setSpecifier(specifier: string): readonly TextEdit[] | undefined {
    const wanted = specifier === '' ? '*' : specifier;
    if (this.node.kind === 'string') return this.#replaceContent(this.node, wanted);
    const version = stringAt(this.node, 'version');
    if (version) return this.#replaceContent(version, wanted);
    if (this.row.source || this.node.get('version')) return undefined;
    return specifier === '' ? [] : this.#addKey(this.node, `version = "${specifier}"`, specifier);
  }

  setExtras(extras: readonly string[]): readonly TextEdit[] | undefined {
    const array = `[${extras.map((extra) => `"${extra}"`).join(', ')}]`;
    if (extras.some((extra) => extra.includes('"') || extra.includes('\\'))) return undefined;
    const present = this.node.kind === 'table' ? this.node.get('extras') : undefined;
    if (present) return slice(this.text, present.value.span) === array ? [] : [{ span: present.value.span, newText: array }];
    return extras.length === 0 ? [] : this.#addKey(this.node, `extras = ${array}`, '');
  }

  addMarker(marker: string): readonly TextEdit[] | undefined {
    const present = this.node.kind === 'table' ? this.node.get('markers')?.value : undefined;
    if (!present) {
      const joined = joinMarkers(undefined, marker, '"');
      return joined === undefined ? undefined : this.#addKey(this.node, `markers = "${joined}"`, joined);
    }
    if (present.kind !== 'string' || !present.plain) return undefined;
    const joined = joinMarkers(present.content.text, marker, this.text.charAt(present.span.start));
    return joined === undefined ? undefined : this.#replaceContent(present, joined);
  }

  #replaceContent(string: TomlString, newText: string): readonly TextEdit[] | undefined {
    const quote = this.text.charAt(string.span.start);
    if (!string.plain || !isSafe(newText, quote)) return undefined;
    return string.content.text === newText ? [] : [{ span: string.contentSpan, newText }];
  }

  /** Adds a key behind the others; a version string becomes an inline table for it. */
  #addKey(node: TomlString | TomlTable, pair: string, value: string): readonly TextEdit[] | undefined {
    if (!isSafe(value, '"')) return undefined;
    return addKey(this.text, node, pair);
  }
}

/** The mentions of rows in `[tool.poetry.extras]`, if no other row of Poetry's tables has the name. */
export function poetryMentions(reading: Reading, removed: readonly Dependency[]): readonly TomlString[] {
  const starts = new Set(removed.map(({ span }) => span.start));
  const kept = new Set<string>();
  for (const { place, dependency } of reading.rows) {
    if (place.kind === 'poetry' && !starts.has(dependency.span.start)) kept.add(normalName(dependency.name));
  }
  const gone = new Set(removed.map(({ name }) => normalName(name)).filter((name) => !kept.has(name)));
  const mentions = poetryExtras(reading.document.root).flatMap((list) => stringItems(list));
  return mentions.filter(({ content }) => gone.has(normalName(content.text)));
}

function isSafe(text: string, quote: string): boolean {
  return ![quote, '\\', '\n', '\r'].some((sign) => text.includes(sign));
}

/** https://toml.io/en/v1.0.0#keys */
function isBare(name: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(name);
}
