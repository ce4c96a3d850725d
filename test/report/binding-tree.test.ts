import assert from 'node:assert/strict';
import { bindingRows, openWeights } from '../../src/report/binding-rows';
import { pathTrees, type PathNode } from '../../src/report/binding-tree';
import { htmlOf, reportOn, sectionText } from './support';

/** A package of a uv lock: its name and what it asks for, with the size of its wheel. */
function locked(name: string, asks: readonly string[] = [], size = 0): string {
  const wheel = `wheels = [{ url = "https://files.example.org/${name}-1.0-py3-none-any.whl", size = ${size} }]`;
  const source = name === 'app' ? 'source = { virtual = "." }' : 'source = { registry = "https://pypi.org/simple" }';
  const lines = [
    '[[package]]',
    `name = "${name}"`,
    'version = "1.0"',
    source,
    `dependencies = [${asks.map((ask) => `{ name = "${ask}" }`).join(', ')}]`,
  ];
  return `${[...lines, ...(size > 0 ? [wheel] : [])].join('\n')}\n\n`;
}

const withLock = {
  'pyproject.toml': '[project]\nname = "app"\nversion = "1.0"\ndependencies = ["server", "client"]\n',
  'uv.lock': `version = 1\nrequires-python = ">=3.12"\n\n${[
    locked('app', ['server', 'client']),
    locked('server', ['middle', 'other']),
    locked('middle', ['gpu-only', 'search-gpu']),
    locked('other', ['gpu-only']),
    locked('gpu-only', [], 250e6),
    locked('search-gpu'),
    locked('client'),
  ].join('')}`,
};

/** `server > (middle > (gpu-only! search-gpu!))`, with a mark where a way ends. */
function shape({ name, finding, below }: PathNode): string {
  const rest = below.map(shape).join(' ');
  return `${name}${finding ? '!' : ''}${rest === '' ? '' : ` > (${rest})`}`;
}

describe('ways to bound packages', () => {
  it('are trees that begin at the declared row and are merged where they begin alike', async () => {
    const trees = pathTrees(await reportOn(withLock));
    assert.deepEqual(
      trees.map(({ root }) => shape(root)),
      ['server > (middle > (gpu-only! search-gpu!))'],
    );
    assert.deepEqual(trees[0]?.findings.map(({ package: name }) => name).sort(), ['gpu-only', 'search-gpu']);
  });
  it('leave out what the project declares itself', async () => {
    assert.deepEqual(pathTrees(await reportOn({ 'requirements.txt': 'gpu-only\nclient\n' })), []);
  });
  it('stand in the report with strength, weight and the places of row and lock', async () => {
    const html = await htmlOf(withLock);
    assert.match(sectionText(html, 'paths'), /server · pyproject\.toml:4 middle gpu-only · bound to NVIDIA GPUs, hard · gpu-only weighs 250 MB/);
    assert.match(html, /data-file="uv.lock" data-start="\d+" data-end="\d+" title="[^"]*">\s*gpu-only\s*<\/button>/);
    assert.match(sectionText(html, 'bindings'), /gpu-only · pypi NVIDIA GPUs hard pyproject\.toml:4 unknown 250 MB/);
  });
});

describe('rows of bindings', () => {
  const files = { 'a/requirements.txt': 'client\nsearch-gpu\ngpu-only\n', 'b/requirements.txt': 'client\n' };
  it('one row for what binds alike in several places, those that hold most first, hard ones before others', async () => {
    const rows = bindingRows(await reportOn(files));
    assert.deepEqual(
      rows.map(({ finding, places }) => `${finding.package} ${finding.strength} ${places.length}`),
      ['gpu-only hard 1', 'search-gpu default 1', 'client default 2'],
    );
  });
  it('members of a group stand together', async () => {
    const [row] = bindingRows(await reportOn({ 'requirements.txt': 'array==1.0+cu124\narrayvision==1.0+cu124\n' }));
    assert.deepEqual(
      row?.members.map(({ package: name }) => name),
      ['array', 'arrayvision'],
    );
  });
  it('nothing that is ignored', async () => {
    assert.deepEqual(bindingRows(await reportOn({ 'requirements.txt': 'client  # portolan-ignore: openai -- bought\n' })), []);
  });
  it('tell whether open-weight models could stand in, for services only', async () => {
    const told = bindingRows(await reportOn(files)).map(({ finding }) => openWeights(finding));
    assert.deepEqual(told, [undefined, undefined, 'by setting an endpoint (minutes)']);
  });
});
