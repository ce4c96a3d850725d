import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { headLength } from '../../../src/formats/format';
import { pythonScript } from '../../../src/formats/python-script';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';
import { indexText, rowText } from '../pyproject/support';

function sample(name: string): string {
  return readFileSync(path.join(process.cwd(), 'test', 'contract', 'samples', 'python-script', name), 'utf8');
}

/** The rows of a text, one line each. */
function rows(title: string, text: string, expected: readonly string[]): void {
  it(title, () => assert.deepEqual(pythonScript.parse(text).dependencies.map(rowText), expected));
}

function places(title: string, pick: (manifest: Manifest) => readonly Span[], marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    assert.equal(mark(text, pick(pythonScript.parse(text))), marked);
  });
}

const block = '# /// script\n# dependencies = ["torch"]\n# ///\n';

describe('formats/python-script', () => {
  it('claims scripts but setup.py', () => {
    const names = ['train.py', 'a/train.py', 'setup.py', 'a/setup.py', 'a.pyi', 'py'];
    assert.deepEqual(names.map(pythonScript.matches), [true, true, false, false, false, false]);
  });

  describe('holds', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['a block', block, true],
      ['a block below a docstring', `"""x"""\n${block}`, true],
      ['line ends of Windows', block.replaceAll('\n', '\r\n'), true],
      ['no block', 'import torch\n', false],
      ['a block of another type', '# /// scripts\n', false],
      ['a block that is indented', ` ${block}`, false],
      ['a block in a line', `x = "${block}"`, false],
      ['an earlier mention', `x = "# /// script"\n${block}`, true],
      ['the last line of the head', ' '.repeat(headLength - 2) + '\n' + block, true],
      ['a block behind the head', ' '.repeat(headLength - 1) + '\n' + block, false],
    ];
    for (const [title, text, expected] of cases) it(title, () => assert.equal(pythonScript.holds?.(text), expected));
  });

  describe('blocks', () => {
    rows('closed', block, ['main torch']);
    rows('not closed', '# /// script\n# dependencies = ["torch"]\n', []);
    rows('broken by code', '# /// script\n# dependencies = ["torch"]\nx = 1\n# ///\n', []);
    rows('broken by a comment without space', '# /// script\n#dependencies = ["torch"]\n# ///\n', []);
    rows('the last closing line counts', '# /// script\n# x = """\n# ///\n# """\n# dependencies = ["torch"]\n# ///\n# other\n', ['main torch']);
    rows('lines without content', '# /// script\n#\n# dependencies = ["torch"]\n#\n# ///', ['main torch']);
    rows('nothing outside', `# dependencies = ["vllm"]\n\n${block}\n# dependencies = ["jax"]\n`, ['main torch']);
    rows('the first of two', `${block}\n${block.replace('torch', 'jax')}`, ['main torch']);
  });

  it('reads rows and indexes as pyproject.toml does', () => {
    const manifest = pythonScript.parse(sample('gpu/tools/train.py'));
    assert.deepEqual(manifest.dependencies.map(rowText), [
      'main torch ==2.6.0+cu124 → gpu',
      'main flash-attn[tests] >=2 ; sys_platform == "linux"',
      'main rich',
      'main constrains numpy <2',
    ]);
    assert.deepEqual(manifest.artifacts.map(indexText), ['https://wheels.example.org/cu124', 'gpu https://wheels.example.org/cu126 explicit']);
    assert.deepEqual(
      manifest.comments.map(({ text }) => text),
      ['the build'],
    );
    assert.deepEqual(manifest.problems, []);
  });

  places(
    'names',
    ({ dependencies }) => dependencies.map(({ nameSpan }) => nameSpan),
    '# x\n# /// script\n# dependencies = [\n#   "⟦torch⟧",\n# ]\n# ///\n',
  );
  places('rows', ({ dependencies }) => dependencies.map(({ span }) => span), '# /// script\r\n# dependencies = [⟦"torch"⟧, ⟦\'a\'⟧]\r\n# ///\r\n');
  places(
    'comments',
    ({ comments }) => comments.map(({ span }) => span),
    '# no\n# /// script\n# dependencies = [\n#   ⟦# yes⟧\n# ] ⟦# yes⟧\n# ///\n# no\n',
  );
  places('problems', ({ problems }) => problems.map(({ span }) => span), '# /// script\n# dependencies = ["⟦a b⟧"]\n# ///\n');
});
