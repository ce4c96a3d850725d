import assert from 'node:assert/strict';
import { pipRequirements as format } from '../../../src/formats/pip-requirements';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { slice } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';

type Pick = (manifest: Manifest) => readonly (Span | undefined)[];

const rows: Pick = ({ dependencies }) => dependencies.map(({ span }) => span);
const names: Pick = ({ dependencies }) => dependencies.map(({ nameSpan }) => nameSpan);
const specifiers: Pick = ({ dependencies }) => dependencies.map(({ specifier }) => specifier?.span);
const markers: Pick = ({ dependencies }) => dependencies.map(({ marker }) => marker?.span);
const extras: Pick = ({ dependencies }) => dependencies.map(({ extrasSpan }) => extrasSpan);
const sources: Pick = ({ dependencies }) => dependencies.map(({ source }) => source?.span);
const locals: Pick = ({ dependencies }) => dependencies.flatMap(({ specifier }) => (specifier?.clauses ?? []).map(({ localSpan }) => localSpan));
const artifacts: Pick = (manifest) => manifest.artifacts.map(({ span }) => span);
const declarations: Pick = (manifest) => manifest.artifacts.map(({ declaration }) => declaration);
const includes: Pick = (manifest) => manifest.includes.map(({ span }) => span);
const comments: Pick = (manifest) => manifest.comments.map(({ span }) => span);
const problems: Pick = (manifest) => manifest.problems.map(({ span }) => span);

/** Draws the picked spans into the sample; nothing may be left unread unless problems are what is picked. */
function check(title: string, pick: Pick, marked: string): void {
  it(`${title}: ${JSON.stringify(marked)}`, () => {
    const { text } = unmark(marked);
    const manifest = format.parse(text);
    assert.equal(
      mark(
        text,
        pick(manifest).filter((span) => span !== undefined),
      ),
      marked,
    );
    if (pick !== problems) assert.deepEqual(manifest.problems, []);
  });
}

