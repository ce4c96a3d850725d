import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText, looksBinary } from '../../src/text/decode';
import { digest } from '../../src/text/digest';
import { applyEdits, sortEdits } from '../../src/text/edit';
import { LineIndex } from '../../src/text/line-index';
import { MappedText } from '../../src/text/mapped-text';
import { comparableUrl, withoutCredentials } from '../../src/text/url';
import { matchesWildcard } from '../../src/text/wildcard';

const edit = (start: number, end: number, newText: string) => ({ span: { start, end }, newText });

describe('edits', () => {
  it('apply to the original offsets, whatever their order', () => {
    assert.equal(applyEdits('abcdef', [edit(4, 5, 'X'), edit(0, 1, '')]), 'bcdXf');
  });
  it('are refused when they overlap, lie outside or insert twice at one place', () => {
    assert.equal(applyEdits('abc', [edit(0, 2, ''), edit(1, 3, '')]), undefined);
    assert.equal(applyEdits('abc', [edit(2, 9, '')]), undefined);
    assert.equal(sortEdits([edit(1, 1, 'x'), edit(1, 1, 'y')], 3), undefined);
  });
  it('may touch', () => assert.equal(applyEdits('abc', [edit(0, 1, ''), edit(1, 2, 'B')]), 'Bc'));
});

describe('line index', () => {
  it('counts lines as editors do: LF, CRLF and lone CR', () => {
    const index = new LineIndex('a\nb\r\nc\rd');
    assert.equal(index.lineCount, 4);
    assert.deepEqual(index.position(5), { line: 2, column: 0 });
    assert.deepEqual(index.position(7), { line: 3, column: 0 });
  });
  it('counts columns in UTF-16 units', () => assert.deepEqual(new LineIndex('😀x').position(2), { line: 0, column: 2 }));
  it('goes there and back for every offset that is not inside a line end', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '😀', ' ') }), (text) => {
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) assert.equal(index.offset(index.position(offset)), offset);
      }),
      { seed: 1 },
    );
  });
  it('keeps a place outside the text at its ends', () => {
    assert.deepEqual(new LineIndex('ab').position(99), { line: 0, column: 2 });
    assert.equal(new LineIndex('ab\ncd').offset({ line: 0, column: 50 }), 2);
  });
});

describe('mapped text', () => {
  const joined = MappedText.joined(
    [
      { text: 'tor', offset: 10 },
      { text: 'ch', offset: 20 },
    ],
    22,
  );
  it('finds each character where it stands', () =>
    assert.deepEqual(
      [0, 2, 3, 4, 5].map((index) => joined.offset(index)),
      [10, 12, 20, 21, 22],
    ));
  it('ends a span right behind its last character', () => assert.deepEqual(joined.span(0, 3), { start: 10, end: 13 }));
  it('knows what stands together in the document', () => {
    assert.equal(joined.isVerbatim(0, 3), true);
    assert.equal(joined.isVerbatim(0, 5), false);
  });
  it('takes an escape as a whole', () => {
    const escaped = MappedText.joined(
      [
        { text: 'a', offset: 1, length: 6 },
        { text: 'bc', offset: 7 },
      ],
      9,
    );
    assert.deepEqual(escaped.span(0, 1), { start: 1, end: 7 });
    assert.equal(escaped.isVerbatim(0, 1), false);
    assert.equal(escaped.isVerbatim(1, 3), true);
  });
});

describe('decoding', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  it('reads UTF-8 with and without its mark', () => {
    assert.deepEqual(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61)), { text: 'a', encoding: 'utf-8', bom: true, lossy: false });
    assert.equal(decodeText(bytes(0xc3, 0xa9)).text, 'é');
  });
  it('reads UTF-16 in both orders', () => {
    assert.equal(decodeText(bytes(0xff, 0xfe, 0x61, 0)).text, 'a');
    assert.equal(decodeText(bytes(0xfe, 0xff, 0, 0x61)).text, 'a');
  });
  it('tells bytes that are no text', () =>
    assert.deepEqual(decodeText(bytes(0x61, 0xff)), { text: 'a\ufffd', encoding: 'utf-8', bom: false, lossy: true }));
  it('tells binary data by a NUL', () => {
    assert.equal(looksBinary('a\0b'), true);
    assert.equal(looksBinary('plain'), false);
  });
});

describe('wildcards', () => {
  const table: readonly [string, string, boolean][] = [
    ['cu*', 'cu124', true],
    ['cu*', 'cpu', false],
    ['nvidia-*-cu12', 'nvidia-cublas-cu12', true],
    ['nvidia-*-cu12', 'nvidia-cublas-cu11', false],
    ['*', '', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbY', false],
    ['', '', true],
    ['', 'x', false],
  ];
  for (const [pattern, text, expected] of table)
    it(`${pattern || '(empty)'} ${expected ? 'matches' : 'does not match'} ${text || '(empty)'}`, () =>
      assert.equal(matchesWildcard(pattern, text), expected));
  it('stays bounded on hostile text', () => assert.equal(matchesWildcard('*a'.repeat(30) + 'b', 'a'.repeat(20000)), false));
});

describe('URLs', () => {
  it('compare without scheme, credentials, query, fragment and trailing slash', () => {
    assert.equal(comparableUrl('https://user:pw@Download.PyTorch.org/whl/cu124/?a#b'), 'download.pytorch.org/whl/cu124');
    assert.equal(comparableUrl('git+https://github.com/NVIDIA/apex@master'), 'github.com/NVIDIA/apex@master');
  });
  it('are told without credentials', () => {
    assert.equal(withoutCredentials('https://user:token@host.org/simple'), 'https://host.org/simple');
    assert.equal(withoutCredentials('https://host.org/a@b'), 'https://host.org/a@b');
    assert.equal(withoutCredentials('./wheels'), './wheels');
  });
});

describe('digest', () => {
  it('is the same for the same text and differs for another', () => {
    assert.equal(digest('torch'), digest('torch'));
    assert.notEqual(digest('torch'), digest('torcg'));
    assert.match(digest(''), /^[0-9a-f]{14}$/);
  });
});
