import { type Group, mainGroup } from '../../model/manifest';
import { type TomlNode, type TomlTable, stringAt, stringItems, tableAt, tableItems, valueAt } from '../../syntax/toml';
import { type Reading } from './reading';
import { type ListContext, readItem, readRequirements } from './requirements';

const buildGroup: Group = { id: 'build', kind: 'build' };
const devGroup: Group = { id: 'dev', kind: 'dev' };
const extraGroup = (name: string): Group => ({ id: `extra:${name}`, kind: 'extra' });
const namedGroup = (name: string): Group => ({ id: `group:${name}`, kind: 'dev' });

/** The tables of the standards: PEP 621, PEP 735, PEP 518. */
export function readStandard(reading: Reading): void {
  const { root } = reading.document;
  readRequirements(reading, valueAt(root, 'project', 'dependencies'), { group: mainGroup, uvSources: true });
  readGroups(reading, valueAt(root, 'project', 'optional-dependencies'), extraGroup, true);
  readGroups(reading, valueAt(root, 'dependency-groups'), namedGroup, true);
  readRequirements(reading, valueAt(root, 'build-system', 'requires'), { group: buildGroup, uvSources: true });
}

/** https://docs.astral.sh/uv/reference/settings/ */
export function readUv(reading: Reading): void {
  const { uv } = reading;
  if (!uv) return;
  const lists: Readonly<Record<string, ListContext>> = {
    'dev-dependencies': { group: devGroup },
    'override-dependencies': { group: mainGroup, role: 'overrides' },
    'constraint-dependencies': { group: mainGroup, role: 'constrains' },
    'build-constraint-dependencies': { group: buildGroup, role: 'constrains' },
  };
  for (const [key, context] of Object.entries(lists)) readRequirements(reading, uv.get(key)?.value, { ...context, uvSources: true });
  for (const { value } of tableAt(uv, 'extra-build-dependencies')?.entries ?? []) {
    readRequirements(reading, value, { group: buildGroup, uvSources: true });
    readRequirementTables(reading, value, { group: buildGroup, uvSources: true });
  }
}

/** `{ requirement = "torch", match-runtime = true }` among extra build dependencies of uv. */
function readRequirementTables(reading: Reading, node: TomlNode, context: ListContext): void {
  if (node.kind !== 'array') return;
  node.items.forEach(({ value }, index) => {
    const requirement = value.kind === 'table' ? stringAt(value, 'requirement') : undefined;
    if (requirement) readItem(reading, node, index, requirement, context);
  });
}

/** Development groups of PDM: https://pdm-project.org/en/latest/reference/pep621/ */
export function readPdm(reading: Reading): void {
  readGroups(reading, valueAt(reading.document.root, 'tool', 'pdm', 'dev-dependencies'), namedGroup, false);
}

/** https://hatch.pypa.io/latest/config/environment/overview/ and https://hatch.pypa.io/latest/config/build/ */
export function readHatch(reading: Reading): void {
  const hatch = tableAt(reading.document.root, 'tool', 'hatch');
  if (!hatch) return;
  for (const { key, value } of tableAt(hatch, 'envs')?.entries ?? []) {
    if (value.kind !== 'table') continue;
    const group = key.name === 'hatch-build' ? buildGroup : namedGroup(key.name);
    readRequirements(reading, value.get('dependencies')?.value, { group });
    readRequirements(reading, value.get('extra-dependencies')?.value, { group });
  }
  const build = tableAt(hatch, 'build');
  if (!build) return;
  readRequirements(reading, build.get('dependencies')?.value, { group: buildGroup });
  readHatchHooks(reading, build);
  for (const target of childTables(tableAt(build, 'targets'))) {
    readRequirements(reading, target.get('dependencies')?.value, { group: buildGroup });
    readHatchHooks(reading, target);
  }
}

function readHatchHooks(reading: Reading, table: TomlTable): void {
  for (const hook of childTables(tableAt(table, 'hooks'))) readRequirements(reading, hook.get('dependencies')?.value, { group: buildGroup });
}

/** Flit's own metadata table, older than PEP 621: https://flit.pypa.io/en/stable/pyproject_toml.html#old-style-metadata */
export function readFlit(reading: Reading): void {
  const metadata = tableAt(reading.document.root, 'tool', 'flit', 'metadata');
  if (!metadata) return;
  readRequirements(reading, metadata.get('requires')?.value, { group: mainGroup });
  readRequirements(reading, metadata.get('dev-requires')?.value, { group: devGroup });
  readGroups(reading, metadata.get('requires-extra')?.value, extraGroup, false);
}

/** What rapids-build-backend hands on as `build-system.requires`: https://github.com/rapidsai/rapids-build-backend */
export function readRapids(reading: Reading): void {
  readRequirements(reading, valueAt(reading.document.root, 'tool', 'rapids-build-backend', 'requires'), { group: buildGroup });
}

/**
 * Requirements files that stand for dependencies: setuptools' dynamic metadata
 * (https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html#dynamic-metadata) and the hatch-requirements-txt hook.
 */
export function readIncludes(reading: Reading): void {
  const { root } = reading.document;
  const dynamic = tableAt(root, 'tool', 'setuptools', 'dynamic');
  const extras = childTables(dynamic && tableAt(dynamic, 'optional-dependencies'));
  for (const table of [...(dynamic ? [tableAt(dynamic, 'dependencies')] : []), ...extras]) addFiles(reading, table?.get('file')?.value);
  const hook = tableAt(root, 'tool', 'hatch', 'metadata', 'hooks', 'requirements_txt');
  addFiles(reading, hook?.get('files')?.value);
  for (const { value } of (hook && tableAt(hook, 'optional-dependencies'))?.entries ?? []) addFiles(reading, value);
}

function addFiles(reading: Reading, node: TomlNode | undefined): void {
  const files = node?.kind === 'string' ? [node] : stringItems(node);
  for (const { content, contentSpan } of files) reading.includes.push({ kind: 'requires', path: content.text, span: contentSpan });
}

function readGroups(reading: Reading, node: TomlNode | undefined, group: (name: string) => Group, uvSources: boolean): void {
  if (node?.kind !== 'table') return;
  for (const { key, value } of node.entries) readRequirements(reading, value, { group: group(key.name), uvSources });
}

function childTables(table: TomlTable | undefined): readonly TomlTable[] {
  return (table?.entries ?? []).flatMap(({ value }) => (value.kind === 'table' ? [value] : tableItems(value)));
}
