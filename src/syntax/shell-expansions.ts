/** Index behind the variable name that starts at `start`; `start` itself where there is none. */
export function nameEnd(text: string, start: number): number {
  let at = start;
  while (isNameCharacter(text[at], at > start)) at++;
  return at;
}

/** Operators of `${name…}`, the longest first: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02 */
const operators = [':-', ':+', ':=', ':?', '##', '%%', '//', '-', '+', '=', '#', '%', '/'];

/** The operator at the start of what follows the name; empty for nothing, `?` for what is not read (case changes, substrings). */
export function expansionOperator(rest: string): string {
  if (rest === '') return '';
  return operators.find((operator) => rest.startsWith(operator)) ?? '?';
}

/** Index behind the brace that closes `${`; `from` lies behind the opening one. An open one ends with the text. */
export function bracedEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Index behind the parenthesis that closes the one at `open`; quotes inside may hold more of them. */
export function substitutionEnd(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === "'") {
      const close = text.indexOf("'", at + 1);
      if (close < 0) return text.length;
      at = close;
    } else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Index behind the backtick that closes the one at `open`. */
export function backtickEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at + 1;
  }
  return text.length;
}

function isNameCharacter(character: string | undefined, inside: boolean): boolean {
  if (character === undefined) return false;
  if (character === '_' || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')) return true;
  return inside && character >= '0' && character <= '9';
}
