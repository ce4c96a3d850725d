import type { Artifact, Dependency } from '../model/manifest';
import type { Ternary } from '../model/rule';
import { normalizeName } from '../registries/names';
import { admitsNewest } from '../registries/versions';
import { comparableUrl } from '../text/url';
import { matchesWildcard } from '../text/wildcard';
import type { Answer, Atom, Evidence } from './condition';
import type { Constraint, IndexUse } from './context';

/** The local version label of a clause without its plus sign, in lower case; undefined where there is none. */
export function localLabels(row: Dependency): readonly { label: string; span: { start: number; end: number } }[] {
  const labels = [];
  for (const clause of row.specifier?.clauses ?? []) {
    const plus = clause.version.indexOf('+');
    if (clause.localSpan && plus >= 0 && clause.operator !== '!=') {
      labels.push({ label: clause.version.slice(plus + 1).toLowerCase(), span: clause.localSpan });
    }
  }
  return labels;
}

/** Answers the atoms of conditions for one declared row. */
export class RowEvidence implements Evidence {
  readonly #row: Dependency;
  readonly #indexes: readonly IndexUse[];
  readonly #besides: ReadonlySet<string>;
  readonly #constraints: readonly Constraint[];

  constructor(row: Dependency, indexes: readonly IndexUse[], besides: ReadonlySet<string>, constraints: readonly Constraint[]) {
    this.#row = row;
    this.#indexes = indexes;
    this.#besides = besides;
    this.#constraints = constraints;
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
      case 'tag':
      case 'build':
      case 'channel':
        return { value: 'no' };
    }
  }

  #version(range: string): Ternary {
    const specifier = this.#row.specifier;
    if (!specifier) return this.#row.source ? 'unseen' : admitsNewest(this.#defaultDialect(), '', range);
    return admitsNewest(specifier.dialect, specifier.raw, range);
  }

  #defaultDialect(): 'npm' | 'pep440' {
    return this.#row.ecosystem === 'npm' ? 'npm' : 'pep440';
  }

  #local(pattern: string): Answer {
    const own = localLabels(this.#row).find(({ label }) => matchesWildcard(pattern, label));
    if (own) return { value: 'yes', witness: { atom: 'local', span: own.span } };
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
    return use ? { value: 'yes', witness: { atom: 'index', span: use.span, guarded: use.guarded } } : { value: 'no' };
  }

  #fromUrl(pattern: string): boolean {
    return this.#row.source !== undefined && matchesWildcard(pattern, comparableUrl(this.#row.source.url));
  }
}

/** Answers the atoms of conditions for an artifact that stands alone: it knows its own value and nothing of any row. */
export class ArtifactEvidence implements Evidence {
  readonly #artifact: Artifact;
  readonly #besides: ReadonlySet<string>;

  constructor(artifact: Artifact, besides: ReadonlySet<string>) {
    this.#artifact = artifact;
    this.#besides = besides;
  }

  ask(atom: Atom, argument: string): Answer {
    if (atom === 'beside') return { value: this.#besides.has(argument) ? 'yes' : 'no' };
    const own = { index: 'index', wheel: 'source', channel: 'channel', image: 'tag', local: 'local', resource: 'source', device: 'source' };
    if (own[this.#artifact.kind] !== atom && !(atom === 'index' && this.#artifact.kind === 'wheel')) return { value: 'no' };
    const value = comparableArtifact(this.#artifact);
    const pattern = atom === 'index' && this.#artifact.kind === 'wheel' ? `${argument}*` : argument;
    return matchesWildcard(pattern, value) ? { value: 'yes', witness: { atom, span: this.#artifact.span } } : { value: 'no' };
  }
}

/** The value of an artifact in the form in which rules compare it. */
export function comparableArtifact(artifact: Artifact): string {
  return artifact.kind === 'index' || artifact.kind === 'wheel' ? comparableUrl(artifact.value) : artifact.value;
}
