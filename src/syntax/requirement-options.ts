import { MappedText } from '../text/mapped-text';
import { part } from './requirement-text';

/** What an option of a requirements file means to a reader: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export type OptionKind = 'index' | 'requirement' | 'constraint' | 'editable' | 'per-requirement' | 'setting';

export interface Option {
  readonly kind: OptionKind;
  /** The long name, `--index-url`, however it was written. */
  readonly name: string;
  /** Without quotes and escapes; absent for a flag. */
  readonly value?: MappedText;
  /** Indexes into the line's content, end exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface OptionReading {
  readonly options: readonly Option[];
  /** Words that belong to no option; pip drops them without a word. */
  readonly strays: readonly { readonly start: number; readonly end: number }[];
  /** From this index on pip refuses the line: unknown option, missing value, open quote. */
  readonly refusedFrom?: number;
}

interface Word {
  readonly value: MappedText;
  readonly start: number;
  readonly end: number;
}

const kinds: Readonly<Record<string, OptionKind>> = {
  '--index-url': 'index',
  '--pypi-url': 'index',
  '--extra-index-url': 'index',
  '--find-links': 'index',
  '--requirement': 'requirement',
  '--constraint': 'constraint',
  '--editable': 'editable',
  '--hash': 'per-requirement',
  '--global-option': 'per-requirement',
  '--config-settings': 'per-requirement',
  '--no-binary': 'setting',
  '--only-binary': 'setting',
  '--trusted-host': 'setting',
  '--use-feature': 'setting',
  '--all-releases': 'setting',
  '--only-final': 'setting',
  '--no-index': 'setting',
  '--prefer-binary': 'setting',
  '--require-hashes': 'setting',
  '--pre': 'setting',
};
const longNames = Object.keys(kinds);
const flags = new Set(['--no-index', '--prefer-binary', '--require-hashes', '--pre']);
const shortNames: Readonly<Record<string, string>> = {
  i: '--index-url',
  f: '--find-links',
  r: '--requirement',
  c: '--constraint',
  e: '--editable',
  C: '--config-settings',
};

/** Index where the options of a line start: pip cuts it at spaces and takes the first piece that begins with a hyphen. */
export function optionsStart(content: string): number {
  let at = 0;
  while (content[at] !== '-') {
    const space = content.indexOf(' ', at);
    if (space < 0) return content.length;
    at = space + 1;
  }
  return at;
}

/** Reads the options from `from` on with the rules of Python's shlex and optparse, abbreviated long names included. */
export function readOptions(content: MappedText, from: number): OptionReading {
  const { words, openedAt } = splitWords(content, from);
  if (openedAt !== undefined) return { options: [], strays: [], refusedFrom: from };
  const options: Option[] = [];
  const strays: Word[] = [];
  let onlyStrays = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const text = word.value.text;
    if (onlyStrays || !text.startsWith('-') || text === '-') {
      strays.push(word);
      continue;
    }
    if (text === '--') {
      onlyStrays = true;
      continue;
    }
    const option = text.startsWith('--') ? longOption(word, words[i + 1]) : shortOption(word, words[i + 1]);
    if (!option) return { options, strays, refusedFrom: word.start };
    options.push(option);
    if (option.end > word.end) i++;
  }
  return { options, strays };
}

function longOption(word: Word, next: Word | undefined): Option | undefined {
  const text = word.value.text;
  const equals = text.indexOf('=');
  const written = equals < 0 ? text : text.slice(0, equals);
  const matches = longNames.includes(written) ? [written] : longNames.filter((known) => known.startsWith(written));
  const name = matches[0];
  if (name === undefined || matches.length > 1) return undefined;
  if (flags.has(name)) return equals < 0 ? option(name, word) : undefined;
  if (equals >= 0) return option(name, word, part(word.value, equals + 1, text.length));
  return next && option(name, word, next.value, next.end);
}

function shortOption(word: Word, next: Word | undefined): Option | undefined {
  const text = word.value.text;
  const name = shortNames[text.charAt(1)];
  if (name === undefined) return undefined;
  if (text.length > 2) return option(name, word, part(word.value, 2, text.length));
  return next && option(name, word, next.value, next.end);
}

function option(name: string, word: Word, value?: MappedText, end = word.end): Option {
  return { kind: kinds[name] ?? 'setting', name, start: word.start, end, ...(value && { value }) };
}

/** Splits as Python's `shlex.split` does; `openedAt` tells where a quote or escape was left open. */
function splitWords(content: MappedText, from: number): { words: Word[]; openedAt?: number } {
  const { text } = content;
  const words: Word[] = [];
  let at = from;
  while (at < text.length) {
    if (isWordSpace(text[at])) {
      at++;
      continue;
    }
    const word = readWord(content, at);
    if (!word) return { words, openedAt: at };
    words.push(word);
    at = word.end;
  }
  return { words };
}

function readWord(content: MappedText, start: number): Word | undefined {
  const { text } = content;
  const kept: number[] = [];
  let quote = '';
  let at = start;
  for (; at < text.length && (quote !== '' || !isWordSpace(text[at])); at++) {
    const character = text[at] ?? '';
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === '\\' && quote !== "'" && escapes(quote, text[at + 1])) {
      at++;
      if (at >= text.length) return undefined;
      kept.push(at);
    } else kept.push(at);
  }
  return quote === '' ? { value: picked(content, kept, start), start, end: at } : undefined;
}

/** Inside double quotes a backslash escapes only a double quote or a backslash. */
function escapes(quote: string, next: string | undefined): boolean {
  return quote === '' || next === '"' || next === '\\';
}

/** The characters at `indexes`, mapped to where they stand. */
function picked(content: MappedText, indexes: readonly number[], emptyAt: number): MappedText {
  const pieces: { text: string; offset: number }[] = [];
  let run = 0;
  for (let i = 1; i <= indexes.length; i++) {
    const first = indexes[run] ?? 0;
    const previous = indexes[i - 1] ?? 0;
    const joined = i < indexes.length && content.offset(indexes[i] ?? 0) === content.offset(previous) + 1;
    if (joined) continue;
    pieces.push({ text: content.text.slice(first, previous + 1), offset: content.offset(first) });
    run = i;
  }
  const last = indexes[indexes.length - 1];
  return MappedText.joined(pieces, last === undefined ? content.offset(emptyAt) : content.offset(last) + 1);
}

function isWordSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}
