import type { LockedPackage } from '../model/lock';
import type { Ternary } from '../model/rule';
import type { Ecosystem } from '../model/vocabulary';
import { satisfies as satisfiesCargo } from '../registries/cargo';
import { satisfies as satisfiesNpm } from '../registries/npm';
import { satisfies as satisfiesPython } from '../registries/pep440';
import { comparableUrl } from '../text/url';
import { matchesWildcard } from '../text/wildcard';
import type { Answer, Atom, Evidence } from './condition';

/** Answers the atoms of conditions for a locked package: its version is exact, its neighbours are the whole lock. */
export class LockEvidence implements Evidence {
  readonly #locked: LockedPackage;
  readonly #ecosystem: Ecosystem;
  readonly #hasPackage: (key: string) => boolean;

  /** @param hasPackage tells whether the lock holds a package, by `registry:name` in normal form */
  constructor(locked: LockedPackage, ecosystem: Ecosystem, hasPackage: (key: string) => boolean) {
    this.#locked = locked;
    this.#ecosystem = ecosystem;
    this.#hasPackage = hasPackage;
  }

  ask(atom: Atom, argument: string): Answer {
    return { value: this.#answer(atom, argument) };
  }

  #answer(atom: Atom, argument: string): Ternary {
    const { version, registry } = this.#locked;
    switch (atom) {
      case 'version':
        if (version === '') return 'unseen';
        return satisfiesIn(this.#ecosystem, version, argument) ? 'yes' : 'no';
      case 'local':
        return version.includes('+') && matchesWildcard(argument, version.slice(version.indexOf('+') + 1).toLowerCase()) ? 'yes' : 'no';
      case 'index':
        return registry !== undefined && matchesWildcard(argument, comparableUrl(registry)) ? 'yes' : 'no';
      case 'beside':
        return this.#hasPackage(argument) ? 'yes' : 'no';
      case 'extra':
      case 'feature':
        return 'unseen';
      default:
        return 'no';
    }
  }
}

function satisfiesIn(ecosystem: Ecosystem, version: string, range: string): boolean {
  if (ecosystem === 'npm') return satisfiesNpm(version, range);
  return ecosystem === 'cargo' ? satisfiesCargo(version, range) : satisfiesPython(version, range);
}
