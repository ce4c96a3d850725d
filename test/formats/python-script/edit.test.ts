import assert from 'node:assert/strict';
import { pythonScript } from '../../../src/formats/python-script';
import { scriptEdits as edits } from '../../../src/formats/python-script/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

/** What an edit of the first row makes of a script. */
function row(
  title: string,
  make: (text: string, row: Dependency) => readonly TextEdit[] | undefined,
  before: string,
  after: string | undefined,
): void {
  for (const [ending, text, expected] of [
    ['', before, after],
    [' with CRLF', before.replaceAll('\n', '\r\n'), after?.replaceAll('\n', '\r\n')],
  ] as const) {
    it(title + ending, () => {
      const first = pythonScript.parse(text).dependencies[0] ?? assert.fail('no row');
      const made = make(text, first);
      assert.equal(made && applyEdits(text, made), expected);
    });
  }
}

const script = (...lines: string[]): string => ['import a', '# /// script', ...lines, '# ///', '', 'print()', ''].join('\n');

describe('edits of scripts', () => {
  row('rename', (text, one) => edits.rename(text, one, 'jax'), script('# dependencies = ["torch"]'), script('# dependencies = ["jax"]'));
  row(
    'a specifier',
    (text, one) => edits.setSpecifier(text, one, '==2'),
    script('# dependencies = ["torch>=1"]'),
    script('# dependencies = ["torch==2"]'),
  );
  row(
    'a marker',
    (text, one) => edits.addMarker(text, one, "os_name == 'nt'"),
    script('# dependencies = ["torch"]'),
    script(`# dependencies = ["torch; os_name == 'nt'"]`),
  );
  row(
    'removal of a line with its comment sign',
    (text, one) => edits.remove(text, [one]),
    script('# dependencies = [', '#   "torch", # the build', '#   # kept', '#   "rich",', '# ]'),
    script('# dependencies = [', '#   # kept', '#   "rich",', '# ]'),
  );
  row(
    'removal of the last line',
    (text, one) => edits.remove(text, [one]),
    script('# dependencies = [', '#   "torch"', '# ]'),
    script('# dependencies = [', '# ]'),
  );
  row(
    'a new row in a line of its own',
    (text, one) => edits.addBeside(text, one, { ecosystem: 'pypi', name: 'rich', specifier: '' }),
    script('# dependencies = [', '#   "torch", # the build', '#   "a"', '# ]'),
    script('# dependencies = [', '#   "torch", # the build', '#   "rich",', '#   "a"', '# ]'),
  );
  row(
    'a new row behind the last one',
    (text, one) => edits.addBeside(text, one, { ecosystem: 'pypi', name: 'rich', specifier: '>=1' }),
    script('# dependencies = [', '#   "torch"', '# ]'),
    script('# dependencies = [', '#   "torch",', '#   "rich>=1"', '# ]'),
  );
  row('removal within a line', (text, one) => edits.remove(text, [one]), script('# dependencies = ["a", "b"]'), script('# dependencies = ["b"]'));

  it('removal of an index keeps the closing line and all behind it', () => {
    const text = script(
      '# dependencies = ["torch"]',
      '# [tool.uv.sources]',
      '# torch = { index = "gpu" }',
      '# [[tool.uv.index]]',
      '# name = "gpu"',
      '# url = "https://x"',
      '#',
    );
    const manifest = pythonScript.parse(text);
    const [index = assert.fail('no index')] = manifest.artifacts;
    const made = edits.removeIndex(text, index, manifest) ?? assert.fail('no edit');
    assert.equal(applyEdits(text, made), script('# dependencies = ["torch"]'));
  });
  it('no edit where the block is gone', () => {
    const [one = assert.fail('no row')] = pythonScript.parse(script('# dependencies = ["torch"]')).dependencies;
    assert.equal(edits.rename('print()\n', one, 'jax'), undefined);
  });
});
