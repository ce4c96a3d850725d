import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { decodeText, formatOf, type FileContent, type FilePort, type FolderEntry } from '../../src/engine';
import type { Finding } from '../../src/model/finding';
import { testEngine } from '../support/engine';
import { needShared, readJsonLines, sharedFolder } from '../support/shared';

interface LockFile {
  readonly file: string;
  readonly format: string;
}

const corpus = path.join(sharedFolder, 'corpus');

const locksOf = (format: string): readonly string[] =>
  readJsonLines<LockFile>('corpus/oracle/locks.jsonl').flatMap((one) => (one.format === format ? [one.file] : []));

const textOf = (file: string): string => decodeText(readFileSync(path.join(corpus, file))).text;

/** The files of one folder of the corpus, without those below it. */
class FolderFiles implements FilePort {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = path.join(corpus, folder);
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    if (folder !== '') return Promise.resolve([]);
    return Promise.resolve(
      readdirSync(this.#folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [{ name: entry.name, kind: 'file' as const }] : [])),
    );
  }

  read(file: string): Promise<FileContent> {
    try {
      return Promise.resolve({ kind: 'text', text: decodeText(readFileSync(path.join(this.#folder, file))).text, version: 0 });
    } catch {
      return Promise.resolve({ kind: 'missing' });
    }
  }
}

/** True if the finding is one of torch that neither the manifest nor the lock gives a reason for: no label, no index, no wheel. */
function isPlainTorch({ package: name, rule, via, evidence }: Finding & { evidence: string }): boolean {
  const torch = ['torch', 'torchvision', 'torchaudio'];
  if (via.slice(0, -1).some((step) => torch.includes(step.toLowerCase()))) return true;
  return rule.names['pypi']?.includes('torch') === true && torch.includes(name) && evidence === '';
}

/** What in the folder's texts could bind a torch: a label, an index of builds, a wheel. */
function reasonFor(folder: string, names: readonly string[]): string {
  const texts = names.map((name) => {
    try {
      return textOf(path.posix.join(folder, name));
    } catch {
      return '';
    }
  });
  return texts.some((text) => /\+(?:cu|rocm|xpu)\d*|whl\/(?:nightly\/)?(?:cu|rocm|xpu)/.test(text)) ? 'label or index' : '';
}

/** `name@version` of each package with the sorted names that it requires, as the graph has it. */
function edgesOf(file: string): Map<string, string[]> {
  const graph = formatOf(file)?.parse(textOf(file)).graph;
  assert.ok(graph, file);
  return collect(graph.packages.map(({ name, version, requires }) => [`${name}@${version}`, requires.map((edge) => edge.name)]));
}

function collect(pairs: readonly (readonly [string, readonly string[]])[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, names] of pairs) found.set(key, [...new Set([...(found.get(key) ?? []), ...names])].sort());
  return found;
}

interface UvPackage {
  readonly name: string;
  readonly version?: string;
  readonly dependencies?: readonly { readonly name: string }[];
  readonly 'optional-dependencies'?: Readonly<Record<string, readonly { readonly name: string }[]>>;
  readonly 'dev-dependencies'?: Readonly<Record<string, readonly { readonly name: string }[]>>;
}

function uvEdges(file: string): Map<string, string[]> {
  const { package: packages } = parseToml(textOf(file)) as unknown as { package: readonly UvPackage[] };
  return collect(
    packages.map((one) => {
      const groups = [one['optional-dependencies'], one['dev-dependencies']].flatMap((table) => Object.values(table ?? {}).flat());
      return [`${one.name}@${one.version ?? ''}`, [...(one.dependencies ?? []), ...groups].map(({ name }) => name)];
    }),
  );
}

type NpmTable = Readonly<Record<string, string>>;
type NpmPackage = Readonly<Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies', NpmTable | undefined>> & {
  readonly name?: string;
  readonly version?: string;
  readonly link?: boolean;
};

function npmEdges(file: string): Map<string, string[]> {
  const { packages } = JSON.parse(textOf(file)) as { packages: Readonly<Record<string, NpmPackage>> };
  const marker = 'node_modules/';
  return collect(
    Object.entries(packages)
      .filter(([at, { link }]) => at.includes(marker) && link !== true)
      .map(([at, one]) => {
        const tables = [one.dependencies, one.optionalDependencies, one.peerDependencies];
        return [
          `${one.name ?? at.slice(at.lastIndexOf(marker) + marker.length)}@${one.version ?? ''}`,
          tables.flatMap((table) => Object.keys(table ?? {})),
        ];
      }),
  );
}

describe('locks of the corpus', () => {
  it('plain torch marks nothing', async function () {
    needShared(this);
    this.timeout(120_000);
    const engine = testEngine();
    const found: string[] = [];
    let plain = 0;
    const folders = new Set([...locksOf('uv.lock'), ...locksOf('poetry.lock')].map((file) => path.posix.dirname(file)));
    assert.ok(folders.size >= 40, `only ${folders.size} projects`);
    for (const folder of folders) {
      const reason = reasonFor(folder, ['pyproject.toml', 'uv.lock', 'poetry.lock']);
      const { files } = await engine.createSession(new FolderFiles(folder)).scan();
      const locked = files.filter(({ path: file }) => ['pyproject.toml', 'uv.lock', 'poetry.lock'].includes(file));
      const torch = files.some(({ manifest: { graph } }) => graph?.packages.some(({ name }) => name === 'torch'));
      if (torch && reason === '') plain++;
      for (const finding of locked.flatMap(({ findings }) => findings)) {
        if (isPlainTorch({ ...finding, evidence: reason })) found.push(`${folder} ${finding.id}`);
      }
    }
    assert.deepEqual(found, []);
    assert.ok(plain >= 3, `only ${plain} projects lock a plain torch`);
  });
  it('edges of uv.lock are those that a TOML reader gives', function () {
    needShared(this);
    const files = locksOf('uv.lock').slice(0, 5);
    assert.equal(files.length, 5);
    for (const file of files) assert.deepEqual(edgesOf(file), uvEdges(file), file);
  });
  it('edges of package-lock.json are those that JSON.parse gives', function () {
    needShared(this);
    const files = locksOf('package-lock')
      .filter((file) => 'packages' in (JSON.parse(textOf(file)) as object))
      .slice(0, 5);
    assert.equal(files.length, 5);
    for (const file of files) {
      const read = npmEdges(file);
      const graph = edgesOf(file);
      for (const [key, names] of read) assert.deepEqual(graph.get(key), names, `${file} ${key}`);
    }
  });
});
