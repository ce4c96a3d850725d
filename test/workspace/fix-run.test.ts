import assert from 'node:assert/strict';
import { digest, runFixes, type FilePort, type FixSelection, type Session } from '../../src/engine';
import type { Fix } from '../../src/model/fix';
import type { SessionSettings } from '../../src/workspace/policies';
import { MemoryFiles, testEngine } from '../support/engine';
import { smallEngine } from '../support/small-catalog';

const everything: FixSelection = { review: true, rules: [], packages: [] };

/** The text of a file after a run; undefined if the run leaves it alone. */
async function run(text: string, selection: FixSelection = everything, settings?: SessionSettings): Promise<string | undefined> {
  const engine = await smallEngine();
  const files = new MemoryFiles({ 'requirements.txt': text });
  const [change] = await runFixes(files, (port) => engine.createSession(port, settings), ['requirements.txt'], selection);
  return change?.after;
}

describe('a run of fixes', () => {
  it('applies safe fixes only, unless review is asked for', async () => {
    const text = 'gpu-only==1\nsearch-gpu==2\n';
    assert.equal(await run(text, { ...everything, review: false }), "gpu-only==1; sys_platform == 'linux'\nsearch-gpu==2\n");
    assert.equal(await run(text), "gpu-only==1; sys_platform == 'linux'\nsearch-cpu==2\n");
  });
  it('goes on until nothing is left, each step proven on the text of the one before', async () => {
    const text = '--extra-index-url https://wheels.acme.org/cu124\narray==1+cu124\nsearch-gpu\nacme-blas-cu12==1\nflow[and-cuda]\n';
    assert.equal(await run(text), 'array==1\nsearch-cpu\nflow\n');
  });
  it('has nothing to do the second time', async () => {
    const once = await run('search-gpu==2\nflow[and-cuda]\n');
    assert.ok(once !== undefined);
    assert.equal(await run(once), undefined);
  });
  it('keeps to the rules and packages that are named', async () => {
    const text = 'search-gpu==2\nflow[and-cuda]\n';
    assert.equal(await run(text, { ...everything, rules: ['acme/flow'] }), 'search-gpu==2\nflow\n');
    assert.equal(await run(text, { ...everything, packages: ['pypi:search-gpu'] }), 'search-cpu==2\nflow[and-cuda]\n');
  });
  it('keeps to the fixes that are named, whatever their safety, rank and target', async () => {
    const only = (...fixes: readonly string[]): FixSelection => ({ ...everything, review: false, fixes });
    assert.equal(await run('gpu-only==1\nsearch-gpu==2\n', only('acme/search-gpu/cpu')), 'gpu-only==1\nsearch-cpu==2\n');
    assert.equal(await run('array==1+cu124\nsearch-gpu==2\n', only('acme/array/drop-local')), 'array==1\nsearch-gpu==2\n');
    assert.equal(await run('search-gpu==2\n', only('acme/search-gpu/other', 'acme/search')), undefined);
    assert.equal(await run('search-gpu==2\n', only()), undefined);
  });
  it('keeps to the fixes and findings that are named by id', async () => {
    const text = 'search-gpu==2\nflow[and-cuda]\ngpu-only\n';
    const findings = ['acme/search-gpu@requirements.txt#main/search-gpu~1', 'acme/gpu-only@requirements.txt#main/gpu-only~1'];
    assert.equal(await run(text, { ...everything, findings, fixes: ['acme/search-gpu/cpu'] }), 'search-cpu==2\nflow[and-cuda]\ngpu-only\n');
    assert.equal(await run(text, { ...everything, findings: ['no/such'] }), undefined);
    assert.equal(await run(text, { ...everything, fixes: ['acme/search-gpu/no-such'] }), undefined);
  });
  it('leaves suppressed findings alone', async () => {
    assert.equal(await run('search-gpu==2  # portolan-ignore: acme/search-gpu -- until the new server is here\n'), undefined);
  });
  it('writes nothing', async () => {
    const engine = await smallEngine();
    const files = new MemoryFiles({ 'requirements.txt': 'search-gpu\n' });
    await runFixes(files, (port) => engine.createSession(port), ['requirements.txt'], everything);
    const content = await files.read('requirements.txt', 1000);
    assert.deepEqual(content.kind === 'bytes' && new TextDecoder().decode(content.bytes), 'search-gpu\n');
  });

  describe('of device requests', () => {
    const compose = 'services:\n  llm:\n    image: example/app\n    runtime: nvidia\n';
    const named = { ...everything, rules: ['compose/nvidia-devices'] };

    async function runCompose(files: Record<string, string>, selection: FixSelection, settings?: SessionSettings): Promise<Record<string, string>> {
      const changes = await runFixes(new MemoryFiles(files), (port) => testEngine().createSession(port, settings), ['compose.yaml'], selection);
      return Object.fromEntries(changes.map(({ path, after, created }) => [`${path}${created ? ' (new)' : ''}`, after]));
    }

    const moved = {
      'compose.yaml': 'services:\n  llm:\n    image: example/app\n',
      'compose.nvidia.yaml (new)': '# docker compose -f compose.yaml -f compose.nvidia.yaml up\nservices:\n  llm:\n    runtime: nvidia\n',
    };

    it('changes both files, where it was asked for by name or by a target', async () => {
      assert.deepEqual(await runCompose({ 'compose.yaml': compose }, named), moved);
      assert.deepEqual(await runCompose({ 'compose.yaml': compose }, everything, { targets: ['amd-rocm'] }), moved);
      assert.deepEqual(await runCompose({ 'compose.yaml': compose }, everything), {});
    });
    it('changes neither file where the new one is there', async () => {
      assert.deepEqual(await runCompose({ 'compose.yaml': compose, 'compose.nvidia.yaml': 'services: {}\n' }, named), {});
    });
  });

  describe('that touch several files', () => {
    const text = 'search-gpu==2\nflow[and-cuda]\n';

    /** A session whose fixes also write into a second file: into a new one, or behind what is there. */
    async function runBeside(files: Record<string, string>): Promise<Record<string, string>> {
      const engine = await smallEngine();
      const open = (port: FilePort): Pick<Session, 'analyzeFile' | 'policyFor' | 'fixes'> => {
        const session = engine.createSession(port);
        return {
          analyzeFile: (path) => session.analyzeFile(path),
          policyFor: (folder) => session.policyFor(folder),
          fixes: (finding, result, only) =>
            session.fixes(finding, result, only).map((fix): Fix => ({
              ...fix,
              files: [
                ...fix.files,
                { file: 'gpu.txt', length: 0, digest: digest(''), edits: [{ span: { start: 0, end: 0 }, newText: `# ${fix.id}\n` }], create: true },
              ],
            })),
        };
      };
      const changes = await runFixes(new MemoryFiles(files), open, ['requirements.txt'], everything);
      return Object.fromEntries(
        changes.map(({ path, after, created, applied }) => [`${path}${created ? ' (new)' : ''}, ${applied.length} applied`, after]),
      );
    }

    it('tells the new file too, with the fix that made it', async () => {
      assert.deepEqual(await runBeside({ 'requirements.txt': text }), {
        'requirements.txt, 1 applied': 'search-cpu==2\nflow[and-cuda]\n',
        'gpu.txt (new), 1 applied': '# acme/search-gpu/cpu\n',
      });
    });

    it('changes nothing where the file to create is there', async () => {
      assert.deepEqual(await runBeside({ 'requirements.txt': text, 'gpu.txt': 'mine\n' }), {});
    });
  });
});
