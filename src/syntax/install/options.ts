import type { ExpandedWord } from '../shell-expand';
import type { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';

export interface CommandOption {
  /** As written, without its value: `-r`, `--index-url`. */
  readonly name: string;
  readonly value?: MappedText;
  /** The value holds something that only a build knows. */
  readonly unknown: boolean;
  /** From the option to the end of its value. */
  readonly span: Span;
}

export interface CommandArguments {
  readonly options: readonly CommandOption[];
  readonly positionals: readonly ExpandedWord[];
}

/** Sorts the words of a command into options and the rest. `valued` holds the options that take the next word as their value. */
export function splitArguments(words: readonly ExpandedWord[], valued: ReadonlySet<string>): CommandArguments {
  const options: CommandOption[] = [];
  const positionals: ExpandedWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const text = word.content.text;
    if (text === '--') return { options, positionals: [...positionals, ...words.slice(i + 1)] };
    if (!text.startsWith('-') || text === '-') {
      positionals.push(word);
      continue;
    }
    const attached = attachedValue(word, valued);
    const next = words[i + 1];
    if (attached) options.push(attached);
    else if (valued.has(text) && next) {
      options.push({ name: text, value: next.content, unknown: next.unknown, span: { start: word.span.start, end: next.span.end } });
      i++;
    } else options.push({ name: text, unknown: word.unknown, span: word.span });
  }
  return { options, positionals };
}

/** `--name=value`, or `-rvalue` where `-r` takes one. */
function attachedValue({ content, unknown, span }: ExpandedWord, valued: ReadonlySet<string>): CommandOption | undefined {
  const { text } = content;
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    return equals < 0 ? undefined : { name: text.slice(0, equals), value: content.slice(equals + 1, text.length), unknown, span };
  }
  const name = text.slice(0, 2);
  const from = text[2] === '=' ? 3 : 2;
  return text.length > 2 && valued.has(name) ? { name, value: content.slice(from, text.length), unknown, span } : undefined;
}

/** A closed list of options, written as one text. */
export function optionNames(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
