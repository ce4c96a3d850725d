import type { Finding } from '../model/finding';
import type { Dependency } from '../model/manifest';
import type { Vocabulary } from '../model/rule';
import { withoutCredentials } from '../text/url';

/**
 * True for a declared row that every installation takes, unless its rule has such a remedy of its own, or another row brings
 * the package in the lock: it would still be installed.
 */
export function canBeOptional({ origin, guarded, rows, remedies, paths }: Finding): boolean {
  if (paths && paths.count > 1) return false;
  return origin === 'declared' && !guarded && rows.length > 0 && !rows.some(hasSecret) && !remedies.some(({ edit }) => edit?.optional);
}

/** A user name or password in an address: what moves is written anew, and would be shown. */
function hasSecret({ source }: Dependency): boolean {
  return source !== undefined && withoutCredentials(source.url) !== source.url;
}

/** The name of the extra, group or file: whom the rows bind to, or the package where they are several. */
export function optionalName({ axis, boundTo, package: name }: Finding, vocabulary: Vocabulary): string {
  const [id = '', ...others] = boundTo;
  const bound = axis === 'hardware' ? vocabulary.targets[id]?.maker : id;
  const chosen = others.length > 0 || !bound ? name : bound;
  return chosen.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
