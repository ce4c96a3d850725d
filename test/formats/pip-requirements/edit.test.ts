import assert from 'node:assert/strict';
import { pipRequirements as format } from '../../../src/formats/pip-requirements';
import type { FormatEdits } from '../../../src/formats/format';
import type { Artifact, Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';
import type { TextEdit } from '../../../src/text/edit';

const edits = format.edits as Required<FormatEdits>;

type Change = (text: string, row: Dependency) => readonly TextEdit[] | undefined;

const rename: Change = (text, row) => edits.rename(text, row, 'jax');
const pin: Change = (text, row) => edits.setSpecifier(text, row, '==9');
const unpin: Change = (text, row) => edits.setSpecifier(text, row, '');
const setExtras: Change = (text, row) => edits.setExtras(text, row, ['a', 'b']);
const dropExtras: Change = (text, row) => edits.setExtras(text, row, []);
const addMarker: Change = (text, row) => edits.addMarker(text, row, 'os_name == "nt"');
const remove: Change = (text, row) => edits.remove(text, [row]);

function rowOf(text: string): Dependency {
  const row = format.parse(text).dependencies.find(({ name }) => /^torch/i.test(name)) ?? format.parse(text).dependencies[0];
  assert.ok(row, 'no row');
  return row;
}

/** What a dependency says, without its places. */
function facts({ name, extras, specifier, marker, source }: Dependency): string {
  return JSON.stringify([
    name,
    extras.map((extra) => extra.name),
    specifier?.clauses.map(({ operator, version }) => operator + version),
    marker?.raw,
    source?.url,
  ]);
}

/** Applies a change to the torch row and reads the result again: that row alone may differ, and no problem may be new. */
function check(title: string, change: Change, text: string, expected: string | undefined): void {
  it(`${title}: ${JSON.stringify(text)}`, () => {
    const made = change(text, rowOf(text));
    const result = made && applyEdits(text, made);
    assert.equal(result, expected);
    if (result === undefined) return;
    const before = format.parse(text);
    const after = format.parse(result);
    assert.deepEqual(after.problems, []);
    assert.equal(after.artifacts.length, before.artifacts.length);
    const kept = new Set(after.dependencies.map(facts));
    const changed = before.dependencies.filter((row) => !kept.has(facts(row)));
    const removed = before.dependencies.length - after.dependencies.length;
    assert.ok(changed.length <= 1 && removed === (change === remove ? 1 : 0), `${changed.length} rows changed, ${removed} removed`);
  });
}

describe('formats/pip-requirements edits', () => {
  describe('rename', () => {
    check('plain', rename, 'torch\n', 'jax\n');
    check('keeps the rest', rename, 'a\r\n  torch[x] >= 2 ; os_name == "nt" # c\r\nb', 'a\r\n  jax[x] >= 2 ; os_name == "nt" # c\r\nb');
    check('continued behind the name', rename, 'torch \\\n ==2', 'jax \\\n ==2');
    check('name cut in two', rename, 'to\\\nrch==2', undefined);
    check('hashes', rename, 'torch==2 --hash=sha256:aa', undefined);
    check('URL', rename, 'torch @ https://example.org/torch.zip', undefined);
    check('wheel', rename, './torch-2.0-py3-none-any.whl', undefined);
    check('egg', rename, 'git+https://example.org/x#egg=torch', undefined);
    check('unnamed', rename, './folder', undefined);
    check('broken neighbour', rename, 'torch==2 vllm==1', undefined);
    check('half-typed', rename, 'torch=', undefined);
  });

  describe('setSpecifier', () => {
    check('replaces', pin, 'torch>=2,<3 # c\n', 'torch==9 # c\n');
    check('keeps space', pin, 'torch == 2.0 ; os_name == "nt"', 'torch ==9 ; os_name == "nt"');
    check('local version', pin, 'torch==2.6.0+cu124', 'torch==9');
    check('adds', pin, 'torch', 'torch==9');
    check('adds behind extras', pin, 'torch[x]; os_name == "nt"', 'torch[x]==9; os_name == "nt"');
    check('in parentheses', pin, 'torch (>=2)', 'torch (==9)');
    check('continued behind it', pin, 'torch==2 \\\n  --config-settings a=b\n', 'torch==9 \\\n  --config-settings a=b\n');
    check('cut in two', pin, 'torch>=2,\\\n<3', undefined);
    check('hashes', pin, 'torch==2 \\\n  --hash=sha256:aa', undefined);
    check('wheel', pin, 'https://example.org/torch-2.0-py3-none-any.whl', undefined);
    check('drops', unpin, 'torch>=2', 'torch');
    check('drops with space', unpin, 'torch >= 2 ; os_name == "nt"', 'torch ; os_name == "nt"');
    check('drops with parentheses', unpin, 'torch[x] ( >=2 )\n', 'torch[x]\n');
    check('nothing to drop', unpin, 'torch', 'torch');
    check('behind a continuation', unpin, 'torch \\\n>=2', undefined);
  });

  describe('setExtras', () => {
    check('replaces', setExtras, 'torch[x]==2', 'torch[a,b]==2');
    check('adds', setExtras, 'torch >=2', 'torch[a,b] >=2');
    check('adds before hashes', setExtras, 'torch==2 --hash=sha256:aa', 'torch[a,b]==2 --hash=sha256:aa');
    check('named URL', setExtras, 'torch @ https://example.org/torch.zip', 'torch[a,b] @ https://example.org/torch.zip');
    check('drops', dropExtras, 'torch[x,y] ; os_name == "nt"', 'torch ; os_name == "nt"');
    check('nothing to drop', dropExtras, 'torch', 'torch');
    check('egg', setExtras, 'git+https://example.org/x#egg=torch[x]', undefined);
    check('cut in two', setExtras, 'torch[x,\\\ny]', undefined);
    check('open bracket', setExtras, 'torch[x', undefined);
  });

  describe('addMarker', () => {
    check('plain', addMarker, 'torch==2\n', 'torch==2; os_name == "nt"\n');
    check('before a comment', addMarker, 'torch==2  # c\r\n', 'torch==2; os_name == "nt"  # c\r\n');
    check('before hashes', addMarker, 'torch==2 \\\n    --hash=sha256:aa\n', 'torch==2; os_name == "nt" \\\n    --hash=sha256:aa\n');
    check('behind parentheses', addMarker, 'torch (>=2)', 'torch (>=2); os_name == "nt"');
    check('named URL', addMarker, 'torch @ https://example.org/x.zip', 'torch @ https://example.org/x.zip ; os_name == "nt"');
    check('wheel', addMarker, './torch-2.0-py3-none-any.whl', './torch-2.0-py3-none-any.whl ; os_name == "nt"');
    check('joins', addMarker, 'torch ; extra == "x"', 'torch ; extra == "x" and os_name == "nt"');
    check('joins an or', addMarker, 'torch; extra == "or" or extra == "y" # c', 'torch; (extra == "or" or extra == "y") and os_name == "nt" # c');
    check('joins words with or in them', addMarker, 'torch; platform_machine == " or "', 'torch; platform_machine == " or " and os_name == "nt"');
    check('empty marker', addMarker, 'torch;', undefined);
    check('editable', addMarker, '-e git+https://example.org/x#egg=torch', undefined);
    check('marker cut in two', addMarker, 'torch; extra \\\n== "x"', undefined);
    it('puts a new or in brackets', () => {
      const text = 'torch; extra == "x"';
      const made = edits.addMarker(text, rowOf(text), 'os_name == "nt" or os_name=="posix"');
      assert.equal(made && applyEdits(text, made), 'torch; extra == "x" and (os_name == "nt" or os_name=="posix")');
    });
  });

  describe('remove', () => {
    check('first', remove, 'torch\nb\n', 'b\n');
    check('last without line end', remove, 'a\ntorch', 'a\n');
    check('only', remove, 'torch', '');
    check('comment behind', remove, 'a\r\ntorch # c\r\nb', 'a\r\nb');
    check('own-line comments stay', remove, '# why\ntorch\n# next\nb', '# why\n# next\nb');
    check('continuation and hashes', remove, 'torch==2 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb\nb', 'b');
    check('comment that ends a continuation stays', remove, 'torch \\\n# why\nb', '# why\nb');
    check('ignored option', remove, 'torch --index-url x\nb', 'b');
    check('second requirement in the line', remove, 'torch==2 vllm==1\nb', undefined);
    check('editable', remove, '-e git+https://example.org/x#egg=torch\nb', 'b');
    it('several at once', () => {
      const text = 'a\nb \\\n  ==1\nc\nd';
      const { dependencies } = format.parse(text);
      const made = edits.remove(
        text,
        dependencies.filter(({ name }) => name !== 'c'),
      );
      assert.equal(made && applyEdits(text, made), 'c\n');
    });
    it('refuses a row that is no longer there', () => {
      assert.equal(edits.remove('vllm\n', [rowOf('torch\n')]), undefined);
      assert.equal(edits.rename('# torch\n', rowOf('torch\n'), 'jax'), undefined);
    });
  });

  describe('indexes', () => {
    type IndexChange = (text: string, index: Artifact) => readonly TextEdit[] | undefined;
    const set: IndexChange = (text, index) => edits.setIndexUrl(text, index, 'https://example.org/rocm');
    const drop: IndexChange = (text, index) => edits.removeIndex(text, index, format.parse(text));
    const cases: [string, IndexChange, string, string | undefined][] = [
      ['sets', set, '--index-url https://a.org/x # c\ntorch', '--index-url https://example.org/rocm # c\ntorch'],
      ['sets find-links', set, '-f x\n', '-f https://example.org/rocm\n'],
      ['sets in quotes', set, '-i "https://a.org/x"\r\n', '-i "https://example.org/rocm"\r\n'],
      ['sets one of two', set, '-i https://a.org/x --extra-index-url b', '-i https://example.org/rocm --extra-index-url b'],
      ['sets an escaped one', set, '-i https://a.org/x\\ y', undefined],
      ['sets a wheel', set, 'https://a.org/x-1-py3-none-any.whl', undefined],
      ['removes', drop, 'torch\n--extra-index-url https://a.org/x # c\nb', 'torch\nb'],
      ['removes a continued one', drop, '--extra-index-url \\\n  https://a.org/x\r\ntorch', 'torch'],
      ['removes the last line', drop, 'torch\n-i x', 'torch\n'],
      ['removes one of two options', drop, '-i x --pre', undefined],
    ];
    for (const [title, change, text, expected] of cases) {
      it(`${title}: ${JSON.stringify(text)}`, () => {
        const index = format.parse(text).artifacts[0];
        assert.ok(index, 'no index');
        const made = change(text, index);
        const result = made && applyEdits(text, made);
        assert.equal(result, expected);
        if (result !== undefined) assert.deepEqual(format.parse(result).dependencies.map(facts), format.parse(text).dependencies.map(facts));
      });
    }
    it('refuses a URL that would need quotes', () => {
      const text = '-i x';
      const index = format.parse(text).artifacts[0];
      assert.equal(index && edits.setIndexUrl(text, index, 'https://a b'), undefined);
    });
  });
});
