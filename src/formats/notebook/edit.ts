import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import { installEdits } from '../install-edits';
import { readNotebook } from './parse';

/** Edits of the words of install commands, in the JSON of the notebook. */
export const notebookEdits = installEdits({ read: (text) => readNotebook(text).installs, remove: removeWords, quote: String.raw`\"` });

/** Takes words out with the space before them; none that comes first in a line of the source, which is a text of its own. */
function removeWords(text: string, words: readonly Span[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  let earliest = 0;
  for (const { start, end } of [...words].sort((a, b) => a.start - b.start)) {
    let from = start;
    while (from > earliest && text[from - 1] === ' ') from--;
    if (from === start || text[from - 1] === '"' || text.startsWith(String.raw`\n`, from - 2)) return undefined;
    edits.push({ span: { start: from, end }, newText: '' });
    earliest = end;
  }
  return edits;
}
