import type { Ternary } from '../model/rule';
import type { SpecifierDialect } from '../model/vocabulary';
import { admits as admitsCargo, admitsNewest as admitsNewestCargo } from './cargo';
import { admitsNewest as admitsNewestConda } from './conda-version';
import { admits as admitsNpm, admitsNewest as admitsNewestNpm } from './npm';
import { admits as admitsPython, admitsNewest as admitsNewestPython } from './pep440';

/**
 * Is the version that a row gets inside `range`? Judged for the newest version that the specifier admits, since no network
 * tells which exist; a dialect without a reader, or a text that is no specifier, is `unseen`.
 */
export function admitsNewest(dialect: SpecifierDialect, specifier: string, range: string): Ternary {
  switch (dialect) {
    case 'pep440':
    case 'poetry':
      return admitsNewestPython(dialect, specifier, range);
    case 'conda':
      return admitsNewestConda(specifier, range);
    case 'npm':
      return admitsNewestNpm(specifier, range);
    case 'cargo':
      return admitsNewestCargo(specifier, range);
    default:
      return 'unseen';
  }
}

/** Does a specifier admit one exact version, pre-releases included? `unseen` where either cannot be read. */
export function admits(dialect: SpecifierDialect, specifier: string, version: string): Ternary {
  if (dialect === 'npm') return admitsNpm(specifier, version);
  if (dialect === 'cargo') return admitsCargo(specifier, version);
  return dialect === 'pep440' || dialect === 'poetry' ? admitsPython(dialect, specifier, version) : 'unseen';
}
