import assert from 'node:assert/strict';
import { mergedPairs, readYaml, valueOf, type YamlNode, type YamlScalar } from '../../src/syntax/yaml';
import { contains, slice } from '../../src/text/span';
import { mark, unmark } from '../support/marks';

/** The document as plain values; pairs in their order. */
function plain(node: YamlNode | undefined): unknown {
  if (!node) return null;
  if (node.kind === 'scalar') return node.content.text;
  if (node.kind === 'sequence') return node.items.map((item) => plain(item.value));
  return Object.fromEntries(node.pairs.map(({ key, value }) => [key.content.text, plain(value)]));
}

function values(text: string): unknown {
  return plain(readYaml(text).documents[0]);
}

function scalars(node: YamlNode | undefined): YamlScalar[] {
  if (!node) return [];
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'sequence') return node.items.flatMap((item) => scalars(item.value));
  return node.pairs.flatMap(({ key, value }) => [key, ...scalars(value)]);
}

function root(text: string): YamlNode {
  return readYaml(text).documents[0] ?? assert.fail('no document');
}

describe('readYaml', () => {
  const cases: readonly [title: string, text: string, expected: unknown][] = [
    ['maps and sequences', 'a: 1\nb:\n  - x\n  - y: z\n', { a: '1', b: ['x', { y: 'z' }] }],
    ['flow style', '{a: [1, {b: c}], d: }', { a: ['1', { b: 'c' }], d: '' }],
    ['scalars as text', 'a: 3.10\nb: true\nc: ~\nd: 0x1F\ne: 2001-01-01\n', { a: '3.10', b: 'true', c: '~', d: '0x1F', e: '2001-01-01' }],
    ['values that are not there', 'a:\nb: \nc: # x\nd: 1\n', { a: '', b: '', c: '', d: '1' }],
    ['quotes', `a: 'it''s'\nb: "x\\ty"\n`, { a: "it's", b: 'x\ty' }],
    ['block scalars', 'a: |\n  x\n   y\nb: >-\n  p\n  q\n', { a: 'x\n y\n', b: 'p q' }],
    ['aliases', 'a: &x [1]\nb: *x\n', { a: ['1'], b: ['1'] }],
    ['an alias without an anchor', 'a: *x\nb: 1\n', { a: null, b: '1' }],
    ['an alias within its anchor', 'a: &x [*x, 1]\n', { a: [null, '1'] }],
    ['unknown tags', 'a: !Ref b\nc: !x [d]\n', { a: 'b', c: ['d'] }],
    ['CRLF', 'a: 1\r\nb:\r\n  - c\r\n', { a: '1', b: ['c'] }],
    ['a key that is being typed', 'a: 1\nb', { a: '1', b: null }],
    ['an item that is being typed', 'a:\n  - x\n  -', { a: ['x', ''] }],
    ['an open list', 'a: [x, y', { a: ['x', 'y'] }],
    ['an open quote', 'a: x\nb: "y', { a: 'x', b: 'y' }],
    ['templates, as far as it goes', 'a: 1\n{{- if x }}\nb: 2\n', { a: '1' }],
  ];
  for (const [title, text, expected] of cases) {
    it(`reads ${title}`, () => {
      const found = values(text);
      if (title.startsWith('templates')) assert.equal((found as { a: string }).a, '1');
      else assert.deepEqual(found, expected);
    });
  }

  it('reads every document that holds something', () => {
    assert.deepEqual(readYaml('# none\n---\na: 1\n---\n---\n- b\n...\n').documents.map(plain), [{ a: '1' }, ['b']]);
  });

  it('keeps keys that are written twice', () => {
    const node = root('a: 1\na: 2\n');
    assert.ok(node.kind === 'map');
    assert.deepEqual(
      node.pairs.map(({ value }) => plain(value)),
      ['1', '2'],
    );
    assert.equal(plain(valueOf(node, 'a')), '2');
  });

  it('tells mistakes and their places', () => {
    const { problems } = readYaml('a: [x\nb: 1\n');
    assert.ok(problems.length > 0);
    assert.ok(problems.every(({ code, arguments: { reason } }) => code === 'syntax' && reason));
  });
});

