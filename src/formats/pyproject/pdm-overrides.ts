import { type Dependency, mainGroup } from '../../model/manifest';
import { type TomlEntry, type TomlString, type TomlTable, tableAt } from '../../syntax/toml';
import { readVersionSpecifier } from '../../syntax/version-specifier';
import { keyNameSpan } from './poetry';
import type { Reading } from './reading';

/** `[tool.pdm.resolution.overrides]`: a version, a specifier or a URL for each name: https://pdm-project.org/en/latest/usage/lockfile/ */
export function readPdmOverrides(reading: Reading): void {
  const pdm = tableAt(reading.document.root, 'tool', 'pdm');
  if (!pdm) return;
  for (const table of [tableAt(pdm, 'resolution', 'overrides'), tableAt(pdm, 'overrides')]) {
    for (const entry of table?.entries ?? []) if (table && entry.value.kind === 'string') addOverride(reading, table, entry, entry.value);
  }
}

function addOverride(reading: Reading, parent: TomlTable, entry: TomlEntry, node: TomlString): void {
  const dependency: Dependency = {
    ecosystem: 'pypi',
    name: entry.key.name,
    nameSpan: keyNameSpan(entry.key),
    span: entry.span,
    role: 'overrides',
    extras: [],
    group: mainGroup,
    indexes: [],
    ...readValue(node),
  };
  reading.rows.push({ dependency, place: { kind: 'override', parent, entry, node }, uvSources: false });
}

function readValue({ content, contentSpan }: TomlString): Pick<Dependency, 'specifier' | 'source'> {
  const { text } = content;
  if (text.includes('://')) return { source: { kind: text.startsWith('git+') ? 'vcs' : 'url', url: text, span: contentSpan } };
  const { specifier } = readVersionSpecifier(content);
  return specifier ? { specifier } : {};
}
