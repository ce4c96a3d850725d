import assert from 'node:assert/strict';
import { applyEdits, type Session } from '../../src/engine';
import type { Fix } from '../../src/model/fix';
import type { FileResult } from '../../src/model/result';
import { mergedCompose, readYamlFile } from '../support/compose-merge';
import { corpusFiles, difference, readIndependently } from '../support/corpus';
import { MemoryFiles, testEngine } from '../support/engine';
import { needShared } from '../support/shared';

/** The fixes of device requests over the corpus. Each was read as a diff by hand, as its maintainer would. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'InternLM+lmdeploy/k8s/deployment.yaml': ['amd', 'intel-xe', 'intel-i915'],
  'Physical-Intelligence+openpi/examples/aloha_real/compose.yml': ['override-file'],
  'Physical-Intelligence+openpi/examples/aloha_sim/compose.yml': ['override-file'],
  'Physical-Intelligence+openpi/examples/libero/compose.yml': ['override-file'],
  'Physical-Intelligence+openpi/scripts/docker/compose.yml': ['override-file'],
  'bmaltais+kohya_ss/docker-compose.yaml': ['override-file'],
  'eosphoros-ai+DB-GPT/docker/compose_examples/cluster-docker-compose.yml': ['override-file'],
  'lm-sys+FastChat/docker/docker-compose.yml': ['override-file'],
  'nerfstudio-project+nerfstudio/.devcontainer/docker-compose.yml': ['override-file'],
};

function deviceFixes(session: Session, result: FileResult): readonly Fix[] {
  const fixes = result.findings.flatMap((finding) => session.fixes(finding, result)).filter(({ requests }) => requests.length > 0);
  return fixes.filter((fix, index) => fixes.findIndex(({ id }) => id === fix.id) === index);
}

/** The base starts without the request, and with the new file over it as before. */
function checkOverride(text: string, fix: Fix): void {
  const [own, created, ...others] = fix.files;
  const base = applyEdits(text, own?.edits ?? []);
  const override = applyEdits('', created?.edits ?? []);
  assert.ok(base !== undefined && override !== undefined && created?.create && others.length === 0);
  assert.deepEqual(mergedCompose(base, override), readYamlFile(text));
  assert.doesNotMatch(JSON.stringify(readYamlFile(base)), /"driver":"nvidia"|"runtime":"nvidia"/);
  const [was, is] = [readIndependently('a.yaml', text), readIndependently('a.yaml', base)];
  assert.deepEqual(difference(is, was), []);
  for (const leaf of difference(was, is)) assert.match(leaf, /^\/services\/[^/]+\/(deploy\/resources\/reservations\/devices\[\]|runtime)/);
}

/** Only the key is another one, at all its places. */
function checkResource(text: string, fix: Fix): void {
  const after = applyEdits(text, fix.files[0]?.edits ?? []);
  const [{ request, value } = assert.fail('no request')] = fix.requests;
  assert.ok(after !== undefined && value !== null && fix.files.length === 1);
  assert.equal(text.includes(value), false);
  assert.deepEqual(JSON.stringify(readYamlFile(after)).replaceAll(value, request.value), JSON.stringify(readYamlFile(text)));
  assert.equal(after.includes(request.value), false);
}

describe('fixes of device requests over the corpus', () => {
  it('change the requests and nothing else', async function () {
    this.timeout(600_000);
    needShared(this);
    const found: Record<string, readonly string[]> = {};
    for (const { file, text } of corpusFiles().filter((one) => /\.ya?ml$/.test(one.file))) {
      const session = testEngine().createSession(new MemoryFiles({ [file]: text }));
      const result = await session.analyzeFile(file);
      const fixes = result ? deviceFixes(session, result) : [];
      if (fixes.length > 0) found[file] = fixes.map(({ remedy }) => remedy.id);
      for (const fix of fixes) (fix.remedy.edit?.devices ? checkOverride : checkResource)(text, fix);
    }
    assert.deepEqual(found, expected);
  });

  it('are a migration of several files', async function () {
    needShared(this);
    const project = 'Physical-Intelligence+openpi/';
    const files = Object.fromEntries(corpusFiles().flatMap(({ file, text }) => (file.startsWith(project) ? [[file, text]] : [])));
    const paths = Object.keys(expected).filter((file) => file.startsWith(project));
    const session = testEngine().createSession(new MemoryFiles(files));
    const changes = await session.fixed(paths, { review: true, rules: ['compose/nvidia-devices'], packages: [] });
    assert.deepEqual(
      changes.map(({ path }) => path).toSorted(),
      paths.flatMap((path) => [path, path.replace('compose.yml', 'compose.nvidia.yml')]).toSorted(),
    );
    for (const { path, before } of changes.filter(({ created }) => !created)) {
      const textOf = (name: string): string => changes.find((change) => change.path === name)?.after ?? '';
      assert.deepEqual(mergedCompose(textOf(path), textOf(path.replace('compose.yml', 'compose.nvidia.yml'))), readYamlFile(before));
    }
    const again = testEngine().createSession(new MemoryFiles({ ...files, ...Object.fromEntries(changes.map(({ path, after }) => [path, after])) }));
    const open = (await again.scan()).files
      .flatMap(({ findings }) => findings)
      .filter(({ rule, guarded }) => rule.id === 'compose/nvidia-devices' && !guarded);
    assert.deepEqual(open, []);
  });
});
