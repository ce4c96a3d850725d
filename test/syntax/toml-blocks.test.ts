import assert from 'node:assert/strict';
import { readTomlBlocks, type PlainValue } from '../../src/syntax/toml-blocks';

/** What the sink is told, in one line each; `[all]` tables are wanted whole, `[none]` ones not at all. */
function read(text: string): string[] {
  const told: string[] = [];
  readTomlBlocks(text, ['name', 'list', 'a'], {
    table(path, start) {
      told.push(`${start} [${path}]`);
      return path === 'all' ? 'all' : path === 'none' ? 'none' : 'known';
    },
    entry: (key: string, value: PlainValue, start: number, end: number) => told.push(`${key} = ${JSON.stringify(value)} ${text.slice(start, end)}`),
    tableEnd: (end) => told.push(`end ${end}`),
    problem: (start, end) => told.push(`problem ${text.slice(start, end)}`),
  });
  return told;
}

function check(title: string, text: string, expected: readonly string[]): void {
  it(title, () => assert.deepEqual(read(text), expected));
}

describe('syntax/toml-blocks', () => {
  check('known keys', '[[p]]\nname = "x"\nother = "y"\nlist = ["a", 1]\n', ['0 [p]', 'name = "x" x', 'list = ["a","1"] ["a", 1]', 'end 44']);
  check('all keys', '[all]\nx = "1"\n"y z" = "2"\n', ['0 [all]', 'x = "1" 1', 'y z = "2" 2', 'end 25']);
  check('no keys', '[none]\nname = ["1", { name = "2" }]\n', ['0 [none]', 'end 35']);
  check('inline tables keep known keys', '[p]\na = { name = "x", other = ["z"], list = [{ a = "1" }] }\n', [
    '0 [p]',
    'a = {"name":"x","list":[{"a":"1"}]} { name = "x", other = ["z"], list = [{ a = "1" }] }',
    'end 59',
  ]);
  check('unknown tables within known lists are passed', '[p]\nlist = ["x", { other = { name = "y" } }]\nname = "z"\n', [
    '0 [p]',
    'list = ["x",{}] ["x", { other = { name = "y" } }]',
    'name = "z" z',
    'end 55',
  ]);
  check('dotted keys', '[p]\na.name = "x"\nother.name = "y"\n', ['0 [p]', 'a.name = "x" x', 'end 33']);
  check('dotted headers', '[p.q]\n[p."r s"]\n', ['0 [p.q]', 'end 5', '6 [p.r s]', 'end 15']);
  check('escapes', '[p]\nname = "a\\"b"\n', ['0 [p]', 'name = "a\\"b" a\\"b', 'end 17']);
  check('reads on behind an open list', '[p]\nlist = [\n[q]\nname = "x"', [
    '0 [p]',
    'problem [',
    'list = [] [',
    'end 12',
    '13 [q]',
    'name = "x" x',
    'end 27',
  ]);
  it('takes time in proportion', () => {
    for (const unit of ['[', '[[a]]\n', 'name = [', 'a={a=', '"', '"""', 'a.']) read(`[p]\n${unit.repeat(50_000)}`);
  });
});
