import { mainGroup } from '../../model/manifest';
import type { Group, Manifest, Problem } from '../../model/manifest';
import { lockManifest, newLockedEntry } from '../python-lock';
import { normalPythonName } from '../../syntax/python-name';
import { type BlockInterest, type BlockSink, type PlainValue, readTomlBlocks, tableOf, textsOf } from '../../syntax/toml-blocks';
import { extraMembers, readEdges, readFiles, readSource } from './entries';
import type { PoetryEntry } from './entries';

/** Every key that is kept, of packages and of the inline tables in them. */
const known = [
  'name',
  'version',
  'optional',
  'category',
  'groups',
  'markers',
  'files',
  'file',
  'extras',
  'type',
  'url',
  'reference',
  'python',
  'python-versions',
  // Groups whose markers are kept; a package of any other group counts as installed everywhere.
  'main',
  'dev',
  'test',
];

/** Reads a poetry.lock. It lists packages only: the project and what it asks for stand in pyproject.toml. */
export function parse(text: string): Manifest {
  const reader = new LockReader();
  readTomlBlocks(text, known, reader);
  const named = reader.entries.filter(({ name }) => name !== '');
  for (const entry of named) {
    entry.group = groupOf(entry);
    if (entry.files.length === 0) entry.files = reader.files.get(normalPythonName(entry.name)) ?? [];
    for (const { name, value } of entry.requests) entry.edges.push(...readEdges(name, value, entry.extraMembers));
  }
  return lockManifest(named, reader.problems, reader.requiresPython);
}

class LockReader implements BlockSink {
  readonly entries: PoetryEntry[] = [];
  requiresPython: string | undefined;
  /** Version 1 lists the files of all packages in one table. */
  readonly files = new Map<string, PoetryEntry['files']>();
  readonly problems: Problem[] = [];
  #path = '';
  #entry: PoetryEntry | undefined;

  table(path: string, start: number): BlockInterest {
    this.#path = path;
    if (path === 'package') {
      this.#entry = {
        ...newLockedEntry(start),
        groups: [],
        optional: false,
        requests: [],
        extraMembers: new Map(),
        sourceType: '',
      };
      this.entries.push(this.#entry);
      return 'known';
    }
    if (path === 'metadata.files' || path === 'package.dependencies' || path === 'package.extras') return 'all';
    if (!path.startsWith('package.')) this.#entry = undefined;
    return path === 'package.source' || path === 'metadata' ? 'known' : 'none';
  }

  entry(key: string, value: PlainValue, start: number, end: number): void {
    if (this.#path === 'metadata' && key === 'python-versions' && typeof value === 'string') this.requiresPython = value;
    if (this.#path === 'metadata.files') this.files.set(normalPythonName(key), readFiles(value));
    const entry = this.#entry;
    if (!entry) return;
    if (this.#path === 'package') readStatement(entry, key, value, start, end);
    else if (this.#path === 'package.dependencies') entry.requests.push({ name: key, value });
    else if (this.#path === 'package.extras') {
      for (const member of extraMembers(value)) entry.extraMembers.set(member, [...(entry.extraMembers.get(member) ?? []), key].slice(0, mostExtras));
    } else if (this.#path === 'package.source' && typeof value === 'string') readSource(entry, key, value, { start, end });
  }

  tableEnd(end: number): void {
    if (this.#entry) this.#entry.span = { start: this.#entry.span.start, end };
  }

  problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }
}

/** One dependency stands in a few extras at most; more would make edges grow with the square of the file. */
const mostExtras = 50;

function readStatement(entry: PoetryEntry, key: string, value: PlainValue, start: number, end: number): void {
  if (typeof value !== 'string') {
    if (key === 'groups') entry.groups = textsOf(value);
    else if (key === 'markers') readMarker(entry, markerOfGroups(value, entry.groups), start, end);
    else if (key === 'files') entry.files = readFiles(value);
  } else if (key === 'name') Object.assign(entry, { name: value, nameSpan: { start, end } });
  else if (key === 'version') Object.assign(entry, { version: value, versionSpan: { start, end } });
  else if (key === 'optional') entry.optional = value === 'true';
  else if (key === 'category') entry.groups = [value];
  else if (key === 'markers') readMarker(entry, value, start, end);
}

function readMarker(entry: PoetryEntry, raw: string | undefined, start: number, end: number): void {
  if (raw === undefined) return;
  entry.marker = { raw, span: { start, end } };
  entry.condition = raw;
}

/** `{main = "…", dev = "…"}`: one of them is enough; a group without one installs the package everywhere. `groups` stands before it. */
function markerOfGroups(value: PlainValue, groups: readonly string[]): string | undefined {
  const table = tableOf(value) ?? {};
  const markers = Object.values(table).filter((marker) => typeof marker === 'string');
  if (markers.length === 0 || groups.some((group) => typeof table[group] !== 'string')) return undefined;
  return markers.map((marker) => `(${marker})`).join(' or ');
}

const optionalGroup: Group = { id: 'optional', kind: 'optional' };

/** The group that a package is installed with; one of several counts as main if that is among them. */
function groupOf({ groups, optional }: PoetryEntry): Group {
  const [first] = groups;
  if (first !== undefined && !groups.includes('main')) return { id: `group:${first}`, kind: 'dev' };
  return optional ? optionalGroup : mainGroup;
}
