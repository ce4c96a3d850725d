import { type Group, type Role, mainGroup } from '../../model/manifest';
import { type TomlNode, type TomlTable, stringItems, tableAt, stringAt } from '../../syntax/toml';
import type { PixiReading } from './reading';
import { readRow } from './rows';

/** What the rows of a table of packages are. */
interface Section {
  readonly key: string;
  readonly ecosystem: 'conda' | 'pypi';
  readonly role: Role;
  /** Its packages are there while a package is built. */
  readonly isBuild?: true;
}

const sections: readonly Section[] = [
  { key: 'dependencies', ecosystem: 'conda', role: 'requires' },
  { key: 'run-dependencies', ecosystem: 'conda', role: 'requires' },
  { key: 'host-dependencies', ecosystem: 'conda', role: 'requires', isBuild: true },
  { key: 'build-dependencies', ecosystem: 'conda', role: 'requires', isBuild: true },
  { key: 'constraints', ecosystem: 'conda', role: 'constrains' },
  { key: 'run-constraints', ecosystem: 'conda', role: 'constrains' },
  { key: 'pypi-dependencies', ecosystem: 'pypi', role: 'requires' },
];

/**
 * Reads the tables of a pixi manifest: https://pixi.sh/latest/reference/pixi_manifest/
 * @param root the document of a pixi.toml, or `[tool.pixi]` of a pyproject.toml
 */
export function readPixi(root: TomlTable): PixiReading {
  const reading: PixiReading = { rows: [], indexes: [], artifacts: [] };
  const workspace = tableAt(root, 'workspace') ?? tableAt(root, 'project');
  if (workspace) readChannels(reading, workspace, mainGroup);
  if (workspace) readPlatforms(reading, workspace);
  readFeature(reading, root, mainGroup);
  const inDefault = featuresOfDefault(root);
  for (const { key, value } of tableAt(root, 'feature')?.entries ?? []) {
    if (value.kind !== 'table') continue;
    const group: Group = { id: `feature:${key.name}`, kind: inDefault.has(key.name) ? 'main' : 'extra' };
    readChannels(reading, value, group);
    readFeature(reading, value, group);
  }
  const built = tableAt(root, 'package');
  if (built) readTargets(reading, built, mainGroup);
  return reading;
}

/** The name of the workspace or package; https://pixi.sh/latest/reference/pixi_manifest/#name-optional */
export function pixiName(root: TomlTable): string | undefined {
  for (const key of ['workspace', 'project', 'package']) {
    const table = tableAt(root, key);
    const name = table && stringAt(table, 'name');
    if (name) return name.content.text;
  }
  return undefined;
}

/** The environment `default` is what `pixi install` makes; the other features are in environments that people choose. */
function featuresOfDefault(root: TomlTable): ReadonlySet<string> {
  const value = tableAt(root, 'environments')?.get('default')?.value;
  const list = value?.kind === 'table' ? value.get('features')?.value : value;
  return new Set(stringItems(list).map(({ content }) => content.text));
}

function readFeature(reading: PixiReading, table: TomlTable, group: Group): void {
  readTargets(reading, table, group);
  const options = tableAt(table, 'pypi-options');
  if (options) readOptions(reading, options, group);
  const cuda = tableAt(table, 'system-requirements')?.get('cuda');
  if (!cuda) return;
  const { span } = cuda.key;
  reading.artifacts.push({ kind: 'device', value: 'system-requirement:cuda', span, declaration: cuda.span, group });
}

function readTargets(reading: PixiReading, table: TomlTable, group: Group): void {
  readSections(reading, table, group);
  for (const { key, value } of tableAt(table, 'target')?.entries ?? []) {
    if (value.kind !== 'table') continue;
    const id = group === mainGroup ? `target:${key.name}` : `${group.id}.target:${key.name}`;
    readSections(reading, value, { id, kind: group.kind === 'main' ? 'optional' : group.kind });
  }
}

function readSections(reading: PixiReading, table: TomlTable, group: Group): void {
  for (const { key, ecosystem, role, isBuild } of sections) {
    const own: Group = isBuild ? { id: group === mainGroup ? 'build' : `${group.id}.build`, kind: 'build' } : group;
    for (const entry of tableAt(table, key)?.entries ?? []) readRow(reading, tableAt(table, key) ?? table, entry, { ecosystem, role, group: own });
  }
}

/** `channels = ["conda-forge", { channel = "pytorch", priority = 1 }]` */
function readChannels(reading: PixiReading, table: TomlTable, group: Group): void {
  const list = table.get('channels')?.value;
  for (const { value } of list?.kind === 'array' ? list.items : []) {
    const name = value.kind === 'table' ? stringAt(value, 'channel') : value.kind === 'string' ? value : undefined;
    if (!name || name.content.text === '') continue;
    reading.artifacts.push({ kind: 'channel', value: name.content.text, span: name.contentSpan, declaration: value.span, group });
  }
}

/** `platforms = [{ platform = "linux-64", cuda = "12.0" }]`, from pixi 0.71 on in place of `system-requirements`. */
function readPlatforms({ artifacts }: PixiReading, workspace: TomlTable): void {
  const list = workspace.get('platforms')?.value;
  for (const { value } of list?.kind === 'array' ? list.items : []) {
    const cuda = value.kind === 'table' ? (value.get('cuda') ?? value.get('__cuda')) : undefined;
    if (!cuda) continue;
    artifacts.push({ kind: 'device', value: 'system-requirement:cuda', span: cuda.key.span, declaration: cuda.span, group: mainGroup });
  }
}

/** https://pixi.sh/latest/reference/pixi_manifest/#the-pypi-options-table */
function readOptions(reading: PixiReading, options: TomlTable, group: Group): void {
  for (const entry of options.entries) {
    const { value } = entry;
    const { name } = entry.key;
    if (name === 'index-url' && value.kind === 'string' && value.content.text !== '') {
      const artifact = { kind: 'index', value: value.content.text, span: value.contentSpan, declaration: entry.span, group } as const;
      reading.indexes.push({ artifact, place: { kind: 'option', parent: options, entry, url: value } });
    } else if ((name === 'extra-index-urls' || name === 'find-links') && value.kind === 'array') {
      value.items.forEach(({ value: item }, index) => {
        const url = urlOf(item);
        if (!url || url.content.text === '') return;
        const artifact = { kind: 'index', value: url.content.text, span: url.contentSpan, declaration: item.span, group } as const;
        reading.indexes.push({ artifact, place: { kind: 'option', parent: options, entry, list: value, index, url } });
      });
    } else if (name === 'dependency-overrides' && value.kind === 'table') {
      for (const row of value.entries) readRow(reading, value, row, { ecosystem: 'pypi', role: 'overrides', group });
    }
  }
}

/** `"https://…"` or `{ url = "https://…" }`; a folder is no index. */
function urlOf(item: TomlNode): ReturnType<typeof stringAt> {
  if (item.kind === 'string') return item;
  return item.kind === 'table' ? stringAt(item, 'url') : undefined;
}
