import { type Clause, type Dependency, type Specifier, mainGroup } from '../../model/manifest';
import { readRequirement } from '../../syntax/pep508';
import { type TomlEntry, type TomlString, type TomlTable, tableAt } from '../../syntax/toml';
import { MappedText } from '../../text/mapped-text';
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
    ...readValue(entry, node),
  };
  reading.rows.push({ dependency, place: { kind: 'override', parent, entry, node }, uvSources: false });
}

function readValue(entry: TomlEntry, { content, contentSpan }: TomlString): Pick<Dependency, 'specifier' | 'source'> {
  const { text } = content;
  if (text === '') return {};
  if (text.includes('://')) return { source: { kind: text.startsWith('git+') ? 'vcs' : 'url', url: text, span: contentSpan } };
  if (/^[0-9]/.test(text)) return { specifier: exactVersion(content) };
  const pieces = [
    { text: entry.key.name, offset: entry.key.span.start },
    { text, offset: contentSpan.start },
  ];
  const specifier = readRequirement(MappedText.joined(pieces, contentSpan.end)).requirement?.specifier;
  return specifier ? { specifier } : {};
}

/** A bare version means exactly that version. */
function exactVersion(content: MappedText): Specifier {
  const { text } = content;
  const span = content.span(0, text.length);
  const plus = text.indexOf('+');
  const clause: Clause = {
    operator: '==',
    version: text,
    span,
    versionSpan: span,
    ...(plus > 0 && { localSpan: content.span(plus, text.length) }),
  };
  return { raw: text, span, dialect: 'pep440', clauses: [clause] };
}
