import type { Dependency, Group, Problem, Role } from '../../model/manifest';
import { mainGroup } from '../../model/manifest';
import { propertiesNamed, readJson } from '../../syntax/json';
import type { JsonDocument, JsonObject, JsonProperty, JsonString, JsonValue } from '../../syntax/json';
import { slice } from '../../text/span';
import { isPackageName, readNpmSpec } from './npm-spec';
import type { Part } from './npm-spec';
import { packageInKey } from './selector';
import type { SelectorStyle } from './selector';

/** A dependency together with the property that declares it, for edits. */
export interface Row {
  readonly dependency: Dependency;
  readonly property: JsonProperty;
  readonly parent: JsonObject;
  readonly section: Section;
  /** The text that holds the name: the row's key, the alias in its value, or for npm's `"."` the key above it. */
  readonly nameIn: 'key' | 'value' | 'parent';
}

/** One object of rows. */
export interface Section {
  readonly path: readonly string[];
  readonly role: Role;
  readonly group: Group;
  readonly style: SelectorStyle;
}

export interface Rows {
  readonly document: JsonDocument;
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

const asName = { role: 'requires', style: 'name' } as const;
const asExtension = { role: 'overrides', style: 'name', group: { id: 'pnpm.packageExtensions', kind: 'main' } } as const;

/** `*` stands for every key. The object of one path may be written twice; then both count, as both are seen. */
const sections: readonly Section[] = [
  { ...asName, path: ['dependencies'], group: mainGroup },
  { ...asName, path: ['devDependencies'], group: { id: 'dev', kind: 'dev' } },
  { ...asName, path: ['peerDependencies'], group: { id: 'peer', kind: 'peer' } },
  { ...asName, path: ['optionalDependencies'], group: { id: 'optional', kind: 'optional' } },
  { path: ['overrides'], role: 'overrides', style: 'npm-override', group: { id: 'overrides', kind: 'main' } },
  { path: ['resolutions'], role: 'overrides', style: 'resolution', group: { id: 'resolutions', kind: 'main' } },
  { path: ['pnpm', 'overrides'], role: 'overrides', style: 'pnpm-override', group: { id: 'pnpm.overrides', kind: 'main' } },
  { ...asExtension, path: ['pnpm', 'packageExtensions', '*', 'dependencies'] },
  { ...asExtension, path: ['pnpm', 'packageExtensions', '*', 'optionalDependencies'] },
  // Bun's catalogs give rows that say `catalog:` their version and install nothing: https://bun.com/docs/pm/catalogs
  ...[[], ['workspaces']].flatMap((above): Section[] => [
    { path: [...above, 'catalog'], role: 'constrains', style: 'name', group: { id: 'catalog', kind: 'main' } },
    { path: [...above, 'catalogs', '*'], role: 'constrains', style: 'name', group: { id: 'catalogs', kind: 'main' } },
  ]),
];

const optionalPeer: Group = { id: 'peer-optional', kind: 'optional' };

/** Reads all rows of a package.json, in the order of the sections above and of the text within one. Never throws. */
export function readRows(text: string): Rows {
  const document = readJson(text);
  const optionalPeers = optionalPeerNames(document.root);
  const rows: Row[] = [];
  const problems: Problem[] = [...document.problems];
  for (const section of sections) {
    for (const value of valuesAt(document.root, section.path)) {
      if (value.kind === 'object') readSection(text, value, section, rows, problems);
      else problems.push(unreadValue(text, value, 'an object of packages is expected'));
    }
  }
  return { document, problems, rows: rows.map((row) => withPeerGroup(row, optionalPeers)) };
}

/** Every value at a path below the root; several where a key is written twice. */
export function valuesAt(root: JsonValue | undefined, path: readonly string[]): JsonValue[] {
  let values = root ? [root] : [];
  for (const step of path) {
    values = values.flatMap((value) => {
      const properties = step === '*' && value.kind === 'object' ? value.members : propertiesNamed(value, step);
      return properties.flatMap((property) => (property.value ? [property.value] : []));
    });
  }
  return values;
}

function readSection(text: string, object: JsonObject, section: Section, rows: Row[], problems: Problem[], above?: JsonString): void {
  for (const property of object.members) {
    const key = property.key.content.text;
    const { value } = property;
    // Without a colon it is not yet said that this will be a row; `//` keys hold comments.
    if (property.colon === undefined || key.startsWith('//')) continue;
    if (value?.kind === 'object' && section.style === 'npm-override') readSection(text, value, section, rows, problems, property.key);
    else if (value && value.kind !== 'string') problems.push(unreadValue(text, value, 'a text is expected'));
    else {
      const row = readRow({ property, value, parent: object, section }, above);
      if (row === 'no name') problems.push({ code: 'unread-requirement', span: property.key.span, arguments: { text: key.slice(0, 80) } });
      else if (row) rows.push(row);
    }
  }
}

interface Entry {
  readonly property: JsonProperty;
  readonly value: JsonString | undefined;
  readonly parent: JsonObject;
  readonly section: Section;
}

function readRow(entry: Entry, above: JsonString | undefined): Row | 'no name' | undefined {
  const { property, value, parent, section } = entry;
  const isSelf = property.key.content.text === '.' && above !== undefined;
  const key = isSelf ? above : property.key;
  const inKey = packageInKey(key.content.text, section.style);
  const content = value?.content;
  if (!inKey || !isPackageName(textOf(key, inKey))) return 'no name';
  // pnpm removes the package: https://pnpm.io/settings#overrides
  if (section.style === 'pnpm-override' && content?.text === '-') return undefined;
  const spec = readNpmSpec(content?.text ?? '');
  const named = spec.kind === 'alias' && value ? { string: value, part: spec.name } : { string: key, part: inKey };
  const dependency: Dependency = {
    ecosystem: 'npm',
    name: textOf(named.string, named.part),
    nameSpan: named.string.content.span(named.part.from, named.part.to),
    span: property.span,
    role: section.role,
    extras: [],
    group: section.group,
    indexes: [],
    ...(spec.kind !== 'source' && spec.range && value ? { specifier: specifierOf(value, spec.range) } : {}),
    ...(spec.kind === 'source' && content
      ? { source: { kind: spec.source, url: content.text.trim(), span: content.span(0, content.text.length) } }
      : {}),
    ...(spec.kind === 'alias' ? { alias: textOf(key, inKey) } : {}),
  };
  return { dependency, property, parent, section, nameIn: spec.kind === 'alias' ? 'value' : isSelf ? 'parent' : 'key' };
}

function specifierOf(value: JsonString, range: Part): NonNullable<Dependency['specifier']> {
  return { raw: textOf(value, range), span: value.content.span(range.from, range.to), dialect: 'npm', clauses: [] };
}

function textOf(string: JsonString, part: Part): string {
  return string.content.text.slice(part.from, part.to);
}

/** Names that `peerDependenciesMeta` calls optional: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#peerdependenciesmeta */
function optionalPeerNames(root: JsonValue | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const meta of valuesAt(root, ['peerDependenciesMeta'])) {
    if (meta.kind !== 'object') continue;
    for (const { key, value } of meta.members) {
      if (propertiesNamed(value, 'optional').some((flag) => flag.value?.kind === 'boolean' && flag.value.value === true)) names.add(key.content.text);
    }
  }
  return names;
}

function withPeerGroup(row: Row, optionalPeers: ReadonlySet<string>): Row {
  if (row.section.group.kind !== 'peer' || !optionalPeers.has(row.property.key.content.text)) return row;
  return { ...row, dependency: { ...row.dependency, group: optionalPeer } };
}

function unreadValue(text: string, { span }: JsonValue, reason: string): Problem {
  return { code: 'unread-value', span, arguments: { text: slice(text, span).slice(0, 80), reason } };
}
