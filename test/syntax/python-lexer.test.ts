import assert from 'node:assert/strict';
import { readPythonTokens } from '../../src/syntax/python-lexer';

function tokens(text: string): string {
  return readPythonTokens(text)
    .tokens.map(({ kind, start, end, content }) =>
      kind === 'newline' ? '⏎' : content ? `«${text.slice(content.start, content.end)}»` : text.slice(start, end),
    )
    .join(' ');
}

function check(text: string, expected: string): void {
  it(`${JSON.stringify(text)}: ${expected}`, () => assert.equal(tokens(text), expected));
}

describe('syntax/python-lexer', () => {
  check('a = [1.5e3, b_2]', 'a = [ 1.5e3 , b_2 ] ⏎');
  check('a\nb; c', 'a ⏎ b ⏎ c ⏎');
  check('a = (\n  1,\n)\nb', 'a = ( 1 , ) ⏎ b ⏎');
  check('a = 1 + \\\n  2', 'a = 1 + 2 ⏎');
  check('x += y == z := w', 'x += y == z := w ⏎');
  check('"a" \'b\' r"\\d" F\'{x}\'', '«a» «b» «\\d» «{x}» ⏎');
  check('"a\\"b" "c\\\\"', '«a\\"b» «c\\\\» ⏎');
  check('"""a\n"b"""', '«a\n"b» ⏎');
  check('""', '«» ⏎');
  check('xr"a"', 'xr «a» ⏎');
  check('# a\nb # c\n', 'b ⏎');
  check('"a # b"', '«a # b» ⏎');
  check('"a\nb', '«a» ⏎ b ⏎');
  check('é = "ü"', 'é = «ü» ⏎');
  check('a = [1,\ndef f(): pass', 'a = [ 1 , ⏎ def f ( ) : pass ⏎');
  it('knows the indentation of statements', () => {
    const { tokens: found } = readPythonTokens('if a:\n  b = (\nc)\n\td');
    assert.deepEqual(
      found.flatMap(({ indentation }) => indentation ?? []),
      [0, 2, 1],
    );
  });
  it('tells strings and brackets that are not closed', () => {
    const reasons = (text: string): unknown[] => readPythonTokens(text).problems.map(({ arguments: said }) => said['reason']);
    assert.deepEqual(reasons('a = "x\nb = """y'), ['a string is not closed', 'a string is not closed']);
    assert.deepEqual(reasons('a = [\nimport b'), ['a bracket is not closed']);
    assert.deepEqual(reasons('a = [\n  "x"]'), []);
  });
  it('reads comments', () => {
    assert.deepEqual(
      readPythonTokens('# a\n  x = 1 # b\n').comments.map(({ text, ownLine }) => [text, ownLine]),
      [
        ['a', true],
        ['b', false],
      ],
    );
  });
});
