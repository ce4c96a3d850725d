import type { Ternary } from '../model/rule';
import type { SpecifierDialect } from '../model/vocabulary';
import { admitsNewest as admitsNewestConda } from './conda-version';
import { admitsNewest as admitsNewestNpm } from './npm';
import { admitsNewest as admitsNewestPython } from './pep440';

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
    default:
      return 'unseen';
  }
}
