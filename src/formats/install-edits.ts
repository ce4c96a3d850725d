import type { Dependency } from '../model/manifest';
import type { Install, InstallRow } from '../syntax/install/reading';
import type { TextEdit } from '../text/edit';
import { slice, type Span } from '../text/span';
import type { FormatEdits } from './format';

/** How a notation holds the words of install commands. */
export interface InstallNotation {
  /** Reads the commands of a text. */
  readonly read: (text: string) => readonly Install[];
  /** Takes words out of commands; undefined where that cannot be done safely. */
  readonly remove: (text: string, words: readonly Span[]) => readonly TextEdit[] | undefined;
  /** A double quote of the shell, as this notation writes it. */
  readonly quote: string;
}

/**
 * Edits of the words of install commands. A word is edited only where it is written in one piece: without variables, escapes
 * and continuation lines, as a whole in quotes or without any. Images are not written.
 */
export function installEdits({ read, remove, quote }: InstallNotation) {
  const writable = (text: string, row: Dependency): Place | undefined => {
    const found = find(read(text), row);
    if (!found?.row.requirement || !isPlainWord(text, found.row, quote)) return undefined;
    return { ...found.row, level: found.install.level, quote };
  };
  return {
    rename(text, row, name) {
      const place = writable(text, row);
      return place && !row.source ? [{ span: row.nameSpan, newText: name }] : undefined;
    },
    setSpecifier(text, row, specifier) {
      const place = writable(text, row);
      if (!place || row.source) return undefined;
      const after = (row.extrasSpan ?? row.nameSpan).end;
      const { span } = row.specifier ?? { span: { start: after, end: after } };
      if (row.specifier && specifier === '')
        return /[();]/.test(place.word.content.text) ? undefined : replace(text, place, { start: after, end: span.end }, '');
      return row.specifier || specifier !== '' ? replace(text, place, span, specifier) : [];
    },
    setExtras(text, row, extras) {
      const place = writable(text, row);
      if (!place || row.source || (row.extras.length > 0 && !row.extrasSpan)) return undefined;
      const newText = extras.length > 0 ? `[${extras.join(',')}]` : '';
      if (!row.extrasSpan && newText === '') return [];
      return replace(text, place, row.extrasSpan ?? { start: row.nameSpan.end, end: row.nameSpan.end }, newText);
    },
    remove(text, rows) {
      const installs = read(text);
      const counts = new Map<Install, number>();
      const words: Span[] = [];
      for (const row of rows) {
        const found = find(installs, row);
        if (!found || found.install.level !== 'plain' || !isPlainWord(text, found.row, quote)) return undefined;
        counts.set(found.install, (counts.get(found.install) ?? 0) + 1);
        words.push(row.span);
      }
      for (const [install, count] of counts) if (install.rows.length + install.others - count < 1) return undefined;
      return remove(text, words);
    },
  } satisfies FormatEdits;
}

interface Place extends InstallRow {
  readonly level: Install['level'];
  readonly quote: string;
}

function find(installs: readonly Install[], row: Dependency): { install: Install; row: InstallRow } | undefined {
  for (const install of installs) {
    const found = install.rows.find(({ dependency }) => dependency.name === row.name && isSame(dependency.span, row.span));
    if (found) return { install, row: found };
  }
  return undefined;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The word stands there as it is read, with nothing but its quotes round it. */
function isPlainWord(text: string, { word }: InstallRow, quote: string): boolean {
  const written = slice(text, word.span);
  const said = word.content.text;
  return word.literal && (written === said || written === quote + said + quote || written === `'${said}'`);
}

/** Replaces a part of a word; quotes come round it where the new text needs them. */
function replace(text: string, { word, level, quote }: Place, place: Span, newText: string): readonly TextEdit[] | undefined {
  const written = slice(text, word.span);
  if (/["'$`\\\s]/.test(newText)) return undefined;
  const isQuoted = written !== word.content.text;
  if (level === 'json' || isQuoted || !needsQuotes(newText)) return [{ span: place, newText }];
  const changed = text.slice(word.span.start, place.start) + newText + text.slice(place.end, word.span.end);
  return level === 'nested' || changed.includes('"') ? undefined : [{ span: word.span, newText: quote + changed + quote }];
}

/** True if a shell would take a sign for its own. */
function needsQuotes(text: string): boolean {
  return /[^A-Za-z0-9._+=,~@:/%-]/.test(text);
}
