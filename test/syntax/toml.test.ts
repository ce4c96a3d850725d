import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { maximalDepth } from '../../src/syntax/toml-scan';
import { type TomlNode, keyName, readToml, valueAt } from '../../src/syntax/toml';
import { mark, unmark } from '../support/marks';
import { processorTime } from '../support/processor-time';

/** The tree as plain values; numbers, dates and truth values as they are written. */
function plain(node: TomlNode): unknown {
  if (node.kind === 'string') return node.content.text;
  if (node.kind === 'scalar') return `<${node.raw}>`;
  if (node.kind === 'array') return node.items.map(({ value }) => plain(value));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.name, plain(value)]));
}

/** Valid text: no problem, and smol-toml agrees where its values are strings, arrays and tables. */
function checkValid(text: string, expected?: unknown): void {
  const { root, problems } = readToml(text);
  assert.deepEqual(problems, [], text);
  assert.deepEqual(plain(root), expected ?? JSON.parse(JSON.stringify(parse(text))), text);
}

/** Broken text: the values that were kept and, in ⟦marks⟧, the problems. */
function checkBroken(marked: string, expected: unknown): void {
  const { text } = unmark(marked);
  const { root, problems } = readToml(text);
  assert.equal(
    mark(
      text,
      problems.map(({ span }) => span),
    ),
    marked,
  );
  assert.deepEqual(plain(root), expected, text);
}

describe('readToml: valid text', () => {
  const valid: Record<string, string> = {
    empty: '',
    'comments and blank lines': '# a\n\n  # b\na = "1" # c\n',
    'no final newline': 'a = "1"',
    'CRLF and tabs': '[a]\r\n\tb = "1"\r\n\r\n[c]\r\nd = [\r\n\t"x",\r\n]\r\n',
    'header forms': '[a]\nx = "1"\n[a.b.c]\ny = "2"\n[ "d.e" . f ] # g\nz = "3"\n[\'q\']\n',
    'a table after its child': '[a.b]\nx = "1"\n[a]\ny = "2"\n',
    'tables in arrays': '[[a]]\nx = "1"\n[[a.b]]\ny = "2"\n[[a.b]]\n[a.c]\nz = "4"\n[[a]]\nx = "5"\n',
    'dotted keys': 'a.b.c = "1"\na . "b" . d = "2"\n[x]\ny.z = "3"\n',
    'dotted keys in inline tables': 'a = { b.c = "1", b.d = "2", e = { f = "3" } }',
    'quoted keys': '"a b" = "1"\n\'c"d\' = "2"\n"e\\u0066" = "3"\n"" = "4"\n',
    'nested arrays that look like headers': 'a = [\n["b"],\n["c"]\n]\nd = [\n  [\n    "x"\n  ]\n]\n',
    'nested arrays before a comment': 'a = [\n["b"] # c\n, ["d"]\n# e\n]\n',
    'inline tables in lines': 'a = [\n  { b = "1", c = "2" },\n  { b = "3" }, # d\n]\n',
    'empty containers': 'a = []\nb = {}\nc = [[], {}]\nd = [ # x\n]\n',
    'literal strings': "a = 'C:\\x'\nb = '''\nline 1\n'quoted' ''x\n'''\nc = ''\n",
    'block strings': 'a = """\none\n"two" ""three\\"""\n"""\nb = """x\\\n   \n  y"""\nc = """"quoted""""\nd = """"""\n',
    'text in block strings': 'a = """\n[not.a.table]\nb = "no key"\n# no comment\n"""\nc = "1"\n',
    escapes: 'a = "\\t\\n\\"\\\\\\u00e9\\U0001F600"\n',
    emoji: '# 🚀\na = "🚀 torch"\n[b]\nc = "é"\n',
    'brackets and signs in strings': 'a = ["x[y]>=1,<2", "# no", "b = 1"]\nc = "]"\n',
  };
  for (const [name, text] of Object.entries(valid)) it(name, () => checkValid(text));

  it('scalars are kept as written', () => {
    checkValid('a = 1_000\nb = -0.5e3\nc = true\nd = 1979-05-27 07:32:00Z\ne = [0xff, inf]\n', {
      a: '<1_000>',
      b: '<-0.5e3>',
      c: '<true>',
      d: '<1979-05-27 07:32:00Z>',
      e: ['<0xff>', '<inf>'],
    });
  });

  it('TOML 1.1: line breaks and a last comma in inline tables', () => {
    checkValid('a = {\n  b = "1",\n  c = [\n    "2",\n  ],\n}\nd = "3"\n', { a: { b: '1', c: ['2'] }, d: '3' });
    checkValid('a = { b = "1",\n  c = "2" # x\n}\nd = "3"\n', { a: { b: '1', c: '2' }, d: '3' });
    checkValid('a = { b = "1",\nc = "2" }\nd = "3"\n', { a: { b: '1', c: '2' }, d: '3' });
    checkValid('a = {\nb = "1"\n, c = "2"\n}\n', { a: { b: '1', c: '2' } });
  });

  it('TOML 1.1: short escapes', () => checkValid('a = "\\x41\\e"', { a: 'A\u001b' }));

  it('a byte order mark is skipped', () => checkValid('\uFEFFa = "1"\n', { a: '1' }));
});

