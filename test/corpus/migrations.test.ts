import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeText, runFixes, type FileChange, type FixSelection, type Session } from '../../src/engine';
import { corpusFiles, difference, readIndependently } from '../support/corpus';
import { MemoryFiles, testEngine } from '../support/engine';
import { needShared, sharedFolder } from '../support/shared';

interface Migration {
  readonly project: string;
  readonly targets?: readonly string[];
  readonly only?: Partial<Pick<FixSelection, 'rules' | 'packages'>>;
  /** The fixes of each file. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** Names and words that changed lines or leaves may hold besides those of the rows. */
  readonly words?: readonly string[];
  /** Packages of the changed files that bind still: for targets all that is in the way, else unguarded rows of the named rules. */
  readonly left: readonly string[];
}

const builds = ['pytorch-', 'download.pytorch.org', '/extra = ', '/explicit = true'];

/** Each was read as a diff by hand, as its maintainer would. */
const migrations: readonly Migration[] = [
  {
    project: 'KwaiVGI+LivePortrait',
    targets: ['amd-rocm'],
    files: { 'requirements.txt': ['pytorch/torch/rocm-6-0'] },
    left: ['onnxruntime-gpu'],
  },
  {
    project: 'FunAudioLLM+CosyVoice',
    targets: ['amd-rocm'],
    files: { 'requirements.txt': ['pytorch/torch/rocm-6-0'] },
    left: [
      'aiinfra.pkgs.visualstudio.com/PublicPackages/_packaging/onnxruntime-cuda-12/pypi/simple',
      'onnxruntime-gpu',
      'tensorrt-cu12',
      'tensorrt-cu12-bindings',
      'tensorrt-cu12-libs',
    ],
  },
  {
    project: 's0md3v+roop',
    targets: ['amd-rocm'],
    files: { 'requirements.txt': ['pytorch/torch/rocm-5-4-2'] },
    left: ['onnxruntime-gpu'],
  },
  {
    project: 'bmaltais+kohya_ss',
    targets: ['amd-rocm'],
    only: { rules: ['pytorch/torch'], packages: ['torch'] },
    files: {
      'pyproject.toml': ['pytorch/torch/per-platform'],
      'requirements_ipex_xpu.txt': ['pytorch/torch/rocm-6-3'],
      'requirements_linux.txt': ['pytorch/torch/rocm-6-3'],
      'requirements_pytorch_windows.txt': ['pytorch/torch/rocm-6-3'],
      'requirements_runpod.txt': ['pytorch/torch/rocm-6-2'],
    },
    words: builds,
    left: [],
  },
  {
    project: '00sapo+CoordFill',
    targets: ['cpu-arm64'],
    files: { 'requirements.txt': ['pytorch/torch/drop-local'] },
    left: [],
  },
  {
    project: 'facebookresearch+dinov2',
    targets: ['cpu-arm64'],
    files: { 'conda.yaml': ['rapids/cuml/scikit-learn'] },
    left: ['pypi.nvidia.com', 'pytorch-cuda'],
  },
  {
    project: '1235467+diff-svc',
    targets: ['cpu-x86_64'],
    only: { rules: ['conda/pytorch-gpu'] },
    files: { 'pixi.toml': ['conda/pytorch-gpu/environments'] },
    words: ['pytorch-cpu', '/system-requirements/cuda = 12.0', '/environments/'],
    left: [],
  },
  {
    project: 'google-gemini+gemma-cookbook',
    targets: ['cpu-arm64'],
    files: {
      'Demos/business-email-assistant/requirements.txt': ['jax/cuda-plugins/remove'],
      'Demos/personal-code-assistant/gemma-web-service/requirements.txt': ['jax/cuda-plugins/remove'],
      'Demos/spoken-language-tasks/requirements.txt': ['jax/cuda-plugins/remove'],
    },
    left: ['nvidia-cublas-cu12', 'nvidia-cuda-nvcc-cu12'],
  },
  {
    project: 'THUDM+slime',
    only: { rules: ['openai/agents-sdk'] },
    files: { 'requirements.txt': ['openai/agents-sdk/litellm-extra'] },
    left: ['openai-agents'],
  },
  {
    project: 'google+adk-docs',
    only: { rules: ['google/adk'] },
    files: {
      'examples/python/snippets/streaming/adk-streaming-ws/pyproject.toml': ['google/adk/litellm'],
      'examples/python/snippets/streaming/adk-streaming/app/requirements.txt': ['google/adk/litellm'],
      'examples/python/snippets/tools/function-tools/requirements.txt': ['google/adk/litellm'],
      'examples/python/snippets/tools/overview/requirements.txt': ['google/adk/litellm'],
    },
    left: ['google-adk'],
  },
  {
    project: 'openai+gpt-oss',
    only: { rules: ['openai/agents-sdk-js'] },
    files: {
      'compatibility-test/package.json': ['openai/agents-sdk-js/ai-sdk-adapter'],
      'examples/agents-sdk-js/package.json': ['openai/agents-sdk-js/ai-sdk-adapter'],
    },
    left: ['@openai/agents'],
  },
  {
    project: 'databricks+databricks-ai-bridge',
    only: { rules: ['databricks/sdk'] },
    files: {
      'databricks_mcp/pyproject.toml': ['databricks/sdk/make-optional'],
      'integrations/langchain/pyproject.toml': ['databricks/sdk/make-optional'],
      'pyproject.toml': ['databricks/sdk/make-optional'],
    },
    left: [],
  },
  {
    project: 'comet-ml+comet-examples',
    only: { rules: ['google/vertex-ai'] },
    files: {
      'integrations/workflow-orchestration/vertex/vertex-v2-hello-world/requirements-google-vertex.txt': ['google/vertex-ai/make-optional'],
      'integrations/workflow-orchestration/vertex/vertex-v2-hello-world/requirements.txt': ['google/vertex-ai/make-optional'],
    },
    words: ['-r requirements.txt'],
    left: [],
  },
];

