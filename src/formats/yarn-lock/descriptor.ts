import type { Source } from '../../model/manifest';
import { sourceKindOf } from '../npm-lock';

/** `name@range` in parts, as offsets into the text. For an alias (`cjs@npm:real@^1`) `realStart` and `realEnd` hold the other name. */
export interface Descriptor {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly realStart: number;
  readonly realEnd: number;
  readonly rangeStart: number;
  readonly rangeEnd: number;
}

const aliasProtocol = 'npm:';

/** Reads what stands from `start` to `end`; a descriptor without a range has an empty one. */
export function readDescriptor(text: string, start: number, end: number): Descriptor {
  const at = indexWithin(text, '@', start + 1, end);
  const rangeStart = Math.min(at + 1, end);
  const plain = { nameStart: start, nameEnd: at, realStart: start, realEnd: at, rangeStart, rangeEnd: end };
  if (!text.startsWith(aliasProtocol, rangeStart)) return plain;
  const realStart = rangeStart + aliasProtocol.length;
  const realEnd = indexWithin(text, '@', realStart + 1, end);
  // `npm:^1.0.0` is a range; `npm:real@^1.0.0` and `npm:@scope/real` name a package.
  if (realEnd === end && text.charAt(realStart) !== '@') return plain;
  return realEnd > realStart ? { ...plain, realStart, realEnd } : plain;
}

/**
 * Where a range of Yarn takes its package from; undefined: the registry.
 * https://yarnpkg.com/protocols, https://classic.yarnpkg.com/en/docs/cli/add#toc-adding-dependencies
 */
export function sourceKindOfRange(range: string): Source['kind'] | undefined {
  const colon = range.indexOf(':');
  if (colon < 0) return range.includes('/') && !range.includes(' ') ? 'vcs' : undefined;
  if (range.startsWith(aliasProtocol) || range.startsWith('patch:')) return undefined;
  const hashSign = range.indexOf('#');
  if ((hashSign < 0 ? range : range.slice(0, hashSign)).endsWith('.git')) return 'vcs';
  return sourceKindOf(range) ?? (range.startsWith('http') ? 'url' : undefined);
}

function indexWithin(text: string, sign: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charAt(at) !== sign) at++;
  return Math.min(at, end);
}
