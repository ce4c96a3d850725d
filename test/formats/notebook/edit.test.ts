import assert from 'node:assert/strict';
import { notebook } from '../../../src/formats/notebook';
import { notebookEdits as edits } from '../../../src/formats/notebook/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

/** What an edit of the first row makes of the lines of a cell; the notebook stays JSON. Undefined: it refuses. */
function row(
  title: string,
  make: (text: string, row: Dependency) => readonly TextEdit[] | undefined,
  before: readonly string[],
  after: readonly string[] | undefined,
): void {
  it(title, () => {
    const text = JSON.stringify({ cells: [{ cell_type: 'code', source: before }] }, undefined, 1);
    const first = notebook.parse(text).dependencies[0] ?? assert.fail('no row');
    const made = make(text, first);
    const result = made && (JSON.parse(applyEdits(text, made) ?? assert.fail('overlapping edits')) as { cells: { source: string[] }[] });
    assert.deepEqual(result?.cells[0]?.source, after);
  });
}

describe('edits of notebooks', () => {
  row('rename', (text, one) => edits.rename(text, one, 'b'), ['!pip install a c\n', 'x'], ['!pip install b c\n', 'x']);
  row('rename in quotes', (text, one) => edits.rename(text, one, 'b'), ['!pip install "a>=1"\n'], ['!pip install "b>=1"\n']);
  row('a specifier', (text, one) => edits.setSpecifier(text, one, '==2'), ['%pip install a==1\n'], ['%pip install a==2\n']);
  row('a specifier that needs quotes', (text, one) => edits.setSpecifier(text, one, '>=2'), ['%pip install a\n'], ['%pip install "a>=2"\n']);
  row('a specifier within quotes', (text, one) => edits.setSpecifier(text, one, '>=2'), ["!pip install 'a>=1'\n"], ["!pip install 'a>=2'\n"]);
  row('extras', (text, one) => edits.setExtras(text, one, ['x']), ['!pip install a\n'], ['!pip install "a[x]"\n']);
  row('removal', (text, one) => edits.remove(text, [one]), ['!pip install a b\n'], ['!pip install b\n']);
  row('removal before a continuation', (text, one) => edits.remove(text, [one]), ['!pip install a \\\n', '  b\n'], ['!pip install \\\n', '  b\n']);
  row('no removal of a word that begins a line', (text, one) => edits.remove(text, [one]), ['!pip install \\\n', 'a b\n'], undefined);
  row('no removal of the only word', (text, one) => edits.remove(text, [one]), ['!pip install a\n'], undefined);
  row('no edit of an expression', (text, one) => edits.setSpecifier(text, one, '==1'), ['!pip install a=={v}\n'], undefined);
});
