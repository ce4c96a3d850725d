import type { LockEdge, LockedPackage } from '../../model/lock';
import { type Dependency, type Extra, type IndexReference, type Manifest, type Problem, type Source, mainGroup } from '../../model/manifest';
import { type BlockInterest, type BlockSink, type PlainValue, readTomlBlocks, textsOf } from '../../syntax/toml-blocks';
import type { Span } from '../../text/span';

interface LockedCrate {
  name: string;
  nameSpan: Span;
  version: string;
  versionSpan: Span;
  span: Span;
  source: string;
  sourceSpan: Span;
  /** `name`, `name version` or `name version (source)`: only as much as tells it apart. */
  dependencies: readonly string[];
}

/**
 * Reads a Cargo.lock of versions 1 to 4. Never throws. It lists what any choice of features and platforms may need, so each
 * edge is marked as optional. https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html and, for the shape,
 * https://docs.rs/cargo-lock/latest/cargo_lock/
 */
export function parse(text: string): Manifest {
  const reader = new LockReader();
  readTomlBlocks(text, ['name', 'version', 'source', 'dependencies'], reader);
  const crates = reader.crates.filter(({ name }) => name !== '');
  return {
    dependencies: crates.map(toRow),
    artifacts: [],
    includes: [],
    comments: [],
    problems: reader.problems,
    graph: { packages: toPackages(crates), undecided: true },
  };
}

class LockReader implements BlockSink {
  readonly crates: LockedCrate[] = [];
  readonly problems: Problem[] = [];
  #crate: LockedCrate | undefined;

  table(path: string, start: number): BlockInterest {
    this.#crate = undefined;
    // `[root]` was the project itself in the first version.
    if (path !== 'package' && path !== 'root') return 'none';
    const nowhere = { start, end: start };
    this.#crate = {
      name: '',
      nameSpan: nowhere,
      version: '',
      versionSpan: nowhere,
      span: nowhere,
      source: '',
      sourceSpan: nowhere,
      dependencies: [],
    };
    this.crates.push(this.#crate);
    return 'known';
  }

  entry(key: string, value: PlainValue, start: number, end: number): void {
    const crate = this.#crate;
    if (!crate) return;
    const span = { start, end };
    if (key === 'dependencies') crate.dependencies = textsOf(value);
    else if (typeof value !== 'string') return;
    else if (key === 'name') Object.assign(crate, { name: value, nameSpan: span });
    else if (key === 'version') Object.assign(crate, { version: value, versionSpan: span });
    else if (key === 'source') Object.assign(crate, { source: value, sourceSpan: span });
  }

  tableEnd(end: number): void {
    if (this.#crate) this.#crate.span = { start: this.#crate.span.start, end };
  }

  problem(start: number, end: number): void {
    this.problems.push({ code: 'syntax', span: { start, end }, arguments: {} });
  }
}

const noExtras: readonly Extra[] = [];
const noIndexes: readonly IndexReference[] = [];

function toRow(crate: LockedCrate): Dependency {
  const { name, nameSpan, span, version, versionSpan } = crate;
  const source = sourceOf(crate);
  return {
    ecosystem: 'cargo',
    name,
    nameSpan,
    span,
    role: 'locks',
    extras: noExtras,
    group: mainGroup,
    indexes: noIndexes,
    ...(version === '' ? {} : { specifier: { raw: version, span: versionSpan, dialect: 'cargo' as const, clauses: [] } }),
    ...(source ? { source } : {}),
  };
}

/** A crate without a source is a member of the workspace or lies in a folder. */
function sourceOf({ source, sourceSpan, nameSpan }: LockedCrate): Source | undefined {
  if (source === '') return { kind: 'workspace', url: '', span: nameSpan };
  const plus = source.indexOf('+');
  const kind = source.slice(0, plus);
  if (kind === 'git') return { kind: 'vcs', url: source.slice(plus + 1), span: sourceSpan };
  return kind === 'path' || kind === 'directory' ? { kind: 'path', url: source.slice(plus + 1), span: sourceSpan } : undefined;
}

function toPackages(crates: readonly LockedCrate[]): LockedPackage[] {
  const byName = new Map<string, number[]>();
  crates.forEach(({ name }, at) => {
    const known = byName.get(name);
    if (known) known.push(at);
    else byName.set(name, [at]);
  });
  return crates.map(({ name, version, source, dependencies }, row) => ({
    row,
    name,
    version,
    requires: dependencies.map((asked) => toEdge(asked, crates, byName)),
    files: [],
    ...(source === '' ? { member: true } : {}),
    ...(source.startsWith('registry+') || source.startsWith('sparse+') ? { registry: source.slice(source.indexOf('+') + 1) } : {}),
  }));
}

function toEdge(asked: string, crates: readonly LockedCrate[], byName: ReadonlyMap<string, readonly number[]>): LockEdge {
  const [name = '', version] = asked.split(' ', 2);
  const from = asked.indexOf('(');
  const source = from < 0 ? undefined : asked.slice(from + 1, -1);
  const found = byName
    .get(name)
    ?.find(
      (at) => (version === undefined || crates[at]?.version === version) && (source === undefined || sameSource(crates[at]?.source ?? '', source)),
    );
  return { name, optional: true, ...(found === undefined ? {} : { to: found }) };
}

/** An edge leaves out the commit of a repository. */
function sameSource(source: string, asked: string): boolean {
  return source === asked || source.startsWith(`${asked}#`);
}
