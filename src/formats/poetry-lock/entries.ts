import type { LockedFile } from '../../model/lock';
import type { LockedEntry, RequestedEdge } from '../python-lock';
import { normalPythonName } from '../../syntax/python-name';
import { type PlainValue, itemsOf, tableOf, textsOf } from '../../syntax/toml-blocks';
import type { Span } from '../../text/span';

/** A package with what is only understood when its whole block is read. */
export interface PoetryEntry extends LockedEntry {
  groups: readonly string[];
  optional: boolean;
  readonly requests: { readonly name: string; readonly value: PlainValue }[];
  /** By normal name of a dependency: the extras of this package that ask for it. */
  readonly extraMembers: Map<string, readonly string[]>;
  sourceType: string;
}

/** `name = "^1"`, `name = {version = "^1", optional = true, extras = ["x"], markers = "…"}`, or a list of such tables. */
export function readEdges(name: string, value: PlainValue, extraMembers: ReadonlyMap<string, readonly string[]>): readonly RequestedEdge[] {
  if (typeof value === 'string') return [{ name }];
  const table = tableOf(value);
  if (!table) return itemsOf(value).flatMap((one) => (tableOf(one) ? readEdges(name, one, extraMembers) : []));
  const { markers, extras, optional } = table;
  const asked = textsOf(extras);
  const edge: RequestedEdge = {
    name,
    ...(typeof markers === 'string' && { marker: markers }),
    ...(asked.length > 0 && { extras: asked }),
    ...(optional === 'true' && { optional: true }),
  };
  const owners = optional === 'true' ? (extraMembers.get(normalPythonName(name)) ?? []) : [];
  return owners.length > 0 ? owners.map((extra) => ({ ...edge, extra })) : [edge];
}

/** The names that an extra lists: `["numpy (>=1.2)", "pandas[excel] ; python_version < \"3\""]`. */
export function extraMembers(value: PlainValue): readonly string[] {
  return textsOf(value).map((member) => normalPythonName(leadingName(member)));
}

/** `[{file = "torch-2.6.0-….whl", hash = "…"}]`; Poetry writes no sizes. */
export function readFiles(value: PlainValue): LockedFile[] {
  const files: LockedFile[] = [];
  for (const item of itemsOf(value)) {
    const name = tableOf(item)?.['file'];
    if (typeof name === 'string') files.push({ name });
  }
  return files;
}

/** `[package.source]`: `legacy` is an index, the others say where the package itself lies. The type stands before the address. */
export function readSource(entry: PoetryEntry, key: string, value: string, span: Span): void {
  if (key === 'type') entry.sourceType = value;
  if (key !== 'url') return;
  const kind = sourceKinds[entry.sourceType];
  if (kind === undefined) entry.registry = value;
  else entry.source = { kind, url: value, span };
}

const sourceKinds: Readonly<Record<string, 'vcs' | 'url' | 'path'>> = { git: 'vcs', hg: 'vcs', url: 'url', file: 'path', directory: 'path' };

function leadingName(text: string): string {
  let end = 0;
  while (end < text.length && !' \t([;<>=!~@'.includes(text.charAt(end))) end++;
  return text.slice(0, end);
}
