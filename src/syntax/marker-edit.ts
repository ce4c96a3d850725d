/**
 * The marker that holds where both hold: `existing and added`, with brackets round either if it holds an `or`
 * (https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers).
 * @param quote the quote that must not occur, as the text stands within a pair of them
 * @returns `existing` if it says so already; undefined if the text cannot be written between such quotes
 */
export function joinMarkers(existing: string | undefined, added: string, quote: string): string | undefined {
  const wanted = requote(added.trim(), quote);
  if (wanted === undefined) return undefined;
  if (existing === undefined || existing.trim() === '') return wanted;
  if (isConjunct(existing, wanted)) return existing;
  return `${bracketed(existing)} and ${bracketed(wanted)}`;
}

/** Swaps the quotes of a marker's strings where they would end the string that the marker stands in. */
function requote(marker: string, forbidden: string): string | undefined {
  const other = forbidden === '"' ? "'" : '"';
  let result = '';
  let open = '';
  for (const character of marker) {
    if (character === '\\' || character === '\n' || character === '\r') return undefined;
    if (open === '' && (character === '"' || character === "'")) {
      open = character;
      result += other;
    } else if (character === open) {
      open = '';
      result += other;
    } else if (character === other || character === forbidden) return undefined;
    else result += character;
  }
  return open === '' ? result : undefined;
}

/** True if `wanted` is the whole of a marker or its last part behind an `and`, whatever the quotes. */
function isConjunct(existing: string, wanted: string): boolean {
  const plain = (marker: string): string => marker.replaceAll("'", '"');
  return plain(existing) === plain(wanted) || plain(existing).endsWith(` and ${plain(bracketed(wanted))}`);
}

/** The marker as it can stand beside an `and`. */
export function bracketed(marker: string): string {
  return hasOr(marker) ? `(${marker})` : marker;
}

/** True if the word `or` stands outside of brackets and strings. */
function hasOr(marker: string): boolean {
  let depth = 0;
  let quote = '';
  let word = '';
  for (const character of `${marker} `) {
    if (quote !== '') {
      if (character === quote) quote = '';
      continue;
    }
    if (/[A-Za-z_]/.test(character)) {
      word += character;
      continue;
    }
    if (word === 'or' && depth === 0) return true;
    word = '';
    if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
  }
  return false;
}