describe('readToml: places', () => {
  const check = (marked: string, spans: (text: string) => readonly { start: number; end: number }[]): void => {
    const { text } = unmark(marked);
    assert.equal(mark(text, spans(text)), marked);
  };
  const at = (text: string, ...path: string[]): TomlNode => valueAt(readToml(text).root, ...path) ?? assert.fail(`nothing at ${path.join('.')}`);

  it('values', () => {
    check('[a]\nb = ⟦"x"⟧ # c', (text) => [at(text, 'a', 'b').span]);
    check('a = ⟦[ "x",\n "y" ]⟧', (text) => [at(text, 'a').span]);
    check('a = ⟦{ b = 1 }⟧\n', (text) => [at(text, 'a').span]);
    check('a = ⟦12⟧ # x\n', (text) => [at(text, 'a').span]);
  });

  it('content of strings', () => {
    const content = (text: string) => {
      const node = at(text, 'a');
      return node.kind === 'string' ? [node.contentSpan] : [];
    };
    check('a = "⟦x⟧"', content);
    check("a = '''\n⟦x\n⟧'''", content);
    check('a = """⟦"x"⟧"""', content);
  });

  it('decoded content knows where its characters stand', () => {
    const text = 'a = "x\\u0041yz"';
    const node = at(text, 'a');
    assert.ok(node.kind === 'string' && !node.plain);
    assert.equal(node.content.text, 'xAyz');
    assert.equal(mark(text, [node.content.span(2, 4)]), 'a = "x\\u0041⟦yz⟧"');
  });

  it('statements and parts of keys', () => {
    check('[t]\n⟦a."b" = 1⟧ # c\n', (text) => {
      const table = at(text, 't', 'a');
      return table.kind === 'table' ? table.entries.map(({ span }) => span) : [];
    });
    check('[t]\na.⟦"b"⟧ = 1', (text) => {
      const table = at(text, 't', 'a');
      return table.kind === 'table' ? table.entries.map(({ key }) => key.span) : [];
    });
  });

  it('tables with headers end with their last statement', () => {
    check('⟦[a]\nb = 1\nc = "x"⟧ # d\n\n# e\n[f]\n', (text) => [at(text, 'a').span]);
    check('⟦[a]⟧\n[a.b]\nc = 1', (text) => [at(text, 'a').span]);
  });

  it('tables of arrays', () => {
    check('⟦[[a]]\nb = 1⟧\n\n⟦[[a]]⟧\n', (text) => {
      const list = at(text, 'a');
      return list.kind === 'array' ? list.items.map(({ value }) => value.span) : [];
    });
  });

  it('commas behind items and members', () => {
    const commas = (node: TomlNode) => {
      const members = node.kind === 'array' ? node.items : node.kind === 'table' ? node.entries : [];
      return members.flatMap(({ comma }) => (comma === undefined ? [] : [{ start: comma, end: comma + 1 }]));
    };
    check('a = ["x"⟦,⟧ "y" ⟦,⟧ # z,\n]', (text) => commas(at(text, 'a')));
    check('a = { b = [1, 2]⟦,⟧ c = 3 }', (text) => commas(at(text, 'a')));
  });

  it('comments', () => {
    const { comments } = readToml('a = "#" # one\n  # two  \n[b] # three\nc = [ # four\n]');
    assert.deepEqual(
      comments.map(({ text, ownLine }) => [text, ownLine]),
      [
        ['one', false],
        ['two', true],
        ['three', false],
        ['four', false],
      ],
    );
    check('a = 1 ⟦# x⟧\r\n⟦#⟧', (text) => readToml(text).comments.map(({ span }) => span));
  });

  it('keyName decodes one part of a key', () => {
    assert.equal(keyName('"a\\tb"', 0, 6), 'a\tb');
    assert.equal(keyName('x.y', 2, 3), 'y');
  });
});

