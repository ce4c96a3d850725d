import assert from 'node:assert/strict';
import { setupCfg as format } from '../../../src/formats/setup-cfg';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency, Manifest } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';

type Pick = (manifest: Manifest) => readonly (Span | undefined)[];

const rows: Pick = ({ dependencies }) => dependencies.map(({ span }) => span);
const markers: Pick = ({ dependencies }) => dependencies.map(({ marker }) => marker?.span);
const includes: Pick = (manifest) => manifest.includes.map(({ span }) => span);
const comments: Pick = (manifest) => manifest.comments.map(({ span }) => span);
const problems: Pick = (manifest) => manifest.problems.map(({ span }) => span);

function check(title: string, pick: Pick, marked: string): void {
  it(`${title}: ${JSON.stringify(marked)}`, () => {
    const { text } = unmark(marked);
    const spans = pick(format.parse(text)).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
  });
}

describe('formats/setup-cfg parse', () => {
  check('lines below the name', rows, '[options]\ninstall_requires =\n  ⟦torch>=2⟧\n\n  ⟦vllm⟧\nzip_safe = x\n');
  check('lines that begin behind the name', rows, '[options]\ninstall_requires = ⟦torch>=2⟧\n  ⟦vllm⟧\n');
  check('one line', rows, '[options]\ninstall_requires = ⟦torch>=2⟧ ; ⟦vllm⟧;\n');
  check('a colon', rows, '[options]\ninstall_requires: ⟦torch⟧\n');
  check('hyphens and capitals', rows, '[options]\nInstall-Requires = ⟦torch⟧\n');
  check('an indented section', rows, '  [options]\n  install_requires =\n    ⟦torch⟧\n  packages = x\n');
  check('comments in between', rows, '[options]\ninstall_requires =\n  ⟦a⟧\n# b\n  ; c\n  ⟦d⟧ # e\n');
  check('comments', comments, '[options]\n⟦# x⟧\ninstall_requires =\n  a ⟦# b⟧\n  ⟦; c⟧\n  d#e\n');
  check('CRLF', rows, '[options]\r\ninstall_requires =\r\n  ⟦a⟧\r\n  ⟦b⟧\r\n');
  check('extras', rows, '[options.extras_require]\ngpu =\n  ⟦a⟧\nall = ⟦b⟧\n');
  check('markers', markers, "[options]\ninstall_requires =\n  a ; ⟦os_name == 'nt'⟧\n");
  check('includes', includes, '[options]\ninstall_requires = file: ⟦a.txt⟧, ⟦b/c.txt⟧\n');
  check('other sections', rows, '[metadata]\ninstall_requires = a\n[tox]\nrequires = b\n');
  check('lines that are no option', problems, '⟦a = 1⟧\n[options]\n⟦torch⟧\n⟦= x⟧\n');
  check('no requirement', problems, '[options]\ninstall_requires =\n  ⟦{{ deps }}⟧\n  a\n');
  check('half-typed', rows, '[options]\ninstall_requires =\n  ⟦a>=⟧\n  ⟦b[⟧\n  ');

  it('knows the group of an option', () => {
    const text = '[options]\ninstall_requires = a\nsetup_requires = b\ntests_require = c\n[options.extras_require]\nGPU = d\n';
    assert.deepEqual(
      format.parse(text).dependencies.map(({ group }) => `${group.kind} ${group.id}`),
      ['main main', 'build build', 'dev group:tests', 'extra extra:GPU'],
    );
  });
});

describe('formats/setup-cfg edits', () => {
  type Change = (edits: FormatEdits, text: string, row: Dependency) => readonly TextEdit[] | undefined;
  const checkEdit = (change: Change, before: string, after: string | undefined): void => {
    it(`${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      const file = (value: string): string => `[options]\ninstall_requires =${value}\n`;
      const text = file(before);
      const edits = change(format.edits ?? assert.fail(), text, format.parse(text).dependencies[0] ?? assert.fail());
      assert.equal(edits && applyEdits(text, edits), after === undefined ? undefined : file(after));
    });
  };
  const rename: Change = (edits, text, row) => edits.rename(text, row, 'other');
  const addMarker: Change = (edits, text, row) => edits.addMarker?.(text, row, "os_name == 'nt'");
  const remove: Change = (edits, text, row) => edits.remove(text, [row]);

  checkEdit(rename, '\n  a>=1 # why\n  b', '\n  other>=1 # why\n  b');
  checkEdit((edits, text, row) => edits.setSpecifier(text, row, '==2'), '\n  a[x] (>=1)', '\n  a[x] (==2)');
  checkEdit((edits, text, row) => edits.setExtras(text, row, ['x']), ' a', ' a[x]');
  checkEdit(addMarker, '\n  a>=1 # why', '\n  a>=1; os_name == "nt" # why');
  checkEdit(addMarker, '\n  a; x == "1" or y == "2"', '\n  a; (x == "1" or y == "2") and os_name == "nt"');
  checkEdit(addMarker, ' a', undefined);
  checkEdit(remove, '\n  # why\n  a # this\n  b', '\n  # why\n  b');
  checkEdit(remove, ' a\n  b', ' \n  b');
  checkEdit(remove, ' a', ' ');
  checkEdit(remove, ' a; b', undefined);
  checkEdit(rename, '\n  a>=1 (x', undefined);
});