describe('places of readYaml', () => {
  it('marks scalars without quotes', () => {
    const { text, spans } = unmark('⟦a⟧: "⟦x⟧" # c\n\'⟦b c⟧\': &x ⟦y z⟧\n"⟦d⟧": [⟦e⟧, {⟦f⟧: \'⟦g⟧\'}]\n');
    assert.equal(
      mark(
        text,
        scalars(root(text)).map(({ span }) => span),
      ),
      mark(text, spans),
    );
    assert.ok(scalars(root(text)).every(({ verbatim }) => verbatim));
  });

  it('marks pairs from the key to the end of the value', () => {
    const { text, spans } = unmark('⟦"a": "x"⟧ # c\n⟦b:\n  - 1\n  - 2⟧\n⟦c:⟧\n\n⟦d: *x⟧\n');
    const node = root(text);
    assert.ok(node.kind === 'map');
    assert.equal(
      mark(
        text,
        node.pairs.map(({ span }) => span),
      ),
      mark(text, spans),
    );
  });

  it('marks items from their dash', () => {
    const { text, spans } = unmark('a:\n  ⟦- x: 1\n    y: 2⟧\n  ⟦- - 1\n    - 2⟧\n  ⟦- &q "z"⟧ # c\n  ⟦-⟧\n');
    const node = valueOf(root(text), 'a');
    assert.ok(node?.kind === 'sequence');
    assert.equal(
      mark(
        text,
        node.items.map(({ span }) => span),
      ),
      mark(text, spans),
    );
  });

  it('marks comments', () => {
    const { text, spans } = unmark('⟦# a⟧\nb: "# no" ⟦# c⟧\nd: |\n  # no\n⟦#e⟧\n');
    const { comments } = readYaml(text);
    assert.equal(
      mark(
        text,
        comments.map(({ span }) => span),
      ),
      mark(text, spans),
    );
    assert.deepEqual(
      comments.map((comment) => [comment.text, comment.ownLine]),
      [
        ['a', true],
        ['c', false],
        ['e', true],
      ],
    );
  });

  /** Each word of the decoded text must stand where the map says. */
  const mapped: readonly [title: string, text: string][] = [
    ['literal blocks', 'a: |\n  pip install x\n\n    more y\n  end\n'],
    ['literal blocks with CRLF', 'a: |\r\n  one two\r\n  three\r\n'],
    ['folded blocks', 'a: >-\n  one two\n  three\n\n  four\n'],
    ['blocks with an indicator', 'a: |2-\n    one\n   two\n'],
    ['plain text over lines', 'a: one two\n  three\n\n  four\n'],
    ['quoted text over lines', 'a: "one two  \n  three\n  four"\n'],
  ];
  for (const [title, text] of mapped) {
    it(`maps ${title}`, () => {
      const value = valueOf(root(text), 'a');
      assert.ok(value?.kind === 'scalar');
      for (const { 0: word, index } of value.content.text.matchAll(/\S+/g)) {
        assert.equal(slice(text, value.content.span(index, index + word.length)), word);
      }
    });
  }

  it('knows text with escapes as a whole', () => {
    const text = 'a: "x\\ty"\n';
    const value = valueOf(root(text), 'a');
    assert.ok(value?.kind === 'scalar' && !value.verbatim);
    assert.equal(slice(text, value.content.span(0, 3)), 'x\\ty');
  });

  it('knows where the characters beside escapes stand', () => {
    for (const [text, word] of [
      ['a: "pip \\"one\\" \\u0041 two"\n', 'two'],
      ['a: "\\x41\\U0001F680 two"\n', 'two'],
      ["a: 'it''s two'\n", 'two'],
    ] as const) {
      const value = valueOf(root(text), 'a');
      assert.ok(value?.kind === 'scalar');
      const at = value.content.text.indexOf(word);
      assert.equal(slice(text, value.content.span(at, at + word.length)), word);
    }
  });

  it('leads through aliases to the place of the anchor', () => {
    const text = 'a: &x\n  k: v\nb: *x\n';
    const node = root(text);
    assert.ok(node.kind === 'map');
    const [first, second] = node.pairs;
    assert.equal(first?.value, second?.value);
    assert.equal(slice(text, second?.alias ?? assert.fail()), '*x');
    assert.ok(contains(first?.span ?? assert.fail(), second?.value?.span ?? assert.fail()));
  });
});

describe('merges in YAML', () => {
  const text = 'base: &b {x: 1, y: 1}\nmore: &m {y: 2, z: 2}\na:\n  <<: [*m, *b]\n  x: 3\n';

  it('let own keys win, then the first map', () => {
    const node = valueOf(root(text), 'a');
    assert.ok(node?.kind === 'map');
    assert.deepEqual(
      mergedPairs(node).map(({ key, value }) => [key.content.text, plain(value)]),
      [
        ['x', '3'],
        ['y', '2'],
        ['z', '2'],
      ],
    );
    assert.equal(plain(valueOf(node, 'z')), '2');
  });
});

describe('hostile YAML', () => {
  it('does not multiply', () => {
    let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
    for (let n = 1; n < 12; n++)
      bomb += `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]\n`;
    const { problems, documents } = readYaml(bomb);
    assert.ok(problems.some(({ arguments: { mistake } }) => mistake === 'TOO_MANY_ALIASES'));
    assert.ok(scalars(documents[0]).length < 100_000);
  });

  it('does not descend without end', () => {
    for (const unit of ['[', '{a: ', '- ', '? ', 'a: ', '[a, ']) {
      assert.ok(readYaml(unit.repeat(20_000)).problems.length > 0, unit);
    }
    let steps = '';
    for (let n = 0; n < 400; n++) steps += `${' '.repeat(n)}a:\n`;
    assert.ok(readYaml(steps).problems.some(({ arguments: { mistake } }) => mistake === 'TOO_DEEP'));
  });
});
