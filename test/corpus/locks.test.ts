import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeText, formatOf, type FileContent, type FilePort, type FolderEntry } from '../../src/engine';
import type { Finding } from '../../src/model/finding';
import { emptyManifest } from '../../src/model/manifest';
import { testEngine } from '../support/engine';
import { npmEdges, oldNpmEdges, poetryEdges, readEdges, uvEdges } from './lock-edges';
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

describe('locks of the corpus', () => {
  it('plain torch marks nothing', async function () {
    needShared(this);
    this.timeout(600_000);
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
  it('edges of every uv.lock and poetry.lock are those that a TOML reader gives: names, markers, extras, groups, answers', function () {
    needShared(this);
    this.timeout(600_000);
    let edges = 0;
    for (const [format, oracle, atLeast] of [
      ['uv.lock', uvEdges, 25],
      ['poetry.lock', poetryEdges, 25],
    ] as const) {
      const files = locksOf(format);
      assert.ok(files.length >= atLeast, `only ${files.length} files of ${format}`);
      for (const file of files) {
        const text = textOf(file);
        const read = readEdges(formatOf(file)?.parse(text) ?? emptyManifest);
        assert.deepEqual(read, oracle(text), file);
        edges += read.flatMap(([, asked]) => asked).length;
      }
    }
    assert.ok(edges > 7000, `only ${edges} edges`);
  });
  it('edges of every package-lock are those that JSON.parse and the rules of Node give', function () {
    needShared(this);
    this.timeout(600_000);
    let edges = 0;
    for (const file of [...locksOf('package-lock'), ...locksOf('npm-shrinkwrap')]) {
      const text = textOf(file);
      const manifest = formatOf(file)?.parse(text) ?? emptyManifest;
      const { packages, dependencies = {} } = JSON.parse(text) as {
        packages?: Parameters<typeof npmEdges>[0];
        dependencies?: Parameters<typeof oldNpmEdges>[0];
      };
      const expected = [...(packages ? npmEdges(packages) : oldNpmEdges(dependencies)).values()];
      const read = readEdges(manifest).map(([, asked]) => asked);
      assert.deepEqual(read.map(String).sort(), expected.map(String).sort(), file);
      edges += read.flat().length;
    }
    assert.ok(edges > 10_000, `only ${edges} edges`);
  });
});
