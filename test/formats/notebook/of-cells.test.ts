import assert from 'node:assert/strict';
import { notebook } from '../../../src/formats/notebook';
import { notebookOfCells } from '../../../src/formats/notebook/of-cells';
import { slice } from '../../../src/text/span';

describe('cells as a notebook', () => {
  const cells = ['# "🚀"\n!pip install "torch>=2" vllm\n', '', 'x = "\\n"\r\n\t%pip install openai'];
  const { text, locate } = notebookOfCells(cells);

  it('are read as they stand there', () => {
    const found = notebook.parse(text).dependencies.map(({ nameSpan }) => locate(nameSpan) ?? assert.fail('no cell'));
    assert.deepEqual(
      found.map(({ cell, span }) => [cell, slice(cells[cell] ?? '', span)]),
      [
        [0, 'torch'],
        [0, 'vllm'],
        [2, 'openai'],
      ],
    );
  });
  it('find whole words with their quotes', () => {
    const [row = assert.fail('no row')] = notebook.parse(text).dependencies;
    const { cell, span } = locate(row.span) ?? assert.fail('no cell');
    assert.equal(slice(cells[cell] ?? '', span), '"torch>=2"');
  });
  it('are no place for what stands between them', () => {
    assert.equal(locate({ start: 0, end: 2 }), undefined);
    assert.equal(locate({ start: text.length - 2, end: text.length }), undefined);
  });
  it('may be none', () => {
    assert.equal(notebookOfCells([]).text, '{"cells":[]}');
  });
});
