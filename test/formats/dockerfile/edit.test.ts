import assert from 'node:assert/strict';
import { dockerfile } from '../../../src/formats/dockerfile';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';

const write = dockerfile.edits as FormatEdits;

type Change = (text: string, rows: readonly Dependency[]) => readonly TextEdit[] | undefined;

/** Applies a change to the script of a `RUN`; undefined: it is refused. */
function check(title: string, script: string, change: Change, expected: string | undefined): void {
  it(title, () => {
    const text = `FROM a\nRUN ${script}\nCMD x\n`;
    const edits = change(text, dockerfile.parse(text).dependencies);
    assert.equal(edits && applyEdits(text, edits), expected === undefined ? undefined : `FROM a\nRUN ${expected}\nCMD x\n`);
  });
}

const rename: Change = (text, [row]) => row && write.rename(text, row, 'new');
const pin: Change = (text, [row]) => row && write.setSpecifier(text, row, '==2.0');
const range: Change = (text, [row]) => row && write.setSpecifier(text, row, '>=2.0');
const unpin: Change = (text, [row]) => row && write.setSpecifier(text, row, '');
const extend: Change = (text, [row]) => row && write.setExtras(text, row, ['x']);
const removeNamed =
  (...names: string[]): Change =>
  (text, rows) =>
    write.remove(
      text,
      rows.filter(({ name }) => names.includes(name)),
    );

describe('Dockerfile edits: words', () => {
  check('renames', 'pip install old==1', rename, 'pip install new==1');
  check('renames in quotes', 'pip install "old>=1"', rename, 'pip install "new>=1"');
  check('sets a specifier', 'pip install a==1+cu124 b', pin, 'pip install a==2.0 b');
  check('adds a specifier', 'pip install a b', pin, 'pip install a==2.0 b');
  check('puts quotes where the shell needs them', 'pip install a b', range, 'pip install "a>=2.0" b');
  check('keeps the quotes that are there', "pip install 'a<1' b", range, "pip install 'a>=2.0' b");
  check('drops a specifier', 'pip install "a[x]>=1" b', unpin, 'pip install "a[x]" b');
  check('quotes extras', 'pip install a==1', extend, 'pip install "a[x]==1"');
  check('writes in JSON', '["pip", "install", "a"]', range, '["pip", "install", "a>=2.0"]');
  check('writes in a nested script without quotes', 'bash -c "pip install a==1"', pin, 'bash -c "pip install a==2.0"');
  check('nests no quotes', 'bash -c "pip install a==1"', range, undefined);
  check('refuses variables', 'pip install a==${V:-1}', pin, undefined);
  check('refuses escapes', 'pip install a\\>=1', pin, undefined);
  check('refuses words that a continuation cuts', 'pip install a=\\\n=1', pin, undefined);
  check('refuses URLs', 'pip install "a @ https://x.org/a.tgz"', pin, undefined);
  check('refuses other tools', 'npm install -g a@1', pin, undefined);
});

describe('Dockerfile edits: removal', () => {
  check('takes a word from a line', 'pip install a b c', removeNamed('b'), 'pip install a c');
  check('takes several', 'pip install a b c d', removeNamed('b', 'c', 'd'), 'pip install a');
  check('takes its line', 'pip install \\\n  a \\\n  b \\\n  c', removeNamed('b'), 'pip install \\\n  a \\\n  c');
  check('takes the last line with the sign above', 'pip install \\\n  a \\\n  b && x', removeNamed('a'), 'pip install \\\n  b && x');
  check('takes the last word', 'pip install \\\n  a \\\n  b', removeNamed('b'), 'pip install \\\n  a');
  check('takes the last lines', 'pip install \\\n  a \\\n  b \\\n  c', removeNamed('b', 'c'), 'pip install \\\n  a');
  check('takes a word before an operator', 'pip install \\\n  a \\\n  b && x', removeNamed('b'), 'pip install \\\n  a \\\n  && x');
  check('keeps a comment above the last word', 'pip install a \\\n  # why\n  b', removeNamed('b'), undefined);
  check('leaves no empty command', 'pip install a && x', removeNamed('a'), undefined);
  check('leaves no empty command of several', 'pip install a b && x', removeNamed('a', 'b'), undefined);
  check('leaves the files of a command', 'pip install a -r r.txt', removeNamed('a'), 'pip install -r r.txt');
  check('refuses JSON', '["pip", "install", "a", "b"]', removeNamed('b'), undefined);
  check('refuses words of one variable', 'V="a b"; pip install $V c', removeNamed('a'), undefined);
});
