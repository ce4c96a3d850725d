import type * as Yaml from 'yaml';
import type * as Library from './yaml-library';
import type { Comment, Problem } from '../model/manifest';
import type { Span } from '../text/span';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence, YamlStream } from './yaml';
import { readScalar } from './yaml-scalar';

/** The package takes 15 ms to load, so it waits for the first YAML file: bundlers keep a `require` within a function where it is. */
declare const require: (name: './yaml-library') => typeof Library;

/** Levels that the parser has open at once; its own composition descends by calls and would run out of stack. */
const maximumDepth = 200;
/** Nodes that aliases may add by naming others again. */
const maximumExpansion = 50_000;
const maximumProblems = 100;
/** The lexer writes this before each plain or quoted scalar: `CST.SCALAR` of the package. */
const scalarSign = '\u001f';

/** A node with the number of nodes that it and everything below it would have without aliases. */
interface Sized {
  readonly node: YamlNode;
  readonly size: number;
  readonly alias?: Span;
}

/** One reading of one text. Positions of comments and dashes come from the lexer, all else from the composed documents. */
export class YamlReader {
  readonly #text: string;
  readonly #yaml = require('./yaml-library');
  readonly #comments: Comment[] = [];
  readonly #problems: Problem[] = [];
  readonly #dashes: number[] = [];
  readonly #anchors = new Map<string, Sized>();
  #expansion = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): YamlStream {
    const documents: YamlNode[] = [];
    withoutStackTraces(() => {
      // Numbers, booleans and null are not for this reader to tell: the failsafe schema leaves each scalar its text.
      const composer = new this.#yaml.Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
      for (const document of composer.compose(this.#tokens())) {
        for (const { code, message, pos } of document.errors) this.#report(code, message, { start: pos[0], end: pos[1] });
        this.#anchors.clear();
        const root = this.#node(document.contents);
        if (root && !isNothing(root.node)) documents.push(root.node);
      }
    });
    return { documents, comments: this.#comments, problems: this.#problems };
  }

  #tokens(): Yaml.CST.Token[] {
    const parser = new this.#yaml.Parser();
    const tokens: Yaml.CST.Token[] = [];
    let isScalar = false;
    for (const lexeme of new this.#yaml.Lexer().lex(this.#text)) {
      const { offset } = parser;
      if (!isScalar && lexeme.startsWith('#')) this.#addComment(offset, lexeme);
      else if (!isScalar && lexeme === '-') this.#dashes.push(offset);
      isScalar = lexeme === scalarSign;
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > maximumDepth) {
        this.#report('TOO_DEEP', 'nested too deeply', { start: offset, end: Math.min(offset + 1, this.#text.length) });
        break;
      }
    }
    for (const token of parser.end()) tokens.push(token);
    return tokens;
  }

  #addComment(start: number, lexeme: string): void {
    const written = lexeme.trimEnd();
    let before = start;
    while (before > 0 && ' \t'.includes(this.#text.charAt(before - 1))) before--;
    const ownLine = before === 0 || '\n\r'.includes(this.#text.charAt(before - 1));
    this.#comments.push({ span: { start, end: start + written.length }, text: written.slice(1).trim(), ownLine });
  }

  #node(node: unknown): Sized | undefined {
    const { isAlias, isMap, isScalar, isSeq } = this.#yaml;
    if (isAlias(node)) return this.#target(node);
    let sized: Sized;
    if (isScalar(node)) sized = { node: this.#scalar(node), size: 1 };
    else if (isMap(node)) sized = this.#map(node);
    else if (isSeq(node)) sized = this.#sequence(node);
    else return undefined;
    // Only now, so that an alias within its own anchor leads nowhere.
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, sized);
    return sized;
  }

  #target(alias: Yaml.Alias): Sized | undefined {
    const target = this.#anchors.get(alias.source);
    if (!target) return undefined;
    const place = spanOf(alias);
    if (this.#expansion + target.size > maximumExpansion) {
      this.#report('TOO_MANY_ALIASES', 'aliases repeat too much', place);
      return undefined;
    }
    this.#expansion += target.size;
    return { ...target, alias: place };
  }

  #scalar(scalar: Yaml.Scalar): YamlScalar {
    const value = typeof scalar.value === 'string' ? scalar.value : '';
    return { ...readScalar(this.#text, value, scalar.type, spanOf(scalar)), ...tagOf(scalar) };
  }

  #map(map: Yaml.YAMLMap): Sized {
    const pairs: YamlPair[] = [];
    let size = 1;
    const { start, end: close } = spanOf(map);
    let end = map.flow ? close : start;
    for (const { key: keyNode, value: valueNode } of map.items) {
      const key = this.#node(keyNode);
      const value = this.#node(valueNode);
      size += (key?.size ?? 0) + (value?.size ?? 0);
      const pairEnd = Math.max(endOf(keyNode, key), endOf(valueNode, value));
      if (!map.flow) end = Math.max(end, pairEnd);
      if (key?.node.kind !== 'scalar') continue;
      const from = key.alias ?? key.node.outer;
      pairs.push({
        key: key.node,
        ...(value ? { value: value.node, ...(value.alias ? { alias: value.alias } : {}) } : {}),
        span: { start: from.start, end: Math.max(from.end, pairEnd) },
      });
    }
    return { node: { kind: 'map', flow: map.flow === true, pairs, span: { start, end }, ...tagOf(map) } satisfies YamlMap, size };
  }

  #sequence(sequence: Yaml.YAMLSeq): Sized {
    const items: YamlItem[] = [];
    const flow = sequence.flow === true;
    let size = 1;
    const { start, end: close } = spanOf(sequence);
    let end = flow ? close : start;
    for (const itemNode of sequence.items) {
      const value = this.#node(itemNode);
      size += value?.size ?? 0;
      const valueStart = value?.alias?.start ?? (value ? outerSpan(value.node).start : start);
      const itemEnd = Math.max(endOf(itemNode, value), valueStart);
      if (!flow) end = Math.max(end, itemEnd);
      items.push({
        ...(value ? { value: value.node, ...(value.alias ? { alias: value.alias } : {}) } : {}),
        span: { start: flow ? valueStart : this.#dashBefore(valueStart), end: itemEnd },
      });
    }
    return { node: { kind: 'sequence', flow, items, span: { start, end }, ...tagOf(sequence) } satisfies YamlSequence, size };
  }

  /** The nearest dash in front of a place; the place itself where there is none. */
  #dashBefore(place: number): number {
    let low = -1;
    let high = this.#dashes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#dashes[middle] ?? place) < place) low = middle;
      else high = middle - 1;
    }
    return this.#dashes[low] ?? place;
  }

  #report(mistake: string, reason: string, place: Span): void {
    if (this.#problems.length >= maximumProblems) return;
    const start = Math.min(place.start, this.#text.length);
    this.#problems.push({
      code: 'syntax',
      span: { start, end: Math.max(start, Math.min(place.end, this.#text.length)) },
      arguments: { mistake, reason },
    });
  }
}

/** What stands between two `---` that have nothing between them. */
function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.outer.start === node.outer.end;
}

/** The package makes an `Error` of every mistake; where V8 adds a stack trace to each, that takes most of the time for broken text. */
function withoutStackTraces(run: () => void): void {
  const errors = Error as ErrorConstructor & { stackTraceLimit?: number };
  const { stackTraceLimit } = errors;
  if (stackTraceLimit === undefined) {
    run();
    return;
  }
  errors.stackTraceLimit = 0;
  try {
    run();
  } finally {
    errors.stackTraceLimit = stackTraceLimit;
  }
}

function spanOf({ range }: Yaml.Node): Span {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

function outerSpan(node: YamlNode): Span {
  return node.kind === 'scalar' ? node.outer : node.span;
}

/** The end of a node as written here; an alias that leads nowhere has an end too. */
function endOf(node: unknown, sized: Sized | undefined): number {
  if (sized) return sized.alias?.end ?? outerSpan(sized.node).end;
  const range = (node as Partial<Yaml.Node> | null | undefined)?.range;
  return range?.[1] ?? 0;
}

function tagOf({ tag }: { tag?: string | undefined }): { tag?: string } {
  return tag === undefined ? {} : { tag };
}
