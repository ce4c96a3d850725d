import assert from 'node:assert/strict';
import { flowItems, YamlLines } from '../../src/syntax/yaml-lines';

/** `level key=value` of each line; `-` for the key of an item. */
function lines(text: string): string[] {
  const reader = new YamlLines(text);
  const found: string[] = [];
  while (reader.next()) {
    const key = reader.isItem ? '-' : text.slice(reader.keyStart, reader.keyEnd);
    found.push(`${reader.level} ${reader.isDocumentStart ? '---' : key}=${text.slice(reader.valueStart, reader.valueEnd)}`);
  }
  return found;
}

describe('YamlLines', () => {
  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    ['levels by indentation', 'a:\n  b:\n    c: 1\n  d: 2\ne: 3\n', ['0 a=', '1 b=', '2 c=1', '1 d=2', '0 e=3']],
    ['indentation of any width', 'a:\n    b: 1\n    c: 2\n', ['0 a=', '1 b=1', '1 c=2']],
    ['quotes', `'@a/b@1': "x: y"\n"c: d": 'e''f'\n`, ['0 @a/b@1=x: y', "0 c: d=e''f"]],
    ['colons in keys', 'a@https://x.example/a.tgz: 1\nfile:../a:\n', ['0 a@https://x.example/a.tgz=1', '0 file:../a=']],
    ['items', 'a:\n- b\n- "c"\n', ['0 a=', '0 -=b', '0 -=c']],
    ['long keys', '? a\n: b: 1\n  c: 2\nd: 3\n', ['0 a=', '1 b=1', '1 c=2', '0 d=3']],
    ['blank lines and comments', '# x\n\na: 1\n  \n# y\nb: 2', ['0 a=1', '0 b=2']],
    ['documents', '---\na: 1\n', ['0 ---=---', '0 a=1']],
    ['block scalars by stepping over them', 'a: |-\n  b: 1\n\n  c: 2\nd: >\n e\nf: 3\n', ['0 a=|-', '0 d=>', '0 f=3']],
    ['flow on one line', 'a: {b: 1}\nc: [x, "]"]\nd: 1\n', ['0 a={b: 1}', '0 c=[x, "]"]', '0 d=1']],
    ['flow over lines', 'a: [\n  x,\n]\nb:\n  {\n    c: "}",\n  }\nd: 1\n', ['0 a=[\n  x,\n]', '0 b=', '1 -={\n    c: "}",\n  }', '0 d=1']],
    ['flow left open', 'a:\n  b: [x\n  c: 1\nd: {\n', ['0 a=', '1 b=[x', '1 c=1', '0 d={']],
    ['CRLF', 'a:\r\n  b: 1\r\n', ['0 a=', '1 b=1']],
    ['what is no key', '<<<<<<< HEAD\na: 1\n', ['0 =<<<<<<< HEAD', '0 a=1']],
  ];
  for (const [title, text, expected] of cases) it(`reads ${title}`, () => assert.deepEqual(lines(text), expected));

  it('reads lists in brackets', () => {
    const items = (text: string): string[] => flowItems(text, 0, text.length);
    assert.deepEqual(items('[x64, "arm64", \'!ia32\']'), ['x64', 'arm64', '!ia32']);
    assert.deepEqual(items('[\n  x64,\n]'), ['x64']);
    assert.deepEqual(items('x64'), []);
  });
});
