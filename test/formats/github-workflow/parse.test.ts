import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { githubWorkflow } from '../../../src/formats/github-workflow';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';
import { mark, unmark } from '../../support/marks';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

const jobOf = (steps: string): string => `jobs:\n  a:\n    steps:\n${steps}`;

/** The names of the rows and the images are where the sample marks them. */
function reads(title: string, marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    const { dependencies, artifacts, problems } = githubWorkflow.parse(text);
    const images = artifacts.flatMap(({ kind, nameSpan }) => (kind === 'image' && nameSpan ? [nameSpan] : []));
    assert.equal(mark(text, [...dependencies.map(({ nameSpan }) => nameSpan), ...images]), marked);
    assert.deepEqual(problems, []);
  });
}

/** Applies an edit to the first row; undefined where it is refused. */
function becomes(
  before: string,
  edit: (write: FormatEdits, text: string, row: Dependency) => ReturnType<FormatEdits['rename']>,
  after: string | undefined,
): void {
  it(`${before.trim()} → ${after?.trim() ?? 'refused'}`, () => {
    const text = jobOf(before);
    const [row] = githubWorkflow.parse(text).dependencies;
    assert.ok(row && githubWorkflow.edits);
    const edits = edit(githubWorkflow.edits, text, row);
    assert.equal(edits && applyEdits(text, edits), after === undefined ? undefined : jobOf(after));
  });
}

describe('GitHub workflows', () => {
  it('are known by folder and name', () => {
    const known = ['.github/workflows/ci.yml', 'a/.github/workflows/x.yaml', 'action.yml', '.github/actions/setup/action.yaml'];
    assert.deepEqual(known.map(githubWorkflow.matches), [true, true, true, true]);
    assert.deepEqual(
      ['workflows/ci.yml', '.github/ci.yml', '.github/workflows/a/ci.yml', '.github/workflows/ci.json', 'my-action.yml'].map(githubWorkflow.matches),
      [false, false, false, false, false],
    );
  });

  reads('a block scalar', jobOf('      - run: |\n          pip install ⟦torch⟧==2.5.1 \\\n            "⟦vllm⟧>=0.6"\n          npm i ⟦openai⟧@4\n'));
  reads('a plain scalar', jobOf('      - run: uv pip install ⟦torch⟧ ⟦vllm⟧ # why\n'));
  reads('a quoted scalar', jobOf('      - run: "pip install \\"⟦torch⟧>=2\\""\n'));
  reads('a folded scalar', jobOf('      - run: >\n          conda install -y\n          ⟦cuda-toolkit⟧=12.4\n'));
  reads('PowerShell', jobOf('      - shell: pwsh\n        run: |\n          pip install `\n            ⟦torch⟧\n'));
  reads(
    'a container with an image',
    'jobs:\n  a:\n    container:\n      image: ⟦nvidia/cuda⟧:12.4.1\n    services:\n      db: { image: "⟦redis⟧" }\n',
  );
  reads(
    'a container by its name, and an address in a step',
    'jobs:\n  a:\n    container: ⟦nvidia/cuda⟧:${{ matrix.cuda }}\n    steps:\n      - uses: docker://⟦rocm/pytorch⟧:latest\n',
  );
  reads('a composite action', 'runs:\n  using: composite\n  steps:\n    - run: pip install ⟦torch⟧\n      shell: bash\n');
  reads('an action in a container', 'runs:\n  using: docker\n  image: docker://⟦nvidia/cuda⟧:12\n');

  reads(
    'runner labels, environment, inputs, names and matrices say nothing',
    'env:\n  X: pip install torch\njobs:\n  a:\n    runs-on: [gpu, nvidia]\n    env: { IMAGE: nvidia/cuda }\n    strategy: { matrix: { image: [nvidia/cuda] } }\n    steps:\n      - name: pip install torch\n        uses: actions/setup-python@v5\n        with: { image: nvidia/cuda, run: pip install torch }\n',
  );
  reads(
    'texts that are printed, comments and other programs say nothing',
    jobOf(
      '      - run: |\n          # pip install torch\n          echo "pip install torch"\n          ./install.sh torch\n      - shell: python\n        run: pip install torch\n',
    ),
  );
  reads(
    'an image that an expression decides says nothing',
    'jobs:\n  a:\n    container: ${{ matrix.image }}\n    steps:\n      - run: pip install ${{ matrix.package }}\n',
  );
  reads('other YAML says nothing', 'image: nvidia/cuda\nsteps:\n  - run: pip install torch\n');

  it('keeps what an expression decides as it is written', () => {
    const { dependencies, artifacts } = githubWorkflow.parse(
      jobOf('      - run: pip install torch==${{ matrix.torch }} --index-url https://download.pytorch.org/whl/${{ matrix.cuda }}\n'),
    );
    assert.deepEqual(
      dependencies.map(({ name, specifier }) => [name, specifier?.raw]),
      [['torch', '==${{ matrix.torch }}']],
    );
    assert.deepEqual(
      artifacts.map(({ value }) => value),
      ['https://download.pytorch.org/whl/${{ matrix.cuda }}'],
    );
  });

  it('gives rows the group of their job, which is there for development', () => {
    const [row] = githubWorkflow.parse(jobOf('      - run: pip install torch\n')).dependencies;
    assert.deepEqual(row?.group, { id: 'job:a', kind: 'dev' });
  });

  it('reads comments of the file and of its scripts', () => {
    const { comments } = githubWorkflow.parse(`# one\n${jobOf('      - run: |\n          # two\n          pip install torch\n')}`);
    assert.deepEqual(
      comments.map(({ text, ownLine }) => [text, ownLine]),
      [
        ['one', true],
        ['two', true],
      ],
    );
  });

  becomes(
    '      - run: |\n          pip install a==1 b\n',
    (write, text, row) => write.rename(text, row, 'c'),
    '      - run: |\n          pip install c==1 b\n',
  );
  becomes('      - run: pip install a b\n', (write, text, row) => write.setSpecifier(text, row, '>=2'), '      - run: pip install "a>=2" b\n');
  becomes('      - run: "pip install a b"\n', (write, text, row) => write.setSpecifier(text, row, '>=2'), undefined);
  becomes('      - run: "pip install a b"\n', (write, text, row) => write.setSpecifier(text, row, '==2'), '      - run: "pip install a==2 b"\n');
  becomes(
    '      - run: |\n          pip install \\\n            a \\\n            b\n',
    (write, text, row) => write.remove(text, [row]),
    '      - run: |\n          pip install \\\n            b\n',
  );
  becomes('      - run: >\n          pip install\n          a\n          b\n', (write, text, row) => write.remove(text, [row]), undefined);
  becomes('      - run: pip install a\n', (write, text, row) => write.remove(text, [row]), undefined);

  it('finds the images of the hand-made workflows, and no label of a runner', function () {
    needShared(this);
    interface Expected {
      file: string;
      format: string;
      facts: { images?: { image: string }[] };
    }
    let files = 0;
    for (const { file, facts } of readJsonLines<Expected>('corpus/synthetic/EXPECTED.jsonl').filter(({ format }) => format === 'workflow')) {
      const { artifacts, dependencies } = githubWorkflow.parse(readFileSync(path.join(sharedFolder, 'corpus/synthetic', file), 'utf8'));
      assert.deepEqual(
        artifacts.map(({ value }) => value),
        (facts.images ?? []).map(({ image }) => image),
        file,
      );
      assert.deepEqual(dependencies, [], file);
      files++;
    }
    assert.equal(files, 3);
  });
});