describe('readToml: half-typed text keeps the rest', () => {
  const broken: readonly [string, string, unknown][] = [
    ['an open string', 'a = ⟦"x⟧\nb = "1"\n', { a: 'x', b: '1' }],
    ['an open string in a list', 'a = [\n  ⟦"x>=1⟧,\n  "y",\n]\nb = "1"\n', { a: ['x>=1', 'y'], b: '1' }],
    ['an open string before the bracket', 'a = [⟦"x⟧]\nb = "1"\n', { a: ['x'], b: '1' }],
    ['an open string with extras', 'a = [\n  ⟦"x[y]⟧\n]\n', { a: ['x[y]'] }],
    ['an open string in an inline table', 'a = { b = ⟦"1⟧ }\nc = "2"\n', { a: { b: '1' }, c: '2' }],
    ['an open block string', 'a = ⟦"""x⟧\nb = "1"\n', { a: 'x', b: '1' }],
    ['an open list before a table', 'a = ⟦[⟧\n  "x",\n\n[b]\nc = "1"\n', { a: ['x'], b: { c: '1' } }],
    ['an open list before an array of tables', 'a = ⟦[⟧"x"\n[[b.c]]\nd = "1"\n', { a: ['x'], b: { c: [{ d: '1' }] } }],
    ['an open list before a key', 'a = ⟦[⟧\n  "x",\nb-c = "1"\n"d" = "2"\n', { a: ['x'], 'b-c': '1', d: '2' }],
    ['an open list at the end', 'a = ⟦[⟧\n  "x", # y', { a: ['x'] }],
    ['an open inline table before a key', 'a = ⟦{⟧ b = "1"\nc = "2"\n', { a: { b: '1' }, c: '2' }],
    ['an open inline table with a comma before a key', 'a = ⟦{⟧ b = "1",\nc = "2"\n\n[d]\n', { a: { b: '1' }, c: '2', d: {} }],
    ['an open inline table before a table', 'a = ⟦{⟧ b = "1"\n[c]\nd = "2"\n', { a: { b: '1' }, c: { d: '2' } }],
    ['an open brace', 'a = ⟦{⟧\nb = "1"\nc = "2"\n', { a: {}, b: '1', c: '2' }],
    ['an open list in an inline table', 'a = { b = ⟦[⟧"1" }\nc = "2"\n', { a: { b: ['1'] }, c: '2' }],
    ['an open inline table in a list', 'a = [⟦{⟧ b = "1" ]\nc = "2"\n', { a: [{ b: '1' }], c: '2' }],
    ['a missing comma', 'a = [\n  "x"\n  ⟦"⟧y",\n]\n', { a: ['x', 'y'] }],
    ['a missing comma between members', 'a = { b = "1" ⟦c⟧ = "2" }\n', { a: { b: '1', c: '2' } }],
    ['two commas', 'a = ["x",⟦,⟧ "y"]\n', { a: ['x', 'y'] }],
    ['a missing value', 'a ⟦=⟧\nb = "1"\n', { b: '1' }],
    ['a missing value before a comment', 'a ⟦=⟧ # c\nb = "1"\n', { b: '1' }],
    ['a missing value of a member', 'a = { b ⟦=⟧, c = "1" }\n', { a: { c: '1' } }],
    ['a key alone', '⟦torch⟧\nb = "1"\n', { b: '1' }],
    ['a line of something else', '⟦<<<<<<< HEAD⟧\nb = "1"\n', { b: '1' }],
    ['something behind a value', 'a = "x" ⟦"y"⟧\nb = "1"\n', { a: 'x', b: '1' }],
    ['an open header', '⟦[a⟧\nb = "1"\n[c]\n', { a: { b: '1' }, c: {} }],
    ['half of a double bracket', '⟦[[a]⟧\nb = "1"\n', { a: [{ b: '1' }] }],
    ['words without quotes', 'a = [⟦torch[cuda]==2⟧, "y"]\nb = ⟦x⟧\n', { a: ['<torch[cuda]==2>', 'y'], b: '<x>' }],
    ['a word like a key in a list', 'a = [\n⟦torch==2⟧,\n"y"]\n', { a: ['<torch==2>', 'y'] }],
    ['an unknown escape', 'a = ⟦"\\q"⟧\n', { a: '\\q' }],
    ['a key twice', 'a = "1"\n⟦a⟧ = "2"\nb = "3"\n', { a: '2', b: '3' }],
    ['a table twice', '[a]\nb = "1"\n[⟦a⟧]\nc = "2"\n', { a: { b: '1', c: '2' } }],
    ['a table in place of a value', 'a = "1"\n[⟦a⟧]\nc = "2"\n', { a: '1' }],
    ['a stray bracket', 'a = "x"⟦]⟧\nb = ["y"⟦}⟧]\n', { a: 'x', b: ['y'] }],
  ];
  for (const [name, marked, expected] of broken) it(name, () => checkBroken(marked, expected));

  it('a key twice gives both entries, and the first by name', () => {
    const { root } = readToml('a = "1"\na = "2"\n');
    assert.deepEqual([root.entries.length, plain(root.get('a')?.value ?? root)], [2, '1']);
  });

  it('depth is bounded', () => {
    const deep = `a = ${'['.repeat(maximalDepth + 50)}"x"${']'.repeat(maximalDepth + 50)}\nb = "1"\n`;
    const { root, problems } = readToml(deep);
    assert.equal(problems.length, 2);
    assert.deepEqual(plain(root.get('b')?.value ?? root), '1');
  });

  it('hostile text takes linear time', () => {
    const size = 100_000;
    for (const unit of [
      '[',
      '{',
      'a={',
      '[a]\n',
      'x=[\n',
      '"""',
      '\\"""\n',
      'a[',
      '{a=1,\n',
      'a.',
      '"',
      "'",
      'k=[[{',
      '#\n[',
      '\n ',
      'a=1,',
      'a=[\n[b]\n',
    ]) {
      const taken = processorTime(() => {
        readToml(unit.repeat(size / unit.length));
        readToml(`a = [\n${unit.repeat(size / unit.length)}`);
      });
      assert.ok(taken < 1500, `${JSON.stringify(unit)}: ${taken} ms`);
    }
  });
});
