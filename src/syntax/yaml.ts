import type { Comment, Problem } from '../model/manifest';
import type { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';
import { YamlReader } from './yaml-reader';

/**
 * Any value that is no map and no sequence. Its text is never turned into a number, boolean or null: `3.10` stays `3.10`, and
 * a value that is not there (`key:`) is a plain scalar without text at that place.
 */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';
  /** The text with escapes decoded and lines joined; it knows where each character stands. */
  readonly content: MappedText;
  /** The text without quotes; of a block scalar with its header (`|`). */
  readonly span: Span;
  /** The same with quotes. */
  readonly outer: Span;
  /** The text stands in the document character by character, so a part of it can be replaced. */
  readonly verbatim: boolean;
  readonly tag?: string;
}

/** `key: value`. Keys that are maps or sequences are not read. */
export interface YamlPair {
  readonly key: YamlScalar;
  /** Missing where the colon is (half-typed), or where an alias names nothing. */
  readonly value?: YamlNode;
  /** The place of `*name`, where the value stands elsewhere under its anchor. */
  readonly alias?: Span;
  /** From the key, its quotes included, to the end of the value. */
  readonly span: Span;
}

/** Pairs in the order of the text, merges (`<<`) as they are written; a key that is written twice is there twice. */
export interface YamlMap {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
  readonly span: Span;
  readonly tag?: string;
}

export interface YamlItem {
  readonly value?: YamlNode;
  readonly alias?: Span;
  /** From the item's dash, in flow style from its value, to the end of the value. */
  readonly span: Span;
}

export interface YamlSequence {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
  readonly span: Span;
  readonly tag?: string;
}

export type YamlNode = YamlScalar | YamlMap | YamlSequence;

export interface YamlStream {
  /** One for each document that holds something. An alias leads to the very node of its anchor. */
  readonly documents: readonly YamlNode[];
  readonly comments: readonly Comment[];
  /** Code `syntax`; the argument `reason` has the words. */
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML that people write (https://yaml.org/spec/1.2.2/), half-typed text included; templates give problems and what
 * else can be told apart. Never throws. Nesting and what aliases multiply are bounded, so that walking over a document as
 * if each alias were a copy stays cheap.
 */
export function readYaml(text: string): YamlStream {
  return new YamlReader(text).read();
}

/** The pairs of a map with what `<<` merges into it; its own come first and win, as https://yaml.org/type/merge.html says. */
export function mergedPairs(map: YamlMap): readonly YamlPair[] {
  if (!map.pairs.some(isMerge)) return map.pairs;
  const pairs = new Map<string, YamlPair>();
  const own = map.pairs.filter((pair) => !isMerge(pair));
  for (const pair of own) pairs.set(pair.key.content.text, pair);
  const merged: YamlPair[] = [];
  for (const { value } of map.pairs.filter(isMerge)) {
    const sources = value?.kind === 'sequence' ? value.items.map((item) => item.value) : [value];
    for (const source of sources) {
      for (const pair of source?.kind === 'map' ? mergedPairs(source) : []) {
        if (pairs.has(pair.key.content.text)) continue;
        pairs.set(pair.key.content.text, pair);
        merged.push(pair);
      }
    }
  }
  return [...own, ...merged];
}

/** The value under a key, merges included; the last one where the key is written twice. */
export function valueOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? mergedPairs(node).findLast((pair) => pair.key.content.text === key)?.value : undefined;
}

function isMerge(pair: YamlPair): boolean {
  return pair.key.style === 'plain' && pair.key.content.text === '<<';
}
