import assert from 'node:assert/strict';
import { expandWord, type Lookup } from '../../src/syntax/shell-expand';
import { readShellCommands, readShellWords } from '../../src/syntax/shell-words';
import { MappedText } from '../../src/text/mapped-text';
import { mark, unmark } from '../support/marks';

const values: Readonly<Record<string, string | null>> = { A: '1', E: '', S: 'x y', N: null, V: '12.4.1' };
const lookup: Lookup = (name) => values[name];

function commandsOf(text: string, escape: '\\' | '`' = '\\'): string[][] {
  const commands = readShellCommands(MappedText.verbatim(text, 0), { escape });
  return commands.map(({ words }) => words.flatMap((word) => expandWord(word, lookup)).map(({ content }) => content.text));
}

function check(text: string, ...expected: string[][]): void {
  it(JSON.stringify(text), () => assert.deepEqual(commandsOf(text), expected));
}

describe('shell words: commands', () => {
  check('a b  c', ['a', 'b', 'c']);
  check('a && b || c; d | e & f |& g', ['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g']);
  check('(a; b) && { c; }', ['a'], ['b'], ['c']);
  check('a\nb # c\n# d\ne#f', ['a'], ['b'], ['e#f']);
  check('a > x 2>&1 b >>y <z c &>w <<<v d', ['a', 'b', 'c', 'd']);
  check('cat <<E >x\npip\n E2\nE\na', ['cat'], ['a']);
  check("cat <<-'E F'\npip\n\tE F\na", ['cat'], ['a']);
  check('if a; then b; elif c; then d; else e; fi', ['a'], ['b'], ['c'], ['d'], ['e']);
  check('for i in a b; do c; done; while d; do e; done', ['c'], ['d'], ['e']);
  check('case $A in x|y) a;; *) b;; esac', ['y'], ['a'], ['*'], ['b']);
  check('! a; time b; f() { c; }', ['a'], ['b'], ['f'], ['c']);
  check('((i++)); a', ['a']);
  check('a 2 b3>x', ['a', '2', 'b3']);
});

describe('shell words: quotes and expansions', () => {
  check(`a'b "c'"d 'e"\\f "g\\"h" i\\ j`, [`ab "cd 'ef`, 'g"h', 'i j']);
  check("$'a\\'b' $\"c\"", ["a\\'b", 'c']);
  check('a\\\nb c\\\r\nd', ['ab', 'cd']);
  check('$A ${A}x "$A-$S" $S $E "$E" z', ['1', '1x', '1-x y', 'x', 'y', '', 'z']);
  check('a$S.b', ['ax', 'y.b']);
  check('$N ${U} $(b "$(c)") `d` $1 $@ $', ['$N', '${U}', '$(b "$(c)")', '`d`', '$1', '$@', '$']);
  check('${U:-d} ${E:-d} ${E-d} ${A:+s} ${U+s} ${U:-$A} ${U:-"q"} ${N:-d}', ['d', 'd', 's', '1', 'q', '${N:-d}']);
  check('${V%.*} ${V%%.*} ${V#*.} ${V##*.} ${V//./} ${V/./-} ${V^^} ${V:0:2}', ['12.4', '12', '4.1', '1', '1241', '12-4.1', '${V^^}', '${V:0:2}']);
  check('<(a b) c', ['<(a b)', 'c']);
  it('takes a backslash for text where a backtick escapes', () => assert.deepEqual(commandsOf('a\\b "c`"d" e` f', '`'), [['a\\b', 'c"d', 'e f']]));
  it('keeps assignments apart', () => {
    const [first, second] = readShellCommands(MappedText.verbatim('A=1 B="2 3" c D=4; E=$(f)', 0), { escape: '\\' });
    assert.deepEqual(
      first?.assignments.map(({ name }) => name),
      ['A', 'B'],
    );
    assert.equal(first?.words.length, 2);
    assert.deepEqual([second?.assignments[0]?.name, second?.words.length], ['E', 0]);
  });
  it('counts blocks', () => {
    const commands = readShellCommands(MappedText.verbatim('a; if b; then c; fi; d', 0), { escape: '\\' });
    assert.deepEqual(
      commands.map(({ depth }) => depth),
      [0, 1, 1, 0],
    );
  });
  it('splits at spaces alone for Docker', () => {
    const words = readShellWords(MappedText.verbatim('A=8.0;9.0+PTX B="x (y)" #c', 0), { escape: '\\' });
    assert.deepEqual(
      words.flatMap((word) => expandWord(word, lookup)).map(({ content }) => content.text),
      ['A=8.0;9.0+PTX', 'B=x (y)', '#c'],
    );
  });
});

describe('shell words: places', () => {
  const places = (marked: string): void => {
    const { text } = unmark(marked);
    const words = readShellCommands(MappedText.verbatim(text, 0), { escape: '\\' }).flatMap((command) => command.words);
    assert.equal(
      mark(
        text,
        words.map(({ span }) => span),
      ),
      marked,
    );
  };
  it('holds quotes', () => places('⟦a⟧ ⟦"b c"⟧;⟦d\'e\'⟧>f'));
  it('ends an open quote with the text', () => places('⟦a⟧ ⟦"b c⟧'));
  it('maps a value to the whole variable', () => {
    const [word] = readShellWords(MappedText.verbatim('x${V}y', 10), { escape: '\\' });
    const content = word && expandWord(word, lookup)[0]?.content;
    assert.deepEqual(content?.span(1, 3), { start: 11, end: 15 });
    assert.deepEqual(content?.span(0, content.text.length), { start: 10, end: 16 });
  });
  it('bounds values that grow', () => {
    const text = 'A=xxxxxxxxxxxxxxxx'.concat(...Array.from({ length: 40 }, () => ' A=$A$A'));
    let value: string | null = '';
    for (const word of readShellWords(MappedText.verbatim(text, 0), { escape: '\\' })) {
      const [expanded] = expandWord(word, () => value);
      value = expanded === undefined || expanded.unknown ? null : expanded.content.text.slice(2);
    }
    assert.equal(value, null);
  });
});
