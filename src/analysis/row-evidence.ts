import { localLabels } from '../model/local-labels';
import type { Artifact, Dependency } from '../model/manifest';
import type { Ternary } from '../model/rule';
import { readWheelName } from '../graph/wheel-name';
import { normalizeName } from '../registries/names';
import { admitsNewest } from '../registries/versions';
import { comparableUrl } from '../text/url';
import { matchesWildcard } from '../text/wildcard';
import type { Answer, Atom, Evidence } from './condition';
import type { Constraint, IndexUse } from './context';
import { askLocks, type LockedRow } from './locked-row';

/** Answers the atoms of conditions for one declared row. */
export class RowEvidence implements Evidence {
  readonly #row: Dependency;
  readonly #indexes: readonly IndexUse[];
  readonly #besides: ReadonlySet<string>;
  readonly #constraints: readonly Constraint[];
  readonly #artifacts: readonly Artifact[];
  readonly #locked: readonly LockedRow[];

  /**
   * @param artifacts those of the row's file; its channels serve the rows that name none
   * @param locked what each lock of the file took for the row
   */
  constructor(
    row: Dependency,
    indexes: readonly IndexUse[],
    besides: ReadonlySet<string>,
    constraints: readonly Constraint[],
    artifacts: readonly Artifact[] = [],
    locked: readonly LockedRow[] = [],
  ) {
    this.#row = row;
    this.#indexes = indexes;
    this.#besides = besides;
    this.#constraints = constraints;
    this.#artifacts = artifacts;
    this.#locked = locked;
  }

  ask(atom: Atom, argument: string): Answer {
    switch (atom) {
      case 'version':
        return { value: this.#version(argument) };
      case 'local':
        return this.#local(argument);
      case 'extra':
      case 'feature':
        return this.#extra(argument);
      case 'index':
        return this.#index(argument);
      case 'source':
        return { value: this.#fromUrl(argument) ? 'yes' : 'no' };
      case 'beside':
        return { value: this.#besides.has(argument) ? 'yes' : 'no' };
      case 'build':
        return this.#build(argument);
      case 'channel':
        return this.#channel(argument);
      case 'tag':
        return { value: 'no' };
    }
  }

  #version(range: string): Ternary {
    const locked = askLocks(this.#locked, 'version', range)?.value;
    if (locked !== undefined) return locked;
    const specifier = this.#row.specifier;
    if (!specifier) return this.#row.source ? 'unseen' : admitsNewest(this.#defaultDialect(), '', range);
    // `name=1.2=build` asks for version 1.2 alone, `name=1.2` for all of 1.2.
    const isExact = this.#row.build && specifier.raw.startsWith('=') && !specifier.raw.startsWith('==');
    return admitsNewest(specifier.dialect, isExact ? `=${specifier.raw}` : specifier.raw, range);
  }

  #defaultDialect(): 'npm' | 'conda' | 'pep440' {
    const { ecosystem } = this.#row;
    return ecosystem === 'npm' || ecosystem === 'conda' ? ecosystem : 'pep440';
  }

  #build(pattern: string): Answer {
    const { build } = this.#row;
    if (!build || !matchesWildcard(pattern.toLowerCase(), build.raw.toLowerCase())) return { value: 'no' };
    return { value: 'yes', witness: { atom: 'build', span: build.span } };
  }

  /** A row's own channel shuts out those of the file. */
  #channel(pattern: string): Answer {
    if (this.#row.ecosystem !== 'conda') return { value: 'no' };
    const own = this.#row.indexes.map(({ index, span }) => ({ value: index, span }));
    const channels = own.length > 0 ? own : this.#artifacts.filter(({ kind }) => kind === 'channel');
    const found = channels.find(({ value }) => matchesWildcard(pattern, channelName(value)) || matchesWildcard(pattern, value));
    return found ? { value: 'yes', witness: { atom: 'channel', span: found.span } } : { value: 'no' };
  }

  #local(pattern: string): Answer {
    const wheel = wheelLabel(this.#row);
    if (wheel !== undefined && matchesWildcard(pattern, wheel)) return { value: 'yes' };
    const own = localLabels(this.#row).find(({ label }) => matchesWildcard(pattern, label));
    if (own) return { value: 'yes', witness: { atom: 'local', span: own.span } };
    const locked = this.#lockAnswer('local', pattern);
    if (locked && locked.value !== 'no') return locked;
    const constrained = this.#constraints.some(({ dependency }) => localLabels(dependency).some(({ label }) => matchesWildcard(pattern, label)));
    return { value: constrained ? 'yes' : 'no' };
  }

  #extra(pattern: string): Answer {
    for (const extra of this.#row.extras) {
      if (matchesWildcard(pattern, normalizeName(this.#row.ecosystem, extra.name))) {
        return { value: 'yes', witness: { atom: 'extra', span: extra.span } };
      }
    }
    return { value: 'no' };
  }

  #index(pattern: string): Answer {
    if (this.#row.source) return { value: this.#fromUrl(`${pattern}*`) ? 'yes' : 'no' };
    const uses = this.#indexes.filter((use) => matchesWildcard(pattern, use.url));
    const use = uses.find((candidate) => !candidate.guarded) ?? uses[0];
    const locked = this.#lockAnswer('index', pattern);
    // The lock says where the package came from; an index that could serve it did not.
    if (locked?.value === 'no' && this.#locked.every(({ packages }) => packages.every(({ registry }) => registry !== undefined))) return locked;
    if (!use && locked) return locked;
    return use ? { value: 'yes', witness: { atom: 'index', span: use.span, guarded: use.guarded } } : { value: 'no' };
  }

  #lockAnswer(atom: 'local' | 'index', pattern: string): Answer | undefined {
    const answer = askLocks(this.#locked, atom, pattern);
    if (answer?.value !== 'yes') return answer && { value: answer.value };
    const { version, sometimes } = answer;
    return { value: 'yes', witness: { atom, span: this.#row.nameSpan, guarded: sometimes, ...(atom === 'local' ? { locked: version } : {}) } };
  }

  #fromUrl(pattern: string): boolean {
    return this.#row.source !== undefined && matchesWildcard(pattern, comparableUrl(this.#row.source.url));
  }
}

/** The name of a channel that is written as an address: `https://conda.anaconda.org/pytorch` is `pytorch`. */
function channelName(channel: string): string {
  if (!channel.includes('://')) return channel;
  const url = comparableUrl(channel);
  return url.slice(url.indexOf('/') + 1);
}

/** The local label of the wheel that a row names by its address: `cu124` of `…/torch-2.6.0%2Bcu124-cp312-….whl`. */
function wheelLabel({ source }: Dependency): string | undefined {
  if (source?.kind !== 'url') return undefined;
  const path = comparableUrl(source.url);
  const version = readWheelName(path.slice(path.lastIndexOf('/') + 1))?.version ?? '';
  const plus = version.indexOf('+');
  return plus < 0 ? undefined : version.slice(plus + 1).toLowerCase();
}
