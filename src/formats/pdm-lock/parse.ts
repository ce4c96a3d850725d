import type { LockedFile } from '../../model/lock';
import type { Manifest, Problem } from '../../model/manifest';
import { type BlockInterest, type BlockSink, type PlainValue, readTomlBlocks, textsOf } from '../../syntax/toml-blocks';
import { lockManifest, newLockedEntry } from '../python-lock';
import { type PdmEntry, fileKey, groupOf, readEdge, readFiles, readSource } from './entries';

/** Every key that is kept, of packages, targets and of the inline tables in them. */
const known = [
  'name',
  'version',
  'extras',
  'groups',
  'marker',
  'dependencies',
  'files',
  'file',
  'url',
  'path',
  'git',
  'hg',
  'svn',
  'bzr',
  'requires_python',
];

/** Reads a pdm.lock. It lists packages only: the project and what it asks for stand in pyproject.toml. */
export function parse(text: string): Manifest {
  const reader = new LockReader();
  readTomlBlocks(text, known, reader);
  const named = reader.entries.filter(({ name }) => name !== '');
  for (const entry of named) {
    entry.group = groupOf(entry);
    if (entry.files.length === 0) entry.files = reader.files.get(fileKey(entry)) ?? [];
  }
  const [python, ...otherPythons] = reader.pythons;
  return lockManifest(named, reader.problems, otherPythons.length === 0 ? python : undefined);
}

class LockReader implements BlockSink {
  readonly entries: PdmEntry[] = [];
  /** Python versions of the targets that the lock was made for. */
  readonly pythons = new Set<string>();
  /** Older versions list the files of all packages in one table. */
  readonly files = new Map<string, LockedFile[]>();
  readonly problems: Problem[] = [];
  #path = '';
  #entry: PdmEntry | undefined;

  table(path: string, start: number): BlockInterest {
    this.#path = path;
    if (path === 'package') {
      this.#entry = { ...newLockedEntry(start), groups: [] };
      this.entries.push(this.#entry);
      return 'known';
    }
    if (!path.startsWith('package.')) this.#entry = undefined;
    if (path === 'metadata.files') return 'all';
    return path === 'metadata.targets' ? 'known' : 'none';
  }

  entry(key: string, value: PlainValue, start: number, end: number): void {
    if (this.#path === 'metadata.targets' && key === 'requires_python' && typeof value === 'string') this.pythons.add(value);
    if (this.#path === 'metadata.files') this.files.set(key, readFiles(value));
    if (this.#entry && this.#path === 'package') readStatement(this.#entry, key, value, start, end);
  }

  tableEnd(end: number): void {
    if (this.#entry) this.#entry.span = { start: this.#entry.span.start, end };
  }

  problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }
}

function readStatement(entry: PdmEntry, key: string, value: PlainValue, start: number, end: number): void {
  if (typeof value !== 'string') {
    if (key === 'groups') entry.groups = textsOf(value);
    else if (key === 'extras') entry.extras = textsOf(value);
    else if (key === 'files') entry.files = readFiles(value);
    else if (key === 'dependencies') entry.edges.push(...textsOf(value).flatMap(readEdge));
  } else if (key === 'name') Object.assign(entry, { name: value, nameSpan: { start, end } });
  else if (key === 'version') Object.assign(entry, { version: value, versionSpan: { start, end } });
  else if (key === 'marker') Object.assign(entry, { marker: { raw: value, span: { start, end } }, condition: value });
  else readSource(entry, key, value, { start, end });
}
