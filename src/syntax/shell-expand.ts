import { MappedText, type Piece } from '../text/mapped-text';
import type { Span } from '../text/span';
import { matchesWildcard } from '../text/wildcard';
import { nameEnd, bracedEnd, expansionOperator } from './shell-expansions';
import type { ShellVariable, ShellWord } from './shell-words';

/** What a variable holds: its text, `null` where that is known only when it runs, undefined where nothing set it. */
export type Lookup = (name: string) => string | null | undefined;

/** A word as the command gets it. */
export interface ExpandedWord {
  /** Expansions that are not known stand in it as they are written. */
  readonly content: MappedText;
  /** Holds an expansion that is not known. */
  readonly unknown: boolean;
  /** Of the word it comes from, quotes included. */
  readonly span: Span;
  /** Nothing was expanded: it is written there, perhaps in quotes. */
  readonly literal: boolean;
}

/** Values that are longer, or nested deeper, count as unknown. */
const longestValue = 2048;
const deepest = 4;

/** Puts values in place of variables. Unquoted values with space in them make several words; an empty one makes none. */
export function expandWord(word: ShellWord, lookup: Lookup): readonly ExpandedWord[] {
  const words: Piece[][] = [];
  let pieces: Piece[] = [];
  let unknown = false;
  let literal = true;
  let length = 0;
  for (const part of word.parts) {
    if (part.kind === 'literal') {
      pieces.push(...part.pieces);
      continue;
    }
    literal = false;
    const value = part.kind === 'unknown' ? null : valueOf(part, lookup, 0);
    length += value?.length ?? 0;
    if (value === null || length > longestValue) {
      unknown = true;
      pieces.push(part.written);
    } else if (part.kind === 'variable' && !part.quoted && hasBlank(value)) {
      value.split(/[ \t\n]/).forEach((field, index) => {
        if (index > 0) {
          words.push(pieces);
          pieces = [];
        }
        pieces.push({ ...part.written, text: field });
      });
    } else pieces.push({ ...part.written, text: value });
  }
  words.push(pieces);
  return words.flatMap((one) => {
    const last = one[one.length - 1];
    const end = last ? last.offset + (last.length ?? last.text.length) : word.span.end;
    const content = MappedText.joined(one, end);
    return content.text === '' && !word.quoted ? [] : [{ content, unknown, span: word.span, literal }];
  });
}

/** The whole text of a word without splitting it; null where some of it is not known. */
export function expandToText(word: ShellWord, lookup: Lookup): string | null {
  let text = '';
  for (const part of word.parts) {
    if (part.kind === 'unknown') return null;
    const value = part.kind === 'literal' ? part.pieces.map((piece) => piece.text).join('') : valueOf(part, lookup, 0);
    if (value === null || text.length + value.length > longestValue) return null;
    text += value;
  }
  return text;
}

/** Puts values in place of the variables of a text that has no quotes, as Compose does; null where some are not known. */
export function expandText(text: string, lookup: Lookup, depth = 0): string | null {
  if (depth > deepest) return null;
  let result = '';
  for (let at = 0; at < text.length;) {
    if (text[at] !== '$') {
      const dollar = text.indexOf('$', at);
      const end = dollar < 0 ? text.length : dollar;
      result += text.slice(at, end);
      at = end;
      continue;
    }
    const variable = readVariable(text, at);
    const value = variable && valueOf(variable, lookup, depth);
    if (!variable || value === null || value === undefined) return null;
    result += value;
    if (result.length > longestValue) return null;
    at = variable.end;
  }
  return result;
}

type Expansion = Pick<ShellVariable, 'name' | 'operator' | 'argument'>;

/** The expansion whose `$` stands at `start`; undefined for anything else. */
export function readVariable(text: string, start: number): (Expansion & { readonly end: number }) | undefined {
  const braced = text[start + 1] === '{';
  const from = start + (braced ? 2 : 1);
  const afterName = nameEnd(text, from);
  if (afterName === from) return undefined;
  const name = text.slice(from, afterName);
  if (!braced) return { name, operator: '', argument: '', end: afterName };
  const end = bracedEnd(text, from);
  if (text[end - 1] !== '}') return undefined;
  const rest = text.slice(afterName, end - 1);
  const operator = expansionOperator(rest);
  return { name, operator, argument: rest.slice(operator.length), end };
}

/** The value of one expansion: https://docs.docker.com/reference/dockerfile/#environment-replacement */
export function valueOf({ name, operator, argument }: Expansion, lookup: Lookup, depth = 0): string | null {
  const value = lookup(name);
  const colon = operator.startsWith(':');
  const isSet = value !== undefined && !(colon && value === '');
  switch (operator) {
    case '':
    case ':?':
      return value ?? null;
    case '-':
    case ':-':
    case '=':
    case ':=':
      return isSet ? value : expandText(withoutQuotes(argument), lookup, depth + 1);
    case '+':
    case ':+':
      if (value === null) return null;
      return isSet ? expandText(withoutQuotes(argument), lookup, depth + 1) : '';
    default:
      return typeof value === 'string' ? changed(value, operator, expandText(argument, lookup, depth + 1)) : null;
  }
}

/** `${name#start}`, `${name%end}`, `${name/old/new}` and their doubled forms. */
function changed(value: string, operator: string, argument: string | null): string | null {
  if (argument === null || value.length > 256 || argument.includes('[') || argument.includes('?')) return null;
  const pattern = argument.replaceAll('\\', '');
  const shortest = operator.length === 1;
  if (operator.startsWith('#')) return cutStart(value, pattern, shortest);
  if (operator.startsWith('%')) return cutEnd(value, pattern, shortest);
  if (!operator.startsWith('/') || pattern.includes('*')) return null;
  const slash = pattern.indexOf('/');
  const old = slash < 0 ? pattern : pattern.slice(0, slash);
  const replacement = slash < 0 ? '' : pattern.slice(slash + 1);
  if (old === '') return value;
  return operator === '//' ? value.split(old).join(replacement) : value.replace(old, () => replacement);
}

function cutStart(value: string, pattern: string, shortest: boolean): string {
  for (let n = 0; n <= value.length; n++) {
    const length = shortest ? n : value.length - n;
    if (matchesWildcard(pattern, value.slice(0, length))) return value.slice(length);
  }
  return value;
}

function cutEnd(value: string, pattern: string, shortest: boolean): string {
  for (let n = 0; n <= value.length; n++) {
    const length = shortest ? n : value.length - n;
    if (matchesWildcard(pattern, value.slice(value.length - length))) return value.slice(0, value.length - length);
  }
  return value;
}

function withoutQuotes(argument: string): string {
  const quote = argument[0];
  const isQuoted = (quote === '"' || quote === "'") && argument.length > 1 && argument.endsWith(quote);
  return isQuoted ? argument.slice(1, -1) : argument;
}

function hasBlank(value: string): boolean {
  return value.includes(' ') || value.includes('\t') || value.includes('\n');
}
