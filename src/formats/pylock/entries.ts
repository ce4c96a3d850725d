import { type PlainValue, itemsOf, tableOf } from '../../syntax/toml-blocks';
import type { Span } from '../../text/span';
import { type LockedEntry, type RequestedEdge, readLockedFile } from '../python-lock';

/** `[{ name = "torch", version = "2.7.0" }]`: other keys that tell packages of one name apart are left out. */
export function readEdges(value: PlainValue): readonly RequestedEdge[] {
  return itemsOf(value).flatMap((item) => {
    const { name, version } = tableOf(item) ?? {};
    return typeof name === 'string' && name !== '' ? [{ name, ...(typeof version === 'string' && { version }) }] : [];
  });
}

/** A statement of a package whose value is a table or a list of tables; `[packages.vcs]` and `[[packages.wheels]]` give the same. */
export function readPart(entry: LockedEntry, key: string, value: PlainValue, span: Span): void {
  if (key === 'wheels') for (const wheel of itemsOf(value)) entry.files.push(...readLockedFile(wheel));
  else if (key === 'sdist') entry.files.push(...readLockedFile(value));
  else if (key === 'dependencies') entry.edges.push(...readEdges(value));
  else if (key === 'archive' || key === 'vcs' || key === 'directory') readSource(entry, key, value, span);
}

function readSource(entry: LockedEntry, key: 'archive' | 'vcs' | 'directory', value: PlainValue, span: Span): void {
  const { url, path } = tableOf(value) ?? {};
  const place = url ?? path;
  if (typeof place !== 'string') return;
  const kind = key === 'vcs' ? 'vcs' : key === 'archive' && place === url ? 'url' : 'path';
  entry.source = { kind, url: place, span };
  if (key === 'archive') entry.files.push(...readLockedFile(value));
}
