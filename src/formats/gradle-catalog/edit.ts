import type { Dependency } from '../../model/manifest';
import { type TomlString, type TomlTable, stringAt, tableAt } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import { type TextEdit, sortEdits } from '../../text/edit';
import { type Span, slice } from '../../text/span';
import type { FormatEdits } from '../format';
import { Removal } from '../toml-removal';
import { type CatalogReading, type CatalogRow, readCatalog } from './parse';

/** Edits of a version catalog. Modules have no extras. */
export const gradleCatalogEdits: FormatEdits = {
  rename(text, dependency, name) {
    const row = findRow(readCatalog(text), dependency);
    const [group = '', artifact = '', ...rest] = name.split(':');
    if (!row || group === '' || artifact === '' || rest.length > 0) return undefined;
    if (row.module) return replace(text, row.module, row.dependency.nameSpan, name);
    const edits = [replace(text, row.group, row.group?.contentSpan, group), replace(text, row.name, row.name?.contentSpan, artifact)];
    const complete = edits.filter((edit): edit is readonly TextEdit[] => edit !== undefined);
    return complete.length === edits.length ? sortEdits(complete.flat(), text.length) : undefined;
  },
  /** A version below `[versions]` is changed there, if nothing else refers to it. */
  setSpecifier(text, dependency, specifier) {
    const reading = readCatalog(text);
    const row = findRow(reading, dependency);
    if (!row || specifier === '' || (row.reference !== undefined && isShared(reading, row.reference))) return undefined;
    return replace(text, row.version ?? row.module, row.dependency.specifier?.span, specifier);
  },
  setExtras: (_text, _row, extras) => (extras.length === 0 ? [] : undefined),
  /** Entries go with their mentions in `[bundles]`. */
  remove(text, dependencies) {
    const reading = readCatalog(text);
    const rows = dependencies.map((dependency) => findRow(reading, dependency)).filter((row) => row !== undefined);
    const libraries = tableAt(reading.document.root, 'libraries');
    if (rows.length < dependencies.length || !libraries) return undefined;
    const removal = new Removal(text, reading.document);
    const gone = new Set(rows.map(({ entry }) => accessor(entry.key.name)));
    for (const { entry } of rows) removal.entry(libraries, entry);
    for (const { value } of tableAt(reading.document.root, 'bundles')?.entries ?? []) {
      if (value.kind !== 'array') continue;
      value.items.forEach((item, index) => {
        if (item.value.kind === 'string' && gone.has(accessor(item.value.content.text))) removal.item(value, index);
      });
    }
    return removal.edits();
  },
};

/** Aliases are the same whether their parts are joined by `-`, `_` or `.`. */
function accessor(alias: string): string {
  return alias.replace(/[-_]/g, '.');
}

function findRow({ document, rows }: CatalogReading, { name, span }: Dependency): CatalogRow | undefined {
  const row = rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
  return row && isSound(document, span) ? row : undefined;
}

/** More than one entry, plugins counted too, takes its version from this key. */
function isShared({ document }: CatalogReading, reference: string): boolean {
  const tables = ['libraries', 'plugins'].flatMap((name) => tableAt(document.root, name)?.entries ?? []);
  const refersTo = (table: TomlTable): boolean => {
    const version = table.get('version')?.value;
    return version?.kind === 'table' && stringAt(version, 'ref')?.content.text === reference;
  };
  return tables.filter(({ value }) => value.kind === 'table' && refersTo(value)).length > 1;
}

function replace(text: string, string: TomlString | undefined, span: Span | undefined, newText: string): readonly TextEdit[] | undefined {
  if (!string?.plain || !span || newText === '' || /[\s"'\\:]/.test(newText.replace(':', ''))) return undefined;
  return slice(text, span) === newText ? [] : [{ span, newText }];
}
