import type { LockedFile } from '../../model/lock';
import { type Group, mainGroup } from '../../model/manifest';
import { readRequirement } from '../../syntax/pep508';
import { type PlainValue, itemsOf, tableOf } from '../../syntax/toml-blocks';
import { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';
import { type LockedEntry, type RequestedEdge, readLockedFile } from '../python-lock';

/** A package with the groups that it was locked for. */
export interface PdmEntry extends LockedEntry {
  groups: readonly string[];
}

/** `"torch[opt]>=2; sys_platform == 'linux'"`: what the package asks for. */
export function readEdge(requirement: string): readonly RequestedEdge[] {
  const read = readRequirement(MappedText.verbatim(requirement, 0)).requirement;
  if (!read) return [];
  return [
    {
      name: read.name,
      ...(read.marker && { marker: read.marker.raw }),
      ...(read.extras.length > 0 && { extras: read.extras.map(({ name }) => name) }),
    },
  ];
}

/** `[{file = "torch-….whl", hash = "…"}]`, with `static_urls` `[{url = "https://…", hash = "…"}]`; PDM writes no sizes. */
export function readFiles(value: PlainValue): LockedFile[] {
  return itemsOf(value).flatMap((item) => {
    const name = tableOf(item)?.['file'];
    return typeof name === 'string' ? [{ name }] : readLockedFile(item);
  });
}

/** A package that is no registry's: the key says what it is. */
export function readSource(entry: PdmEntry, key: string, url: string, span: Span): void {
  const kind = key === 'url' || key === 'path' ? key : versionControl.has(key) ? 'vcs' : undefined;
  if (kind) entry.source = { kind, url, span };
}

const versionControl = new Set(['git', 'hg', 'svn', 'bzr']);

/** The group that a package is installed with. The lock does not tell extras from development groups: both must be chosen. */
export function groupOf({ groups }: PdmEntry): Group {
  const [first] = groups;
  return first === undefined || groups.includes('default') ? mainGroup : { id: `group:${first}`, kind: 'optional' };
}

/** Of versions before 4.0, whose files stand in one table by name and version: `"torch 2.0.0"`. */
export function fileKey({ name, version }: LockedEntry): string {
  return `${name} ${version}`;
}
