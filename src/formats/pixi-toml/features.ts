import type { MovedArtifact } from '../../model/fix';
import type { Group } from '../../model/manifest';
import { type TomlDocument, type TomlEntry, type TomlTable, stringItems, tableAt, tableItems } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import { insertTables } from '../../syntax/toml-insert';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf, lineEnd } from '../../text/lines';
import { slice } from '../../text/span';
import { Removal } from '../toml-removal';
import type { PixiReading } from './reading';

/** A manifest of pixi: a file of its own, or the tables below `[tool.pixi]`. */
export interface PixiDocument extends PixiReading {
  readonly document: TomlDocument;
  /** The table that holds `workspace` and `dependencies`. */
  readonly root: TomlTable;
  /** What headers have before the name of a table: nothing, or `tool.pixi.`. */
  readonly prefix: string;
}

/** A new feature, and the environment of the same name that has it. */
export interface NewFeature {
  readonly name: string;
  readonly ecosystem: 'conda' | 'pypi';
  /** `torch = "*"`, each with the comment behind it. */
  readonly statements: readonly string[];
  /** Beginnings of the platforms that it can be installed on; left out: all of the workspace. */
  readonly platforms?: readonly string[];
  /** It is the one that needs what the workspace demands of the machine today. */
  readonly demanding: boolean;
}

/** What writes the features, and what the workspace demands of machines that only one of them demands afterwards. */
export interface WrittenFeatures {
  readonly edits: readonly TextEdit[];
  readonly moved: readonly MovedArtifact[];
}

/** The feature that the environment `default` has. */
const byDefault = 'cpu';

/** The group of the rows of a new feature. */
export function featureGroup(name: string): Group {
  return { id: `feature:${name}`, kind: name === byDefault ? 'main' : 'extra' };
}

/**
 * Writes features with an environment each; `cpu` becomes the one of the environment `default`, as in pixi's own guide:
 * https://github.com/prefix-dev/pixi/blob/c909168b46f2517b6567cddcbbc554996dba6d17/docs/source_files/pixi_tomls/pytorch-pypi-envs.toml
 * @returns undefined where the file has environments or a feature of such a name, or platforms that a feature cannot name
 */
export function writeFeatures(text: string, pixi: PixiDocument, features: readonly NewFeature[]): WrittenFeatures | undefined {
  const { root, document, prefix } = pixi;
  const platforms = platformsOf(root);
  const last = lastTable(root);
  if (document.problems.length > 0 || !isSound(document, root.span) || root.get('environments') || !platforms || !last) return undefined;
  if (features.some(({ name }) => tableAt(root, 'feature')?.get(name))) return undefined;
  const lineBreak = lineBreakOf(text);
  const demand = features.some(({ demanding }) => demanding) ? demandOf(root) : undefined;
  const removal = demand && removeDemand(text, document, root, demand);
  const tables: string[] = [];
  for (const feature of features) {
    const served = platforms.filter((platform) => feature.platforms?.some((start) => platform.startsWith(start)) ?? true);
    if (served.length === 0) return undefined;
    const header = `${prefix}feature.${feature.name}`;
    const named = served.map((platform) => `"${platform}"`).join(', ');
    if (served.length < platforms.length) tables.push([`[${header}]`, `platforms = [${named}]`].join(lineBreak));
    if (demand && feature.demanding) tables.push([`[${header}.system-requirements]`, slice(text, demand.span)].join(lineBreak));
    tables.push([`[${header}.${feature.ecosystem === 'conda' ? '' : 'pypi-'}dependencies]`, ...feature.statements].join(lineBreak));
  }
  const environments = features.map(({ name }) => `${name === byDefault ? 'default' : name} = ["${name}"]`);
  tables.push([`[${prefix}environments]`, ...environments].join(lineBreak));
  const added = insertTables(text, last, tables.join(lineBreak + lineBreak));
  if (!added || (demand && !removal)) return undefined;
  return { edits: [added, ...(removal ?? [])], moved: demand ? movedDemand(pixi, demand, features) : [] };
}

/** The comment behind a statement, with the space before it. */
export function commentOf(text: string, { span }: TomlEntry): string {
  const rest = text.slice(span.end, lineEnd(text, span.end)).trimEnd();
  return rest.trimStart().startsWith('#') ? rest : '';
}

/** Names of platforms; undefined where one of them says more than its name (`{ platform = "linux-64", cuda = "12" }`). */
function platformsOf(root: TomlTable): readonly string[] | undefined {
  const list = (tableAt(root, 'workspace') ?? tableAt(root, 'project'))?.get('platforms')?.value;
  const names = stringItems(list).map(({ content }) => content.text);
  return list?.kind === 'array' && names.length === list.items.length && names.length > 0 ? names : undefined;
}

/** `cuda = "12"` of `[system-requirements]`. */
function demandOf(root: TomlTable): TomlEntry | undefined {
  return tableAt(root, 'system-requirements')?.get('cuda');
}

function removeDemand(text: string, document: TomlDocument, root: TomlTable, demand: TomlEntry): readonly TextEdit[] | undefined {
  const entry = root.get('system-requirements');
  const table = entry?.value.kind === 'table' ? entry.value : undefined;
  if (!entry || !table) return undefined;
  const removal = new Removal(text, document);
  if (table.entries.length > 1) removal.entry(table, demand);
  else removal.entry(root, entry);
  return removal.edits();
}

function movedDemand({ artifacts }: PixiDocument, { span }: TomlEntry, features: readonly NewFeature[]): WrittenFeatures['moved'] {
  const demanding = features.filter((feature) => feature.demanding);
  const found = artifacts.filter(({ kind, declaration }) => kind === 'device' && declaration.start === span.start);
  return found.flatMap((artifact) => demanding.map(({ name }) => ({ artifact, group: featureGroup(name) })));
}

/** The last table of pixi that has a header, so that new ones stand behind it. */
function lastTable(root: TomlTable): TomlTable | undefined {
  const all: TomlTable[] = [];
  const collect = (table: TomlTable): void => {
    if (table.form === 'header') all.push(table);
    for (const { value } of table.entries) {
      if (value.kind === 'table') collect(value);
      else tableItems(value).forEach(collect);
    }
  };
  collect(root);
  return all.reduce<TomlTable | undefined>((last, table) => (last && last.span.start > table.span.start ? last : table), undefined);
}