async function migrate({ project, targets = [], only }: Migration): Promise<{ changes: readonly FileChange[]; session: Session }> {
  const tree: Record<string, string> = {};
  for (const { file, text } of corpusFiles()) if (file.startsWith(`${project}/`)) tree[file.slice(project.length + 1)] = text;
  const open = (files: ConstructorParameters<typeof MemoryFiles>[0]): Session =>
    testEngine().createSession(new MemoryFiles(files), { targets: [...targets] });
  const before = open(tree);
  const paths = (await before.scan()).files.filter(({ findings }) => findings.some(({ suppressed }) => !suppressed)).map((file) => file.path);
  const selection: FixSelection = { review: true, rules: only?.rules ?? [], packages: only?.packages ?? [] };
  const changes = await runFixes(new MemoryFiles(tree), (files) => testEngine().createSession(files, { targets: [...targets] }), paths, selection);
  return { changes, session: open({ ...tree, ...Object.fromEntries(changes.map((change) => [change.path, change.after])) }) };
}

/** Only lines and leaves that name a row, an index or a word of the migration differ, and independent readers can read the result. */
function checkFile(change: FileChange, words: readonly string[]): void {
  const was = change.created ? [] : readIndependently(change.path, change.before);
  const is = readIndependently(change.path, change.after);
  const names = change.applied.flatMap(({ fix }) => [
    ...fix.rows.flatMap(({ row, name }) => [row.name, ...(name === undefined ? [] : [name])]),
    ...fix.indexes.flatMap(({ index, url }) => [index.value, ...(url === null ? [] : [url])]),
    ...fix.added.map(({ row }) => row.name),
  ]);
  const strange = [...difference(was, is), ...difference(is, was)].filter((leaf) => ![...names, ...words].some((word) => leaf.includes(word)));
  assert.deepEqual(strange, [], `${change.path}: nothing else changed`);
}

describe('migrations of real projects', () => {
  for (const migration of migrations) {
    const goal = migration.targets?.join(', ') ?? migration.only?.rules?.join(', ');
    it(`${migration.project}: ${goal}`, async function () {
      this.timeout(600_000);
      needShared(this);
      assert.ok(existsSync(path.join(sharedFolder, 'corpus', migration.project)));
      const { changes, session } = await migrate(migration);
      assert.deepEqual(
        Object.fromEntries(changes.map((change) => [change.path, [...new Set(change.applied.map(({ fix }) => fix.id))].sort()])),
        migration.files,
      );
      for (const change of changes) checkFile(change, migration.words ?? []);
      for (const change of changes.filter(({ created }) => !created))
        assert.equal(decodeText(readFileSync(path.join(sharedFolder, 'corpus', migration.project, change.path))).text, change.before);
      const scan = await session.scan();
      const named = migration.only?.rules;
      const open = scan.files
        .filter(({ path: file }) => changes.some((change) => change.path === file))
        .flatMap(({ findings }) => findings.filter(({ guarded, axis, rule }) => (named ? !guarded && named.includes(rule.id) : axis === 'hardware')));
      assert.deepEqual([...new Set(open.map((finding) => finding.package))].sort(), migration.left);
    });
  }
});
