import { type Dependency, type Group, type Manifest, type Specifier } from '../../model/manifest';
import { type TomlDocument, type TomlEntry, type TomlString, type TomlTable, readToml, stringAt, tableAt } from '../../syntax/toml';
import type { Span } from '../../text/span';

/** A row and its entry; edits start from it. */
export interface CatalogRow {
  readonly dependency: Dependency;
  readonly entry: TomlEntry;
  /** Where the module is written: `g:n` or `g:n:v` in one string, or group and name apart. */
  readonly module?: TomlString;
  readonly group?: TomlString;
  readonly name?: TomlString;
  /** The string that holds the version alone: in the entry, or below `[versions]`. */
  readonly version?: TomlString;
  /** The key below `[versions]`. */
  readonly reference?: string;
}

export interface CatalogReading {
  readonly document: TomlDocument;
  readonly rows: readonly CatalogRow[];
}

const librariesGroup: Group = { id: 'libraries', kind: 'main' };

/** Reads a version catalog; the README beside this file says which tables. Never throws. */
export function parse(text: string): Manifest {
  const { document, rows } = readCatalog(text);
  return {
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [],
    includes: [],
    comments: document.comments,
    problems: document.problems,
  };
}

/** The same with the tree that edits need, in the order of the text. */
export function readCatalog(text: string): CatalogReading {
  const document = readToml(text);
  const versions = tableAt(document.root, 'versions');
  const entries = tableAt(document.root, 'libraries')?.entries ?? [];
  return { document, rows: entries.flatMap((entry) => readEntry(entry, versions) ?? []) };
}

function readEntry(entry: TomlEntry, versions: TomlTable | undefined): CatalogRow | undefined {
  const { value } = entry;
  if (value.kind === 'string') return readShort(entry, value);
  if (value.kind !== 'table') return undefined;
  const module = stringAt(value, 'module');
  const group = stringAt(value, 'group');
  const name = stringAt(value, 'name');
  const written = module ?? name;
  const said = module ? module.content.text : `${group?.content.text ?? ''}:${name?.content.text ?? ''}`;
  if (!written || !isModule(said)) return undefined;
  const { version, reference } = versionOf(value, versions);
  const span = value.form === 'inline' ? entry.span : { start: entry.span.start, end: Math.max(entry.span.end, value.span.end) };
  return {
    dependency: toDependency(entry, said, written.contentSpan, span, version && specifier(version.content.text, version.contentSpan)),
    entry,
    ...(module ? { module } : {}),
    ...(group && !module ? { group } : {}),
    ...(name && !module ? { name } : {}),
    ...(version ? { version } : {}),
    ...(reference === undefined ? {} : { reference }),
  };
}

/** `alias = "group:name:version"`. */
function readShort(entry: TomlEntry, string: TomlString): CatalogRow | undefined {
  const { content } = string;
  const first = content.text.indexOf(':');
  const second = content.text.indexOf(':', first + 1);
  const end = second < 0 ? content.text.length : second;
  const name = content.text.slice(0, end);
  if (!isModule(name)) return undefined;
  const raw = second < 0 ? '' : content.text.slice(second + 1);
  const version = raw === '' ? undefined : specifier(raw, content.span(end + 1, content.text.length));
  return { dependency: toDependency(entry, name, content.span(0, end), entry.span, version), entry, module: string };
}

/** `version = "1"`, `version.ref = "name"`, or a table of `strictly`, `require` and `prefer`. */
function versionOf(table: TomlTable, versions: TomlTable | undefined): { version?: TomlString; reference?: string } {
  const node = table.get('version')?.value;
  if (node?.kind === 'string') return { version: node };
  if (node?.kind !== 'table') return {};
  const reference = stringAt(node, 'ref')?.content.text;
  if (reference === undefined) return richVersion(node);
  const shared = versions?.get(reference)?.value;
  const version = shared?.kind === 'string' ? { version: shared } : shared?.kind === 'table' ? richVersion(shared) : {};
  return { ...version, reference };
}

function richVersion(table: TomlTable): { version?: TomlString } {
  const version = stringAt(table, 'strictly') ?? stringAt(table, 'require') ?? stringAt(table, 'prefer');
  return version ? { version } : {};
}

function toDependency({ key }: TomlEntry, name: string, nameSpan: Span, span: Span, version: Specifier | undefined): Dependency {
  return {
    ecosystem: 'maven',
    name,
    nameSpan,
    span,
    // A catalog only offers; build scripts ask for its entries by name.
    role: 'constrains',
    extras: [],
    group: librariesGroup,
    indexes: [],
    alias: key.name,
    ...(version ? { specifier: version } : {}),
  };
}

function specifier(raw: string, span: Span): Specifier {
  return { raw, span, dialect: 'maven', clauses: [] };
}

function isModule(name: string): boolean {
  const colon = name.indexOf(':');
  return colon > 0 && colon < name.length - 1 && name.indexOf(':', colon + 1) < 0;
}