describe('formats/pip-requirements parse', () => {
  describe('rows', () => {
    check('one', rows, '⟦torch==2.6.0⟧\n⟦vllm⟧');
    check('space around', rows, '  ⟦torch == 2.6.0⟧  \n');
    check('CRLF', rows, '⟦torch⟧\r\n⟦vllm⟧\r\n');
    check('lone CR', rows, '⟦torch⟧\r⟦vllm⟧');
    check('form feed and line separator', rows, '⟦torch⟧\f⟦vllm⟧\u2028⟦jax⟧');
    check('comment behind', rows, '⟦torch⟧ # plain');
    check('comment behind tab', rows, '⟦torch⟧\t# plain');
    check('hash in the middle is no comment', rows, '⟦git+https://example.org/a#egg=a⟧');
    check('continuation', rows, '⟦torch==2.6.0 \\\n  ; python_version < "3.12"⟧\n⟦vllm⟧');
    check('hashes', rows, '⟦torch==2.6.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb⟧ # why\n⟦jax⟧');
    check('option at the end', rows, '⟦apex --config-settings "--build-option=--cpp_ext"⟧\n');
    check('editable', rows, '⟦-e ./lib[gpu]⟧\n⟦--editable=.⟧');
    check('backslash at the end of the file', rows, '⟦torch⟧\\');
    check('comment that ends in a backslash', rows, '# torch \\\n⟦jax⟧');
    check('trailing comment swallows the continued line', rows, '⟦torch⟧ # why \\\njax');
    check('comment inside a continuation', rows, '⟦torch⟧ \\\n# why\n⟦jax⟧');
    check('nothing', rows, '\n\n  \n# only this');
  });

  describe('parts', () => {
    check('names', names, '⟦Torch⟧>=2\n⟦zope.interface⟧');
    check('names across lines', names, '⟦torch⟧\\\n==2.0');
    check('wheel URL', names, 'https://example.org/whl/⟦torch⟧-2.10.0%2Bcpu-cp312-cp312-linux_x86_64.whl#sha256=00');
    check('local wheel', names, 'wheels/⟦flash_attn⟧-2.0.1-1-cp311-cp311-win_amd64.whl');
    check('egg', names, 'git+https://example.org/x.git@main#egg=⟦nncf⟧[tf]&subdirectory=a');
    check('editable egg', names, '-e git+https://example.org/x.git#egg=⟦nncf⟧');
    check('specifiers', specifiers, 'torch⟦>=2,<3⟧ ; os_name == "nt"');
    check('wheel version', specifiers, 'https://example.org/torch-⟦2.10.0%2Bcpu⟧-cp312-cp312-linux_x86_64.whl');
    check('local version', locals, 'torch==2.6.0⟦+cu124⟧\ntorch @ https://example.org/x.zip');
    check('local version of a wheel', locals, './torch-2.0.1⟦+cu118⟧-cp311-cp311-win_amd64.whl');
    check('marker', markers, 'torch; ⟦python_version < "3.12"⟧ --hash=sha256:aa');
    check('marker of a URL', markers, 'https://example.org/x.zip; ⟦os_name == "nt"⟧');
    check('marker of a folder', markers, '.[sweeps] ; ⟦os_name == "nt"⟧');
    check('marker right behind a named URL', markers, 'a @ https://example.org/x.zip;⟦os_name == "nt"⟧');
    check('extras', extras, 'jax⟦[cuda12]⟧\n.⟦[ci]⟧\n-e ../lib⟦[a,b]⟧');
    check('sources', sources, 'a @ ⟦https://example.org/a.zip⟧\n⟦./b⟧\n-e ⟦c⟧\n⟦git+https://example.org/d⟧');
    check('variables', sources, '⟦https://${TOKEN}@example.org/a.zip⟧');
    check('quoted editable', sources, '-e "⟦./a b⟧"');
  });

  describe('options', () => {
    check('long with space', artifacts, '--index-url ⟦https://example.org/whl/cu124⟧');
    check('long with equals', artifacts, '--extra-index-url=⟦https://example.org/whl/cu124⟧ # cuda');
    check('short', artifacts, '-i ⟦https://example.org/a⟧\n-f⟦https://example.org/b⟧');
    check('quoted', artifacts, '--find-links "⟦https://example.org/a⟧"');
    check('abbreviated', artifacts, '--extra-index ⟦https://example.org/a⟧\n--find ⟦b⟧');
    check('several', artifacts, '-i ⟦a⟧ --extra-index-url ⟦b⟧ --pre');
    check('declaration', declarations, '  ⟦--extra-index-url=https://example.org/a⟧ # cuda\n');
    check('continued', declarations, '⟦--extra-index-url \\\n  https://example.org/a⟧\n');
    check('wheel', artifacts, '⟦https://example.org/torch-2.0-cp312-cp312-linux_x86_64.whl⟧\nx @ ⟦https://example.org/x-1-py3-none-any.whl⟧');
    check(
      'others',
      artifacts,
      '--no-index\n--pre\n--trusted-host example.org\n--no-binary :all:\n--require-hashes\n--prefer-binary\n--use-feature x',
    );
    check('includes', includes, '-r ⟦base.txt⟧\n--requirement=⟦b.txt⟧\n-c⟦c.txt⟧\n--constraint ⟦https://example.org/d.txt⟧ # d');
    it('tells requirements from constraints', () => {
      const { includes: found } = format.parse('-r a.txt\n-c b.txt\n-c c.txt -r d.txt');
      assert.deepEqual(
        found.map(({ kind, path }) => `${kind} ${path}`),
        ['requires a.txt', 'constrains b.txt', 'requires d.txt'],
      );
    });
  });

  describe('comments', () => {
    check('all', comments, '⟦# own⟧\ntorch ⟦# behind⟧  \n  ⟦#⟧\nhttps://example.org/a#b');
    it('knows whether a comment has its line to itself', () => {
      const { comments: found } = format.parse('# a\n  # b\ntorch # c\njax \\\n # d');
      assert.deepEqual(
        found.map(({ text, ownLine }) => [text, ownLine]),
        [
          ['a', true],
          ['b', true],
          ['c', false],
          ['d', true],
        ],
      );
    });
  });

  describe('problems', () => {
    check('option that pip ignores', problems, 'torch==2 ⟦--index-url https://example.org/a⟧');
    check('option that pip refuses', problems, 'torch ⟦--foo bar⟧');
    check('options beside an editable', problems, '-e . ⟦--pre⟧ ⟦-e b⟧');
    check('unknown option', problems, '⟦--foo bar⟧\ntorch');
    check('missing value', problems, '⟦--index-url⟧');
    check('open quote', problems, '⟦-r "a.txt⟧');
    check('list of another notation', problems, '⟦-⟧ ⟦torch⟧');
    check('hash without requirement', problems, '⟦--hash=sha256:aa⟧');
    check('git-lfs pointer', problems, '⟦version https://git-lfs.github.com/spec/v1⟧\n⟦oid sha256:00⟧\n⟦size 12⟧');
    check('prose', problems, '⟦Install the following packages:⟧\n⟦see https://example.org/a⟧\n⟦</div>⟧\n⟦{"a": "b/c"}⟧');
    check('template', problems, '⟦<<RUNPOD>>⟧\n⟦{{ packages }}⟧');
    check('two requirements', problems, 'torch==2.0.0 ⟦torchvision==0.15.1⟧');
    check('no wheel name', problems, '⟦./torch.whl⟧');
    it('gives no rows for text that is not understood', () => {
      const { dependencies } = format.parse('version https://git-lfs.github.com/spec/v1\noid sha256:00\nThis is prose.\n- torch\n--foo torch');
      assert.deepEqual(dependencies, []);
    });
    it('names the option', () => {
      const [problem] = format.parse('torch --index-url=x').problems;
      assert.deepEqual([problem?.code, problem?.arguments], ['option-after-requirement', { option: '--index-url' }]);
    });
  });

  describe('any input', () => {
    const samples = [
      '-i https://a.org/x\ntorch[a,b] (>=2.0+cu1,<3) ; python_version < "3.12" --hash=sha256:aa # c\r\n-e git+https://a.org/b#egg=c[d]\n',
      'https://a.org/torch-2.0%2Bcpu-cp312-cp312-linux_x86_64.whl#sha256=aa ; os_name == "nt"\r./x.whl[a]\rfoo @ file:///b;c',
      '-r "a b.txt" -c \\\n  c.txt --pre=1 -i\\ x\n# d \\\n \\\n\\',
      "torch===a,b\\\n  --config-settings 'x=y' --foo\u2028café==1\f{{ x }}\u0085--hash=1",
      '${A}==1\n-e.\n-e ./a[b]\n--find-links=file:c --no-index\n\ufeff\0torch\n"quoted"==1',
    ];
    for (const [index, sample] of samples.entries()) {
      it(`every prefix of sample ${index + 1} is read, with spans that fit`, () => {
        for (let length = 0; length <= sample.length; length++) checkSpans(sample.slice(0, length));
      });
    }
    it('long lines and deep files take time in proportion', () => {
      for (const text of [
        '\\\n'.repeat(1e5),
        ' #'.repeat(1e5),
        '-e '.repeat(3e4),
        `torch ${'-'.repeat(1e5)}`,
        'a '.repeat(1e5),
        '"'.repeat(1e5),
        `x${' '.repeat(1e5)}y`,
      ]) {
        format.parse(text);
      }
    });
  });
});

function checkSpans(text: string): void {
  const manifest = format.parse(text);
  for (const pick of [rows, names, specifiers, markers, sources, artifacts, includes, comments, problems]) {
    for (const span of pick(manifest)) if (span) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
  }
  for (const { name, nameSpan } of manifest.dependencies) {
    const written = slice(text, nameSpan);
    assert.ok(written === name || written.includes('\\'), `${written} is not ${name}`);
  }
}

describe('formats/pip-requirements matches', () => {
  const cases: [string, boolean][] = [
    ['requirements.txt', true],
    ['docs/Requirements-Dev.TXT', true],
    ['my_requirement.in', true],
    ['requirements.pip', true],
    ['requirements.lock', true],
    ['constraints.txt', true],
    ['upper-constraints.txt', true],
    ['constraints.in', false],
    ['requirements/cuda.txt', true],
    ['requirements-dev/base.in', true],
    ['reqs/base.txt', true],
    ['requirements/sub/base.txt', false],
    ['my-requirements/base.txt', false],
    ['requirements/base.lock', false],
    ['requirements.md', false],
    ['notes.txt', false],
    ['requirements', false],
  ];
  for (const [path, expected] of cases) it(`${path}: ${expected}`, () => assert.equal(format.matches(path), expected));
});
