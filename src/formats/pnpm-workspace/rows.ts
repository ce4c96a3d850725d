import type { Comment, Dependency, Group, Problem, Role } from '../../model/manifest';
import { mergedPairs, readYaml, type YamlMap, type YamlNode, type YamlPair, type YamlScalar } from '../../syntax/yaml';
import { slice } from '../../text/span';
import { isPackageName, readNpmSpec, type Part } from '../package-json/npm-spec';
import { packageInKey, type SelectorStyle } from '../package-json/selector';

/** A dependency together with the pair that declares it, for edits. */
export interface Row {
  readonly dependency: Dependency;
  readonly pair: YamlPair;
  /** The map that the pair stands in, and the pair whose value that map is. */
  readonly parent: YamlMap;
  readonly owner: YamlPair;
  /** The scalar that holds the name: the key, or the value of an alias (`npm:name@range`). */
  readonly nameIn: 'key' | 'value';
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

interface Section {
  /** `*` stands for every key. */
  readonly path: readonly string[];
  readonly role: Role;
  readonly group: Group;
  readonly style: SelectorStyle;
}

const asExtension = { role: 'overrides', style: 'name', group: { id: 'packageExtensions', kind: 'main' } } as const;

/** The same ids and roles as the fields of that name in package.json. */
const sections: readonly Section[] = [
  { path: ['catalog'], role: 'constrains', style: 'name', group: { id: 'catalog', kind: 'main' } },
  { path: ['catalogs', '*'], role: 'constrains', style: 'name', group: { id: 'catalogs', kind: 'main' } },
  { path: ['overrides'], role: 'overrides', style: 'pnpm-override', group: { id: 'overrides', kind: 'main' } },
  { ...asExtension, path: ['packageExtensions', '*', 'dependencies'] },
  { ...asExtension, path: ['packageExtensions', '*', 'optionalDependencies'] },
];

/** Reads all rows, in the order of the sections above and of the text within one. Never throws. */
export function readRows(text: string): Rows {
  const { documents, comments, problems } = readYaml(text);
  const reading: Reading = { text, rows: [], problems: [...problems], seen: new Set() };
  // pnpm reads one document; others would be a mistake of the file.
  const root = documents[0];
  for (const section of sections) {
    for (const owner of pairsAt(root, section.path)) readSection(reading, owner, section);
  }
  return { rows: reading.rows, comments, problems: reading.problems };
}

interface Reading {
  readonly text: string;
  readonly rows: Row[];
  readonly problems: Problem[];
  /** Pairs that an alias or merge brings a second time stand in the file once. */
  readonly seen: Set<YamlPair>;
}

function pairsAt(root: YamlNode | undefined, path: readonly string[]): YamlPair[] {
  let nodes: (YamlNode | undefined)[] = [root];
  let pairs: YamlPair[] = [];
  for (const step of path) {
    pairs = nodes.flatMap((node) => (node?.kind === 'map' ? mergedPairs(node).filter(({ key }) => step === '*' || key.content.text === step) : []));
    nodes = pairs.map((pair) => pair.value);
  }
  return pairs;
}

function readSection(reading: Reading, owner: YamlPair, section: Section): void {
  const { value } = owner;
  if (!value || isNothing(value)) return;
  if (value.kind !== 'map') {
    reading.problems.push(unreadValue(reading.text, value, 'a map of packages is expected'));
    return;
  }
  for (const pair of mergedPairs(value)) {
    if (reading.seen.has(pair)) continue;
    reading.seen.add(pair);
    if (pair.value && pair.value.kind !== 'scalar') {
      reading.problems.push(unreadValue(reading.text, pair.value, 'a text is expected'));
      continue;
    }
    const row = readRow(pair, pair.value, { parent: value, owner }, section);
    if (row === 'no name') {
      reading.problems.push({ code: 'unread-requirement', span: pair.key.outer, arguments: { text: pair.key.content.text.slice(0, 80) } });
    } else if (row) reading.rows.push(row);
  }
}

function readRow(pair: YamlPair, value: YamlScalar | undefined, place: Pick<Row, 'parent' | 'owner'>, section: Section): Row | 'no name' | undefined {
  const { key } = pair;
  const inKey = packageInKey(key.content.text, section.style);
  if (!inKey || !isPackageName(textOf(key, inKey))) return 'no name';
  // pnpm removes the package: https://pnpm.io/settings#overrides
  if (section.role === 'overrides' && value?.content.text === '-') return undefined;
  const spec = readNpmSpec(value?.content.text ?? '');
  const named = spec.kind === 'alias' && value ? { scalar: value, part: spec.name } : { scalar: key, part: inKey };
  const dependency: Dependency = {
    ecosystem: 'npm',
    name: textOf(named.scalar, named.part),
    nameSpan: named.scalar.content.span(named.part.from, named.part.to),
    span: pair.span,
    role: section.role,
    extras: [],
    group: section.group,
    indexes: [],
    ...(spec.kind !== 'source' && spec.range && value
      ? { specifier: { raw: textOf(value, spec.range), span: value.content.span(spec.range.from, spec.range.to), dialect: 'npm', clauses: [] } }
      : {}),
    ...(spec.kind === 'source' && value ? { source: { kind: spec.source, url: value.content.text.trim(), span: value.span } } : {}),
    ...(spec.kind === 'alias' ? { alias: textOf(key, inKey) } : {}),
  };
  // An alias of the file (`*name`) may put the value, and with it the name, before its row.
  const isWithin = dependency.nameSpan.start >= pair.span.start && dependency.nameSpan.end <= pair.span.end;
  const span = { start: Math.min(pair.span.start, dependency.nameSpan.start), end: Math.max(pair.span.end, dependency.nameSpan.end) };
  return { dependency: isWithin ? dependency : { ...dependency, span }, pair, ...place, nameIn: spec.kind === 'alias' ? 'value' : 'key' };
}

function textOf(scalar: YamlScalar, part: Part): string {
  return scalar.content.text.slice(part.from, part.to);
}

/** `catalog:` without anything below it. */
function isNothing(value: YamlNode): boolean {
  return value.kind === 'scalar' && value.style === 'plain' && value.content.text === '';
}

function unreadValue(text: string, { span }: YamlNode, reason: string): Problem {
  return { code: 'unread-value', span, arguments: { text: slice(text, span).slice(0, 80), reason } };
}
