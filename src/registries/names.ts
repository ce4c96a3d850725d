import { ecosystems, type Ecosystem } from '../model/vocabulary';
import { normalizeName as normalizePypiName } from './pypi';

/** The normal form under which the catalog lists a name of a registry; unknown registries keep names as they are. */
export function normalizeName(ecosystem: Ecosystem, name: string): string {
  switch (ecosystem) {
    case 'pypi':
      return normalizePypiName(name);
    case 'conda':
    case 'nuget':
      return name.toLowerCase();
    default:
      return name;
  }
}

/** Splits `pypi:ai-dynamo` into registry and name; a key without a colon has no registry. */
export function splitPackageKey(key: string): { ecosystem: string; name: string } {
  const colon = key.indexOf(':');
  return colon < 0 ? { ecosystem: '', name: key } : { ecosystem: key.slice(0, colon), name: key.slice(colon + 1) };
}

/** A package key with its name in normal form; a text that is no key stays as it is. */
export function normalizePackageKey(key: string): string {
  const { ecosystem, name } = splitPackageKey(key);
  const known = ecosystems.find((candidate) => candidate === ecosystem);
  return known ? `${known}:${normalizeName(known, name)}` : key;
}
