import assert from 'node:assert/strict';
import { condaEnv as format } from '../../../src/formats/conda-env';
import type { Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';

type Pick = (manifest: Manifest) => readonly (Span | undefined)[];

const rows: Pick = ({ dependencies }) => dependencies.map(({ span }) => span);
const names: Pick = ({ dependencies }) => dependencies.map(({ nameSpan }) => nameSpan);
const specifiers: Pick = ({ dependencies }) => dependencies.map(({ specifier }) => specifier?.span);
const builds: Pick = ({ dependencies }) => dependencies.map(({ build }) => build?.span);
const ownChannels: Pick = ({ dependencies }) => dependencies.flatMap(({ indexes }) => indexes.map(({ span }) => span));
const artifacts: Pick = (manifest) => manifest.artifacts.map(({ span }) => span);
const includes: Pick = (manifest) => manifest.includes.map(({ span }) => span);
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

/** The same for one item of `dependencies`. */
function checkItem(pick: Pick, item: string): void {
  check('item', pick, `dependencies:\n  - ${item}\n`);
}

describe('formats/conda-env parse', () => {
  describe('match specifications', () => {
    for (const item of ['⟦python⟧', '⟦pytorch⟧=2.1=*cuda*', '⟦numpy⟧ 1.26', 'a::⟦b⟧>=1', '"⟦numpy⟧ 1.26"', '⟦_libgcc_mutex⟧=0.1=main'])
      checkItem(names, item);
    for (const item of [
      'a⟦=1⟧',
      'a⟦==1.2⟧',
      'a ⟦>= 3.8⟧',
      'a⟦>=1,<2⟧',
      'a⟦~=1.2⟧',
      'a ⟦1.26.*⟧',
      'a⟦=1.2|3.*⟧',
      'a⟦==26.10.*,>=0.0.0a0⟧',
      'a⟦=<2.0.0⟧',
    ]) {
      checkItem(specifiers, item);
    }
    for (const item of ['a⟦=2.1⟧=*cuda*', 'a ⟦1.11.1⟧ py36_0', 'a ⟦*⟧=cgo', "a[version='⟦>=2,<3⟧', build=x]", 'a⟦>=1,<2⟧=x'])
      checkItem(specifiers, item);
    for (const item of [
      'a=2.1=⟦*cuda*⟧',
      'a 1.11.1 ⟦py36_0⟧',
      'a *=⟦cgo⟧',
      'a[version=\'2\', build="⟦*cuda*⟧"]',
      'a=1.1.1t=⟦h7f8727e_0⟧',
      'a=1.0=⟦py3.10_cuda11.7_0⟧',
    ]) {
      checkItem(builds, item);
    }
    for (const item of ['⟦conda-forge⟧::a', '⟦nvidia/label/cuda-12.4.0⟧::a', '⟦conda-forge⟧/linux-64::a', 'a[channel=⟦nvidia⟧]'])
      checkItem(ownChannels, item);
    for (const item of ['https://example.org/linux-64/⟦a-b⟧-1.2-py311_0.conda', './⟦a⟧-1.2-0.tar.bz2']) checkItem(names, item);
    for (const item of ['⟦$cuda⟧', '⟦torch[cuda]==2⟧', '⟦a @ https://example.org⟧', '⟦git+https://example.org/a⟧', '⟦=1.2⟧', '"⟦::⟧"'])
      checkItem(problems, item);
  });

  describe('files', () => {
    check('rows with their quotes', rows, 'dependencies:\n- ⟦a=1⟧ # why\n- ⟦"b"⟧\n- pip:\n  - ⟦c==1⟧\n');
    check('channels', artifacts, 'channels:\n  - ⟦pytorch⟧ # why\n  - "⟦https://example.org/c⟧"\n  - nodefaults\n');
    check('flow', names, 'channels: [a]\ndependencies: [⟦a⟧=1, pip: [⟦b⟧==1]]\n');
    check('a wheel index and includes for pip', artifacts, 'dependencies:\n- pip:\n  - --extra-index-url ⟦https://example.org/cu121⟧\n');
    check('includes', includes, 'dependencies:\n- pip:\n  - -r ⟦requirements.txt⟧\n');
    check('an alias is counted where it stands', names, 'dependencies:\n- &a ⟦a⟧\n- *a\n- ⟦b⟧\n');
    check('other lists', problems, 'dependencies:\n- ⟦npm⟧:\n  - a\n- a\n');
    check('no environment', problems, 'services:\n  - a: [\n');
    check('half-typed', names, 'dependencies:\n- ⟦a⟧=\n- \n- ⟦b⟧>=\n-');
  });

  it('keeps what a row says', () => {
    const { dependencies } = format.parse("dependencies:\n- PyTorch=2.1=*cuda*\n- pip:\n  - torch[x]==2+cu1; os_name == 'nt'\n");
    assert.deepEqual(
      dependencies.map(({ ecosystem, name, specifier, build, marker }) => [
        ecosystem,
        name,
        specifier?.dialect,
        specifier?.raw,
        build?.raw,
        marker?.raw,
      ]),
      [
        ['conda', 'PyTorch', 'conda', '=2.1', '*cuda*', undefined],
        ['pypi', 'torch', 'pep440', '==2+cu1', undefined, "os_name == 'nt'"],
      ],
    );
  });
  it('takes time in proportion to hostile specifications', () => {
    for (const unit of ['=', ' ', '[', '-', 'a=', '::', ',']) format.parse(`dependencies:\n- "a${unit.repeat(50_000)}b"\n`);
  });
});

describe('formats/conda-env matches', () => {
  const yes = [
    'environment.yml',
    'a/Environment.YAML',
    'env.yaml',
    'conda.yml',
    'environment-gpu.yml',
    'conda_environment.yaml',
    'v1-environment.yml',
  ];
  const more = ['conda/environments/all_cuda-129_arch-x86_64.yaml', 'docker/conda-env-x.yaml', 'environment_conda.yaml'];
  const no = ['environments.yml', 'env/prod.yml', 'conda-lock.yml', 'conda/recipe/meta.yaml', 'environment.ts', 'my-env.json', 'deployment.yaml'];
  for (const path of [...yes, ...more]) it(`${path}: true`, () => assert.equal(format.matches(path), true));
  for (const path of no) it(`${path}: false`, () => assert.equal(format.matches(path), false));
});
