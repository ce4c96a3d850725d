import type { Dependency, Group, Role } from '../../model/manifest';
import { type RequirementSyntax, readRequirement } from '../../syntax/pep508';
import type { TomlArray, TomlNode, TomlString } from '../../syntax/toml';
import type { Reading } from './reading';

/** What the place of a list says about its items. */
export interface ListContext {
  readonly group: Group;
  readonly role?: Role;
  readonly uvSources?: boolean;
}

/** Adds a row for each PEP 508 string of an array; anything else in it (`{ include-group = "…" }`) is no dependency. */
export function readRequirements(reading: Reading, node: TomlNode | undefined, context: ListContext): void {
  if (node?.kind !== 'array') return;
  node.items.forEach(({ value }, index) => {
    if (value.kind === 'string') readItem(reading, node, index, value, context);
  });
}

/**
 * Adds a row for one PEP 508 string, which stands in `list` or in a table of it.
 * PDM's development groups may hold `-e <url>#egg=name`: https://pdm-project.org/en/latest/usage/dependency/#editable-dependencies
 */
export function readItem(reading: Reading, list: TomlArray, index: number, string: TomlString, context: ListContext): void {
  const { requirement, problems } = string.content.text.startsWith('-e ') ? readEditable(string) : readRequirement(string.content);
  reading.problems.push(...problems);
  if (!requirement) return;
  reading.rows.push({
    dependency: toDependency(requirement, string, context),
    place: { kind: 'requirement', list, index, string, whole: problems.length === 0 },
    uvSources: context.uvSources ?? false,
  });
}

function toDependency(requirement: RequirementSyntax, string: TomlString, context: ListContext): Dependency {
  const { name, nameSpan, extras, extrasSpan, specifier, marker, source } = requirement;
  return {
    ecosystem: 'pypi',
    name,
    nameSpan,
    span: string.span,
    role: context.role ?? 'requires',
    extras,
    ...(extrasSpan && { extrasSpan }),
    ...(specifier && { specifier }),
    ...(marker && { marker }),
    group: context.group,
    ...(source && { source }),
    indexes: [],
  };
}

/** `-e git+https://…#egg=name`; without a name it is no row that a package rule could speak about. */
function readEditable({ content }: TomlString): { requirement?: RequirementSyntax; problems: readonly [] } {
  const { text } = content;
  const egg = text.indexOf('#egg=');
  let end = egg < 0 ? 0 : egg + '#egg='.length;
  const start = end;
  while (/[A-Za-z0-9._-]/.test(text.charAt(end))) end++;
  if (end === start) return { problems: [] };
  const url = text.slice('-e '.length, egg);
  return {
    requirement: {
      name: text.slice(start, end),
      nameSpan: content.span(start, end),
      extras: [],
      source: { kind: url.startsWith('file:') || url.startsWith('.') ? 'path' : 'vcs', url, span: content.span('-e '.length, egg) },
      span: content.span(0, text.length),
    },
    problems: [],
  };
}
