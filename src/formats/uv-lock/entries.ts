import type { LockedEntry, RequestedEdge } from '../python-lock';
import { type PlainValue, tableOf, textsOf } from '../../syntax/toml-blocks';
import type { Span } from '../../text/span';

/** `{ name = "torch", version = "2.7.0", extra = ["x"], marker = "…" }`; the place tells in which list it stands. */
export function readEdge(value: PlainValue, place: { extra?: string; group?: string; optional?: boolean }): RequestedEdge | undefined {
  const { name, version, marker, extra } = tableOf(value) ?? {};
  if (typeof name !== 'string' || name === '') return undefined;
  return {
    name,
    ...(typeof version === 'string' && { version }),
    ...(typeof marker === 'string' && { marker }),
    ...(extra !== undefined && { extras: textsOf(extra) }),
    ...place,
  };
}

/** https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources; editable and virtual are projects of their own. */
export function readSource(entry: LockedEntry, value: PlainValue, span: Span): void {
  const table = tableOf(value);
  if (!table) return;
  const { registry } = table;
  if (typeof registry === 'string') {
    entry.registry = registry;
    return;
  }
  for (const [key, kind] of sourceKinds) {
    const url = table[key];
    if (typeof url !== 'string') continue;
    entry.source = { kind, url, span };
    if (kind === 'workspace') entry.member = true;
    return;
  }
}

const sourceKinds = [
  ['git', 'vcs'],
  ['url', 'url'],
  ['path', 'path'],
  ['directory', 'path'],
  ['editable', 'workspace'],
  ['virtual', 'workspace'],
] as const;
