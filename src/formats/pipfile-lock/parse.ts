import { type Group, type Manifest, mainGroup } from '../../model/manifest';
import { JsonCursor } from '../../syntax/json-visit';
import { type LockedEntry, lockManifest, newLockedEntry } from '../python-lock';

/** Reads a Pipfile.lock. It lists packages without saying which asks for which. Never throws. */
export function parse(text: string): Manifest {
  return new LockReader(text).read();
}

class LockReader {
  readonly #text: string;
  readonly #cursor: JsonCursor;
  readonly #entries: LockedEntry[] = [];
  /** Address of a source by its name. */
  readonly #sources = new Map<string, string>();
  #python: string | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#cursor = new JsonCursor(text);
  }

  read(): Manifest {
    const cursor = this.#cursor;
    cursor.members((section) => {
      if (section === '_meta') this.#readMeta();
      else cursor.members((name) => this.#readPackage(name, groupOf(section)));
    });
    for (const entry of this.#entries)
      if (entry.registry !== undefined) {
        const url = this.#sources.get(entry.registry);
        if (url === undefined) delete entry.registry;
        else entry.registry = url;
      }
    return lockManifest(this.#entries, cursor.problems, this.#python);
  }

  #readMeta(): void {
    const cursor = this.#cursor;
    cursor.members((key) => {
      if (key === 'requires') cursor.members((name) => this.#readPython(name));
      else if (key === 'sources') cursor.items(() => this.#readSource());
    });
  }

  /** `"python_version": "3.12"`; the patch release of `python_full_version` says nothing more about wheels. */
  #readPython(key: string): void {
    const version = key === 'python_version' ? this.#cursor.string() : undefined;
    if (version !== undefined && /^\d+\.\d+$/.test(version)) this.#python = `==${version}.*`;
  }

  #readSource(): void {
    let name = '';
    let url = '';
    this.#cursor.members((key) => {
      if (key === 'name') name = this.#cursor.string() ?? '';
      else if (key === 'url') url = this.#cursor.string() ?? '';
    });
    if (name !== '' && url !== '') this.#sources.set(name, url);
  }

  /** `"torch": { "version": "==2.6.0", "index": "pypi", "markers": "…", "hashes": […] }` */
  #readPackage(name: string, group: Group): void {
    const cursor = this.#cursor;
    const { keyStart, keyEnd } = cursor;
    const entry: LockedEntry = { ...newLockedEntry(keyStart - 1), name, nameSpan: { start: keyStart, end: keyEnd }, group };
    const isObject = cursor.members((field) => this.#readField(entry, field));
    if (!isObject || name === '') return;
    entry.span = { start: keyStart - 1, end: cursor.previousEnd };
    this.#entries.push(entry);
  }

  #readField(entry: LockedEntry, field: string): void {
    const kind = sourceKinds.get(field);
    if (field !== 'version' && field !== 'index' && field !== 'markers' && !kind) return;
    const value = this.#cursor.string();
    if (value === undefined) return;
    const span = { start: this.#cursor.textStart, end: this.#cursor.textEnd };
    if (field === 'version') this.#readVersion(entry, value, span.start, span.end);
    else if (field === 'index') entry.registry = value;
    else if (field === 'markers') Object.assign(entry, { marker: { raw: value, span }, condition: value });
    else if (kind) entry.source = { kind: kind === 'url' && !value.includes('://') ? 'path' : kind, url: value, span };
  }

  /** Always `==` and the version. */
  #readVersion(entry: LockedEntry, value: string, start: number, end: number): void {
    let from = 0;
    while (value[from] === '=' || value[from] === ' ') from++;
    const isVerbatim = this.#text.startsWith(value, start);
    entry.version = value.slice(from);
    entry.versionSpan = { start: isVerbatim ? start + from : start, end };
  }
}

const sourceKinds: ReadonlyMap<string, 'vcs' | 'url' | 'path'> = new Map([
  ['git', 'vcs'],
  ['hg', 'vcs'],
  ['svn', 'vcs'],
  ['bzr', 'vcs'],
  ['file', 'url'],
  ['path', 'path'],
]);

function groupOf(section: string): Group {
  if (section === 'default') return mainGroup;
  return section === 'develop' ? { id: 'dev', kind: 'dev' } : { id: `group:${section}`, kind: 'optional' };
}
