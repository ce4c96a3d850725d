import type { Manifest, Problem, Source } from '../../model/manifest';
import { YarnLockLines } from '../../syntax/yarn-lock-lines';
import type { Span } from '../../text/span';
import { lockManifest, registryOf, type NpmLockEntry, type OpenEdge } from '../npm-lock';
import { readConditions, type Conditions } from './conditions';
import { readDescriptor, sourceKindOfRange } from './descriptor';
import { resolveEdges, type YarnEntry } from './resolve';

const maximumProblems = 100;

/**
 * Reads a yarn.lock of any version: one row for each entry, whatever number of descriptors it answers. An entry of the project's own
 * folders (`workspace:`) is a member. Never throws, linear in the text.
 */
export function parseYarnLock(text: string): Manifest {
  const lines = new YarnLockLines(text);
  const entries: EntryDraft[] = [];
  const problems: Problem[] = [];
  let entry: EntryDraft | undefined;
  while (lines.next()) {
    if (lines.indent > 0) entry?.readLine(lines);
    else if (lines.end - lines.start === 1 && text.charAt(lines.start) === ':') continue;
    else {
      entry = lines.opens ? new EntryDraft(text, lines) : undefined;
      if (entry && entry.descriptors.length > 0) {
        if (!text.startsWith('__metadata', lines.keyStart)) entries.push(entry);
      } else if (problems.length < maximumProblems) {
        const span = { start: lines.start, end: lines.end };
        problems.push({ code: 'unread-line', span, arguments: { text: text.slice(span.start, Math.min(span.end, span.start + 80)) } });
      }
    }
  }
  resolveEdges(text, entries);
  return lockManifest(
    entries.map((one) => one.finish()),
    problems,
  );
}

/** One entry while its lines are read. */
class EntryDraft implements YarnEntry {
  readonly descriptors: readonly Span[];
  readonly edges: OpenEdge[] = [];
  readonly ranges: string[] = [];
  readonly #text: string;
  readonly #start: number;
  #end: number;
  #block = '';
  #subject = '';
  #optional: Set<string> | undefined;
  #optionalPeers: Set<string> | undefined;
  #version: Span | undefined;
  #resolved: Span | undefined;
  #resolution: Span | undefined;
  #conditions: Conditions | undefined;

  constructor(text: string, lines: YarnLockLines) {
    this.#text = text;
    this.#start = lines.start;
    this.#end = lines.end;
    this.descriptors = lines.descriptors();
  }

  readLine(lines: YarnLockLines): void {
    const text = this.#text;
    this.#end = lines.end;
    if (lines.indent > 2) {
      this.#readInner(lines);
      return;
    }
    const field = text.slice(lines.keyStart, lines.keyEnd);
    this.#block = field;
    if (lines.valueStart >= lines.valueEnd) return;
    const value = { start: lines.valueStart, end: lines.valueEnd };
    if (field === 'version') this.#version = value;
    else if (field === 'resolved') this.#resolved = value;
    else if (field === 'resolution') this.#resolution = value;
    else if (field === 'conditions') this.#conditions = readConditions(text.slice(value.start, value.end));
  }

  #readInner(lines: YarnLockLines): void {
    const text = this.#text;
    const name = text.slice(lines.keyStart, lines.keyEnd);
    if (lines.indent > 4) {
      if (name === 'optional' && text.startsWith('true', lines.valueStart)) this.#markOptional();
      return;
    }
    this.#subject = name;
    switch (this.#block) {
      case 'dependencies':
        this.edges.push({ name });
        break;
      case 'optionalDependencies':
        this.edges.push({ name, optional: true });
        break;
      case 'peerDependencies':
        this.edges.push({ name, group: 'peer' });
        break;
      default:
        return;
    }
    this.ranges.push(text.slice(lines.valueStart, lines.valueEnd));
  }

  #markOptional(): void {
    if (this.#block === 'peerDependenciesMeta') (this.#optionalPeers ??= new Set()).add(this.#subject);
    else if (this.#block === 'dependenciesMeta') (this.#optional ??= new Set()).add(this.#subject);
  }

  /** The flags stand behind what they speak of. */
  #takeFlags(): void {
    if (!this.#optional && !this.#optionalPeers) return;
    for (const edge of this.edges) {
      if ((edge.group === 'peer' ? this.#optionalPeers : this.#optional)?.has(edge.name)) edge.optional = true;
    }
  }

  get version(): string {
    return this.#version ? this.#text.slice(this.#version.start, this.#version.end) : '';
  }

  finish(): NpmLockEntry {
    this.#takeFlags();
    const text = this.#text;
    const first = this.descriptors[0] ?? { start: this.#start, end: this.#start };
    const { nameStart, nameEnd, realStart, realEnd, rangeStart, rangeEnd } = readDescriptor(text, first.start, first.end);
    const name = text.slice(realStart, realEnd);
    const source = this.#source(text.slice(rangeStart, rangeEnd), { start: rangeStart, end: rangeEnd });
    const registry = this.#resolved && !source ? registryOf(text.slice(this.#resolved.start, this.#resolved.end), name) : undefined;
    return {
      name,
      nameSpan: { start: realStart, end: realEnd },
      span: { start: this.#start, end: this.#end },
      version: this.version,
      requires: this.edges,
      ...(this.#version ? { versionSpan: this.#version } : undefined),
      ...(realStart === nameStart ? undefined : { alias: text.slice(nameStart, nameEnd) }),
      ...(source ? { source } : undefined),
      ...(registry === undefined ? undefined : { registry }),
      ...(source?.kind === 'workspace' ? { member: true } : undefined),
      ...this.#conditions,
    };
  }

  /** The exact place (`resolution`, `resolved`) where the lock has it, else what was asked for. */
  #source(range: string, place: Span): Source | undefined {
    if (this.#resolution) {
      const { start, end } = this.#resolution;
      const { rangeStart } = readDescriptor(this.#text, start, end);
      const locator = this.#text.slice(rangeStart, end);
      const kind = sourceKindOfRange(locator);
      const skipped = kind === 'workspace' ? 'workspace:'.length : 0;
      return kind ? { kind, url: locator.slice(skipped), span: { start: rangeStart + skipped, end } } : undefined;
    }
    const kind = sourceKindOfRange(range);
    if (!kind) return undefined;
    const span = this.#resolved ?? place;
    return { kind, url: this.#text.slice(span.start, span.end), span };
  }
}
