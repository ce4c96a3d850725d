import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { notebook } from '../../../src/formats/notebook';
import type { Dependency } from '../../../src/model/manifest';
import { slice } from '../../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';
import { checkPlaces } from '../../contract/manifest-checks';

/** A notebook of one code cell for each source, as text or as a list of lines. */
function notebookOf(...sources: readonly (string | readonly string[])[]): string {
  return JSON.stringify({ cells: sources.map((source) => ({ cell_type: 'code', source })), nbformat: 4 }, undefined, 1);
}

function words({ ecosystem, name, extras, specifier }: Dependency): string {
  const extraWords = extras.length > 0 ? `[${extras.map((extra) => extra.name).join(',')}]` : '';
  return `${ecosystem} ${name}${extraWords}${specifier ? ` ${specifier.raw}` : ''}`;
}

/** The rows of a cell, whether its source is one text or one for each line. */
function rows(title: string, source: string, expected: readonly string[]): void {
  it(title, () => {
    for (const written of [source, source.split(/(?<=\n)/)]) {
      const text = notebookOf(written);
      const manifest = notebook.parse(text);
      assert.deepEqual(manifest.dependencies.map(words), expected);
      assert.deepEqual(manifest.problems, []);
      checkPlaces(text, manifest);
    }
  });
}

describe('formats/notebook', () => {
  it('claims notebooks, and no copies of the server', () => {
    const names = ['a.ipynb', 'x/a.ipynb', '.ipynb_checkpoints/a-checkpoint.ipynb', 'x/.ipynb_checkpoints/a.ipynb', 'a.ipynb.txt', 'a.py'];
    assert.deepEqual(names.map(notebook.matches), [true, true, false, false, false, false]);
  });

  describe('commands', () => {
    rows('pip of the shell', '!pip install torch==2.6.0', ['pypi torch ==2.6.0']);
    rows('pip3', '!pip3 install torch', ['pypi torch']);
    rows('pip of an interpreter', '!python -m pip install torch', ['pypi torch']);
    rows('pip of the running interpreter', '!{sys.executable} -m pip install torch', ['pypi torch']);
    rows('the magic', '%pip install -q "torch>=2,<3" vllm', ['pypi torch >=2,<3', 'pypi vllm']);
    rows('uv', '!uv pip install openai\n!uv add anthropic\n%uv pip install httpx', ['pypi openai', 'pypi anthropic', 'pypi httpx']);
    rows('conda', '%conda install -y cudatoolkit=11.8\n!mamba install faiss-gpu', ['conda cudatoolkit =11.8', 'conda faiss-gpu']);
    rows('several on a line', '!pip install a && pip install b; pip install c', ['pypi a', 'pypi b', 'pypi c']);
    rows('continued lines', '!pip install a \\\n    b \\\n    c\nd = 1', ['pypi a', 'pypi b', 'pypi c']);
    rows('a comment behind', '!pip install a # b', ['pypi a']);
    rows('a cell of bash', '%%bash\npip install a\n# pip install b\n', ['pypi a']);
    rows('a script of bash', '%%script bash\npip install a', ['pypi a']);
    rows('output that is caught', '%%capture\n!pip install a', ['pypi a']);
    rows('expressions', '!pip install {name} a=={version} b', ['pypi a =={version}', 'pypi b']);
    rows('variables', '!pip install $name a==$version', ['pypi a ==$version']);
  });

  describe('what is no command', () => {
    rows('Python', 'import pip\npip.main(["install", "a"])\nos.system("pip install a")', []);
    rows('a text', 's = """\n!pip install a\n"""', []);
    rows('a bare command', 'pip install a', []);
    rows('another cell magic', '%%writefile a.sh\npip install a\n', []);
    rows('another magic', '%timeit pip install a', []);
    rows('other uses of pip', '!pip list\n%pip uninstall -y a', []);
  });

  it('reads code cells only', () => {
    const cells = [
      { cell_type: 'markdown', source: '!pip install a' },
      { source: '!pip install b', outputs: [{ text: '!pip install c' }], cell_type: 'code' },
      { cell_type: 'raw', source: '!pip install d' },
      { cell_type: 'code', source: 1 },
      { cell_type: 'code' },
    ];
    assert.deepEqual(notebook.parse(JSON.stringify({ cells, metadata: { cells } })).dependencies.map(words), ['pypi b']);
  });
  it('reads version 3 of the format', () => {
    const text = JSON.stringify({ worksheets: [{ cells: [{ cell_type: 'code', input: ['!pip install a\n'] }] }], nbformat: 3 });
    assert.deepEqual(notebook.parse(text).dependencies.map(words), ['pypi a']);
  });

  it('finds places through escapes', () => {
    const text = String.raw`{"cells": [{"cell_type": "code", "source": ["# \ud83d\ude80 \"\n", "!pip install \"torch>=2\" \u006eumpy\n"]}]}`;
    const { dependencies } = notebook.parse(text);
    assert.deepEqual(
      dependencies.map(({ span, nameSpan }) => [slice(text, span), slice(text, nameSpan)]),
      [
        [String.raw`\"torch>=2\"`, 'torch'],
        [String.raw`\u006eumpy`, String.raw`\u006eumpy`],
      ],
    );
  });
  it('reads indexes, included files and repositories', () => {
    const text = notebookOf([
      '!git clone https://git.example.org/kernels.git\n',
      '!pip install -r requirements.txt -c limits.txt --index-url https://wheels.example.org/cu124 torch\n',
      '!cd other && pip install -r other.txt\n',
      '%cd kernels\n',
      '!pip install -r further.txt -e .\n',
    ]);
    const { artifacts, includes, dependencies } = notebook.parse(text);
    assert.deepEqual(
      artifacts.map(({ kind, value }) => [kind, value]),
      [['index', 'https://wheels.example.org/cu124']],
    );
    assert.deepEqual(
      includes.map(({ kind, path: file, maybe }) => [kind, file, maybe]),
      [
        ['requires', 'requirements.txt', true],
        ['constrains', 'limits.txt', true],
      ],
    );
    assert.deepEqual(
      dependencies.map(({ name, source }) => [name, source?.url]),
      [
        ['torch', undefined],
        ['', 'https://git.example.org/kernels.git'],
      ],
    );
  });
  it('tells what is no JSON', () => {
    assert.ok(notebook.parse('{"cells": [').problems.length > 0);
  });

  it('reads the notebooks of the corpus as they were written down by hand', function () {
    needShared(this);
    interface Expected {
      readonly file: string;
      readonly format: string;
      readonly facts: {
        readonly pip: readonly { readonly packages: readonly string[]; readonly options?: readonly (readonly [string, string])[] }[];
      };
    }
    const expected = readJsonLines<Expected>('corpus/synthetic/EXPECTED.jsonl').filter(({ format }) => format === 'ipynb');
    assert.equal(expected.length, 4);
    for (const { file, facts } of expected) {
      const text = readFileSync(path.join(sharedFolder, 'corpus', 'synthetic', file), 'utf8');
      const manifest = notebook.parse(text);
      checkPlaces(text, manifest);
      assert.deepEqual(
        manifest.dependencies.map(({ span }) => slice(text, span)),
        facts.pip.flatMap(({ packages }) => packages),
        file,
      );
      assert.deepEqual(
        manifest.artifacts.map(({ value }) => value),
        facts.pip.flatMap(({ options = [] }) => options.map(([, value]) => value)),
        file,
      );
    }
  });
});
