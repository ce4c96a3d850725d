import { expandToText } from '../../syntax/shell-expand';
import { readShellWords, type ShellWord } from '../../syntax/shell-words';
import type { MappedText } from '../../text/mapped-text';

type Variables = Map<string, string | null>;

/** Takes over `ENV name=value …` and the old form `ENV name value`: https://docs.docker.com/reference/dockerfile/#env */
export function readAssignments(body: MappedText, escape: '\\' | '`', variables: Variables): void {
  const words = readShellWords(body, { escape });
  const [first] = words;
  if (!first) return;
  const name = assignedName(first);
  if (name === undefined) {
    const texts = words.slice(1).map((word) => expandToText(word, (variable) => variables.get(variable)));
    variables.set(plainText(first), texts.includes(null) ? null : texts.join(' '));
    return;
  }
  const values = words.map((word) => ({ name: assignedName(word), value: assignedValue(word, variables) }));
  for (const one of values) if (one.name !== undefined) variables.set(one.name, one.value);
}

/**
 * Takes over `ARG name[=default] …`. In a stage an `ARG` without default takes the one above the first `FROM`, and an `ENV`
 * of the same name wins: https://docs.docker.com/reference/dockerfile/#arg
 */
export function readArguments(body: MappedText, escape: '\\' | '`', variables: Variables, globals?: Variables): void {
  for (const word of readShellWords(body, { escape })) {
    const name = assignedName(word);
    if (name !== undefined) {
      variables.set(name, assignedValue(word, variables));
      continue;
    }
    const bare = plainText(word);
    const inherited = globals?.get(bare);
    if (inherited !== undefined && !variables.has(bare)) variables.set(bare, inherited);
  }
}

/** The names that an `ARG` declares, with a default or without. */
export function argumentNames(body: MappedText, escape: '\\' | '`'): readonly string[] {
  return readShellWords(body, { escape }).map((word) => assignedName(word) ?? plainText(word));
}

function assignedName(word: ShellWord): string | undefined {
  const text = plainText(word);
  const equals = text.indexOf('=');
  return equals > 0 ? text.slice(0, equals) : undefined;
}

function assignedValue(word: ShellWord, variables: Variables): string | null {
  const text = expandToText(word, (variable) => variables.get(variable));
  return text === null ? null : text.slice(text.indexOf('=') + 1);
}

/** The text before the first expansion. */
function plainText({ parts: [first] }: ShellWord): string {
  return first?.kind === 'literal' ? first.pieces.map((piece) => piece.text).join('') : '';
}
