import assert from 'node:assert/strict';
import { setupPy as format } from '../../../src/formats/setup-py';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';

type Pick = (manifest: Manifest) => readonly (Span | undefined)[];

const names: Pick = ({ dependencies }) => dependencies.map(({ nameSpan }) => nameSpan);
const rows: Pick = ({ dependencies }) => dependencies.map(({ span }) => span);
const markers: Pick = ({ dependencies }) => dependencies.map(({ marker }) => marker?.span);
const problems: Pick = (manifest) => manifest.problems.map(({ span }) => span);

/** Draws the picked spans into the sample; nothing may be left unread unless problems are what is picked. */
function check(title: string, pick: Pick, marked: string): void {
  it(`${title}: ${JSON.stringify(marked)}`, () => {
    const { text } = unmark(marked);
    const manifest = format.parse(text);
    const spans = pick(manifest).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
    if (pick !== problems) assert.deepEqual(manifest.problems, []);
  });
}

function checkRequires(title: string, pick: Pick, value: string): void {
  check(title, pick, `setup(install_requires=${value})`);
}

describe('formats/setup-py parse', () => {
  describe('lists', () => {
    checkRequires('list', rows, '[⟦"a>=1"⟧, ⟦\'b\'⟧,]');
    checkRequires('tuple, set, one in brackets', rows, '(⟦"a"⟧, ⟦"b"⟧)');
    checkRequires('set', rows, '{⟦"a"⟧, ⟦"b"⟧}');
    checkRequires('one string', rows, '"⟦a>=1⟧"');
    checkRequires('one string in brackets', rows, '("⟦a⟧")');
    checkRequires('text with lines', rows, '"""\n  ⟦a>=1⟧ # why\n  # b\n  ⟦c⟧\n"""');
    checkRequires('sum', rows, '[⟦"a"⟧] + [⟦"b"⟧]');
    checkRequires('spread', rows, '[⟦"a"⟧, *[⟦"b"⟧]]');
    checkRequires('comments and lines', rows, '[ # x\n⟦"a"⟧, # "y"\n\n  ⟦"b"⟧\n]');
    checkRequires('CRLF', rows, '[\r\n  ⟦"a"⟧,\r\n  ⟦"b"⟧\r\n]');
    checkRequires('prefixes', names, '[u"⟦a⟧", r"⟦b⟧", R\'⟦c⟧\']');
    checkRequires('strings beside each other', names, '["⟦a⟧" ">=1", "⟦b⟧"\n">=2"]');
    checkRequires('escapes', markers, '["a; ⟦x == \\"b\\"⟧"]');
    checkRequires('nothing', rows, '[]');
    checkRequires('None', rows, 'None');
  });

  describe('calls', () => {
    check('other names', rows, 'setuptools.setup(install_requires=[⟦"a"⟧])\nskbuild.setup(setup_requires=[⟦"b"⟧])');
    check('in a block', rows, 'if __name__ == "__main__":\n    setup(name="x", install_requires=[⟦"a"⟧])\n');
    check('other functions', rows, 'def setup(install_requires=["a"]): pass\nmysetup(install_requires=["a"])\nsetup.x(install_requires=["a"])');
    check('other arguments', rows, 'setup(packages=["a"], classifiers=["b"], python_requires=">=3", f(["c"]), install_requires=[⟦"d"⟧])');
    check('comments and texts', rows, '# setup(install_requires=["a"])\n"""setup(install_requires=["b"])"""\n');
    check('extras', rows, 'setup(extras_require={"gpu": [⟦"a"⟧], "all": "⟦b⟧"})');
    check('extras as a call', rows, 'setup(extras_require=dict(gpu=[⟦"a"⟧]))');
    check('a marker in the key', markers, 'setup(extras_require={"gpu:⟦os_name==\'nt\'⟧": ["a"], ":x": ["b; ⟦y⟧"]})');
  });

  describe('names', () => {
    check('one assignment', rows, 'A = [⟦"a"⟧]\nsetup(install_requires=A)');
    check('assigned below', rows, 'def f():\n  setup(install_requires=A)\nA = [⟦"a"⟧]\nf()');
    check('with an annotation', rows, 'A: List[str] = [⟦"a"⟧]\nsetup(install_requires=A)');
    check('names of names', rows, 'A = [⟦"a"⟧]\nB = A + [⟦"b"⟧]\nsetup(install_requires=B)');
    check('additions', rows, 'A = [⟦"a"⟧]\nA += [⟦"b"⟧]\nA.extend([⟦"c"⟧])\nA.append("⟦d⟧")\nsetup(install_requires=A)');
    check('dictionaries', rows, 'E = {"x": [⟦"a"⟧]}\nE["y"] = [⟦"b"⟧]\nsetup(extras_require={**E, "z": [⟦"c"⟧]})');
    check('arguments', rows, 'C = dict(install_requires=[⟦"a"⟧])\nsetup(**C)');
    check('a list is counted once', rows, 'A = [⟦"a"⟧]\nsetup(install_requires=A, extras_require={"x": A, "y": A})');
    check('an argument of the same name', rows, 'install_requires = [⟦"a"⟧]\nsetup(install_requires=install_requires)');
  });

  describe('what is computed', () => {
    checkRequires('a call', problems, '⟦open("requirements.txt").read().splitlines()⟧');
    checkRequires('a comprehension', problems, '[⟦x for x in lines if x⟧]');
    checkRequires('a formatted string', problems, '[⟦f"a=={v}"⟧, ⟦"cupy-cuda%sx" % cuda⟧, ⟦"a{}".format(1)⟧, "numpy"]');
    checkRequires('a condition', problems, '⟦["a"] if x else ["b"]⟧');
    checkRequires('a condition behind a sum', problems, '⟦["a"] + ["b"] if x else []⟧');
    checkRequires('a part of a sum', problems, '["a"] + ⟦read("b.txt")⟧');
    checkRequires('an unknown name', problems, '⟦A⟧');
    check('two assignments', problems, 'A = ["a"]\nif x:\n  A = ["b"]\nsetup(install_requires=⟦A⟧)');
    check('a loop', problems, 'A = ["a"]\nfor A in b: pass\nsetup(install_requires=⟦A⟧)');
    check('taken away', problems, 'A = ["a"]\nA.remove("a")\nsetup(install_requires=⟦A⟧)');
    check('added in a block', problems, 'A = ["a"]\nif x:\n  ⟦A.append("b")⟧\n  ⟦A += ["c"]⟧\nsetup(install_requires=A)');
    check('a computed extra', problems, 'setup(extras_require={⟦name⟧: ["a"], **⟦E⟧})');
    check(
      'changed arguments',
      problems,
      'C = dict(install_requires=[])\nif x:\n  ⟦C["install_requires"] = ["a"]⟧\n  C["version"] += "1"\nsetup(**C)',
    );
    check('computed arguments', problems, 'setup(**⟦read_config()⟧)');
    check('a circle', rows, 'A = A + [⟦"a"⟧]\nsetup(install_requires=A)');
    it('gives the literal rows beside it, and a reason', () => {
      const { dependencies, problems: found } = format.parse('setup(install_requires=["cupy-cuda%sx" % cuda, "numpy"])');
      assert.deepEqual(
        dependencies.map(({ name }) => name),
        ['numpy'],
      );
      assert.deepEqual(
        found.map(({ code, arguments: said }) => [code, said]),
        [['unread-value', { text: '"cupy-cuda%sx" % cuda', reason: 'computed when the file runs' }]],
      );
    });
    it('gives no rows of a name that is assigned twice', () => {
      assert.deepEqual(format.parse('A = ["a"]\nA = ["b"]\nsetup(install_requires=A)').dependencies, []);
    });
  });

  describe('half-typed text', () => {
    check('an open string', problems, 'setup(install_requires=["a", ⟦"b⟧\n, "c"])');
    check('an open list', problems, 'A = ["a",\n⟦⟧def f(): pass\n');
    it('reads on behind an open bracket', () => {
      assert.deepEqual(
        format.parse('A = ["a",\ndef f():\n  pass\nsetup(install_requires=["b"])').dependencies.map(({ name }) => name),
        ['b'],
      );
    });
    it('takes time in proportion', () => {
      const lead = 'setup(install_requires=[';
      for (const unit of ['[', '(', '{', '"a"', "'''", '"', '\\', 'a+', '*', '{a:', 'setup(', 'A=', 'A+=', '\n', 'A.append(']) {
        for (const start of ['', lead]) format.parse(start + unit.repeat(30_000));
      }
    });
    it('takes time in proportion to names of names', () => {
      const lines = Array.from({ length: 200 }, (_, n) => `A${n} = A${n + 1} + A${n + 1}\n`).join('');
      format.parse(`${lines}setup(install_requires=A0)`);
    });
  });

  it('knows the group of an argument', () => {
    const text = 'setup(install_requires="a", setup_requires="b", tests_require="c", extras_require={"x": "d", ":y": "e"})';
    assert.deepEqual(
      format.parse(text).dependencies.map(({ group }) => `${group.kind} ${group.id}`),
      ['main main', 'build build', 'dev group:tests', 'extra extra:x', 'main main'],
    );
  });
});
