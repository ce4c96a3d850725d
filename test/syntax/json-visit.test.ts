import assert from 'node:assert/strict';
import { JsonCursor } from '../../src/syntax/json-visit';

/** Everything that a cursor can tell of a text: maps and lists as such, texts, and `true` as itself; all else is `null`. */
function read(text: string): { value: unknown; mistakes: string[] } {
  const cursor = new JsonCursor(text);
  const value = (): unknown => {
    const first = text.charAt(cursor.start);
    if (first === '{') {
      const members: Record<string, unknown> = {};
      cursor.members((key) => void (members[key] = value()));
      return members;
    }
    if (first === '[') {
      const items: unknown[] = [];
      cursor.items(() => void items.push(value()));
      return items;
    }
    if (first === '"') return cursor.string();
    return cursor.isTrue() ? true : null;
  };
  const found = value();
  return { value: found, mistakes: cursor.problems.map(({ arguments: { mistake = '' } }) => mistake) };
}

describe('JsonCursor', () => {
  for (const text of [
    '{}',
    '[]',
    '{"a": "b", "c": [true, "d", {}], "e": {"f": null}}',
    '{"a\\"\\u0041\\\\": "x\\n"}',
    ' [ "" , "," , "}" ] ',
    '"x"',
  ]) {
    it(`reads ${text}`, () => assert.deepEqual(read(text), { value: JSON.parse(text), mistakes: [] }));
  }

  const broken: readonly [text: string, value: unknown, mistakes: readonly string[]][] = [
    ['{"a": "b" "c": true}', { a: 'b', c: true }, []],
    ['{"a": , "b": true}', { b: true }, ['value-expected']],
    ['{"a" "b": true}', { b: true }, ['colon-expected']],
    ['{a: true, "b": true}', { b: true }, ['key-expected', 'key-expected', 'key-expected']],
    ['{"a": "b', { a: 'b' }, ['string-not-closed', 'not-closed']],
    ['{"a": "b\n"c": true}', { a: 'b', c: true }, ['string-not-closed']],
    ['{"a": ["b"}', { a: ['b'] }, ['not-closed']],
    ['["a",,"b"]', ['a', 'b'], []],
    ['', null, []],
  ];
  for (const [text, value, mistakes] of broken)
    it(`steps over mistakes: ${JSON.stringify(text)}`, () => assert.deepEqual(read(text), { value, mistakes }));

  it('skips what nobody reads', () => {
    const cursor = new JsonCursor('{"a": {"b": [1, {"c": "}"}]}, "d": -1e5, "e": "f"}');
    const keys: string[] = [];
    cursor.members((key) => void keys.push(key));
    assert.deepEqual(keys, ['a', 'd', 'e']);
    assert.deepEqual(cursor.problems, []);
  });

  it('tells places without quotes', () => {
    const text = '{"key": "text"}';
    const cursor = new JsonCursor(text);
    cursor.members(() => {
      assert.equal(text.slice(cursor.keyStart, cursor.keyEnd), 'key');
      cursor.string();
      assert.equal(text.slice(cursor.textStart, cursor.textEnd), 'text');
    });
    assert.equal(cursor.previousEnd, text.length);
  });

  it('tells words that are none', () =>
    assert.deepEqual(
      new JsonCursor('[nul]').items(() => undefined),
      true,
    ));

  it('survives any depth', () => {
    for (const unit of ['[', '{"a":', '[{"a":']) assert.ok(read(unit.repeat(50_000)).mistakes.includes('too-deep'), unit);
  });
});
