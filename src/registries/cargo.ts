import type { Ternary } from '../model/rule';
import { admits as admitsNpm, admitsNewest as admitsNewestNpm, satisfies as satisfiesNpm } from './npm';

/**
 * A requirement of Cargo in the notation of npm: bare versions admit what is compatible (`1.2` is `^1.2`), commas join.
 * https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html
 */
function asNpm(requirement: string): string {
  return requirement
    .split(',')
    .map((part) => part.trim())
    .map((part) => (/^\d/.test(part) && !part.includes('*') ? `^${part}` : part))
    .join(' ');
}

/** Whether the newest version that a row's requirement admits lies in a rule's range; both are requirements of Cargo. */
export function admitsNewest(requirement: string, range: string): Ternary {
  return admitsNewestNpm(asNpm(requirement), asNpm(range));
}

/** Does a requirement admit one exact version, pre-releases included? */
export function admits(requirement: string, version: string): Ternary {
  return admitsNpm(asNpm(requirement), version);
}

/** True if an exact version lies in a requirement. */
export function satisfies(version: string, requirement: string): boolean {
  return satisfiesNpm(version, asNpm(requirement));
}
