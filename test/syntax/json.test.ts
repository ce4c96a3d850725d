import assert from 'node:assert/strict';
import { readJson } from '../../src/syntax/json';
import type { JsonValue } from '../../src/syntax/json';
import { mark } from '../support/marks';

/** The tree as a plain value; of a key that is written twice the last counts, a missing value is left out. */
function plain(value: JsonValue | undefined): unknown {
  if (!value) return undefined;
  if (value.kind === 'string') return value.content.text;
  if (value.kind === 'array') return value.members.map((item) => plain(item.value));
  if (value.kind === 'object')
    return Object.fromEntries(value.members.flatMap(({ key, value: inner }) => (inner ? [[key.content.text, plain(inner)]] : [])));
  return value.value;
}

function reads(text: string, expected: unknown, mistakes: readonly string[] = []): void {
  it(JSON.stringify(text.slice(0, 60)), () => {
    const { root, problems } = readJson(text);
    assert.deepEqual(plain(root), expected);
    assert.deepEqual(
      problems.map((problem) => problem.arguments['mistake']),
      mistakes,
    );
  });
}

/** The strings of a text, keys included, drawn at their contents. */
function drawStrings(text: string): string {
  const spans: { start: number; end: number }[] = [];
  const visit = (value: JsonValue | undefined): void => {
    if (value?.kind === 'string') spans.push(value.content.span(0, value.content.text.length));
    if (value?.kind === 'array') value.members.forEach((item) => visit(item.value));
    if (value?.kind === 'object') {
      value.members.forEach((property) => {
        visit(property.key);
        visit(property.value);
      });
    }
  };
  visit(readJson(text).root);
  return mark(text, spans);
}

describe('JSON', () => {
  describe('reads what is correct', () => {
    reads('{}', {});
    reads('[]', []);
    reads('{"a": 1, "b": [true, false, null, -1.5e3]}', { a: 1, b: [true, false, null, -1500] });
    reads('{"a": {"b": {"c": "d"}}}', { a: { b: { c: 'd' } } });
    reads('// why\n{"a": 1, /* b */ "c": 2,}', { a: 1, c: 2 });
    reads('["a", "b",]', ['a', 'b']);
    reads('{"a": 1,\r\n"b": 2\r\n}', { a: 1, b: 2 });
    reads('"\\u0041\\n\\"\\\\\\/"', 'A\n"\\/');
    reads('{"__proto__": 1}', Object.fromEntries([['__proto__', 1]]));
  });

  describe('reads what is being typed', () => {
    reads('', undefined, ['value-expected']);
    reads('{', {}, ['not-closed']);
    reads('{"a"', {}, ['colon-expected', 'not-closed']);
    reads('{"a":', {}, ['value-expected', 'not-closed']);
    reads('{"a": \n "b": 2}', { b: 2 }, ['value-expected', 'comma-expected']);
    reads('{"a": "1\n "b": 2}', { a: '1', b: 2 }, ['string-not-closed', 'comma-expected']);
    reads('{"a": "1,\n "b": 2}', { a: '1', b: 2 }, ['string-not-closed', 'comma-expected']);
    reads('{"a": 1 "b": 2}', { a: 1, b: 2 }, ['comma-expected']);
    reads('{"a": 1,, "b": 2}', { a: 1, b: 2 }, ['comma-unexpected']);
    reads('{a: 1, "b": 2}', { b: 2 }, ['key-expected']);
    reads('{a: "x", "b": 2}', { b: 2 }, ['key-expected']);
    reads('{a: {"x": 1}, "b": 2}', { b: 2 }, ['key-expected']);
    reads('{ ], "b": 2}', { b: 2 }, ['key-expected']);
    reads('{\n  x\n  "b": 2}', { b: 2 }, ['key-expected']);
    reads('{"a": [1, 2, "b": 3}', { a: [1, 2], b: 3 }, ['not-closed', 'comma-expected']);
    reads('{"a": {"b": 1], "c": 2}', { a: { b: 1, c: 2 } }, ['key-expected', 'not-closed']);
    reads('[{"a": 1], 2', [{ a: 1 }], ['not-closed', 'end-expected']);
    reads('{"a": 1} {"b": 2}', { a: 1 }, ['end-expected']);
    reads('\uFEFF{"a": 1}', { a: 1 }, ['unknown-token']);
    reads('{"a": "\\x\\u12"}', { a: '12' }, ['bad-escape']);
    reads('{"a": 1} /* open', { a: 1 }, ['comment-not-closed']);
  });

  describe('knows the place of every string', () => {
    const draws = (marked: string): void => {
      it(marked, () => assert.equal(drawStrings(marked.replaceAll('⟦', '').replaceAll('⟧', '')), marked));
    };
    draws('{"⟦a⟧": "⟦b⟧"}');
    draws('{"⟦😀⟧": ["⟦é⟧", "⟦⟧"]}');
    draws('{"⟦a⟧": "⟦\\u006fpenai⟧"}');
    draws('{"⟦a⟧": "⟦b⟧,\n "⟦c⟧": 1}');
  });

  it('maps characters behind escapes to the text', () => {
    const { root } = readJson('"a\\u006fb\\n c"');
    assert.ok(root?.kind === 'string');
    assert.deepEqual(
      [...root.content.text].map((_, index) => root.content.offset(index)),
      [1, 2, 8, 9, 11, 12],
    );
  });

  it('keeps both of two equal keys', () => {
    const { root } = readJson('{"a": 1, "a": 2}');
    assert.equal(root?.kind === 'object' && root.members.length, 2);
  });

  it('gives comments with their places', () => {
    const text = '{ // one\n  /* two */ "a": 1,\n\t// three \r\n}';
    const { comments } = readJson(text);
    assert.deepEqual(
      comments.map((comment) => [comment.text, comment.ownLine]),
      [
        ['one', false],
        ['two', true],
        ['three', true],
      ],
    );
    assert.equal(
      mark(
        text,
        comments.map((comment) => comment.span),
      ),
      '{ ⟦// one⟧\n  ⟦/* two */⟧ "a": 1,\n\t⟦// three ⟧\r\n}',
    );
  });

  describe('is bounded', () => {
    const survives = (title: string, text: string, mistake: string): void => {
      it(title, () => {
        const { problems } = readJson(text);
        assert.ok(problems.some((problem) => problem.arguments['mistake'] === mistake));
        assert.ok(problems.length <= 100);
      });
    };
    survives('100,000 open brackets', '['.repeat(100_000), 'too-deep');
    survives('100,000 open objects', '{"a":'.repeat(100_000), 'too-deep');
    survives('100,000 closing brackets', ']'.repeat(100_000), 'value-expected');
    survives('100,000 colons in an object', `{${':'.repeat(100_000)}`, 'key-expected');
    survives('100,000 open strings', '"\n'.repeat(100_000), 'string-not-closed');
    it('reads on behind what is too deep', () => {
      const { root } = readJson(`{"a": ${'['.repeat(200)}${']'.repeat(200)}, "b": 2}`);
      assert.equal((plain(root) as { b: unknown }).b, 2);
    });
  });
});
