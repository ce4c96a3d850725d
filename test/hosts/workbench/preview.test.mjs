import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { root } from '../../../scripts/ensure-install.mjs';
import { openWorkbench } from './workbench.mjs';

const CORPUS = path.join(process.env.PORTOLAN_SHARED ?? path.join(root, '..', 'shared'), 'corpus');
/** How a screen reader calls the change that is left out. */
const LABEL = 'line 5, replacing ==0.22.1+xpu with ==0.22.1';
const FILES = '.monaco-list-row[aria-level="1"]';

/** The folder of a real project; the test is skipped where it is absent. */
function projectOr(test, name) {
  const folder = path.join(CORPUS, name);
  if (existsSync(folder)) return folder;
  console.log(`      skipped: there is no ${folder}`);
  return test.skip();
}

/** What the command line would write for AMD GPUs, from the diff that it prints: texts by file, before and after. */
function printedChanges(folder, ...words) {
  const args = [path.join(root, 'dist/cli.js'), 'fix', '--target', 'amd-rocm', '--review', '--dry-run', ...words, '.'];
  const done = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return parsePatch(done.stdout).map((patch) => {
    const name = patch.newFileName.slice('b/'.length);
    const before = readFileSync(path.join(folder, name), 'utf8');
    return { name, before, after: applyPatch(before, patch) };
  });
}

/** Waits until as many files are unsaved as should have changed (each gets a tab), saves them, and compares what is written then. */
async function saved(workbench, changes, which) {
  const unsaved = workbench.page.locator('.tab.dirty');
  await workbench.waitUntil(async () => (await unsaved.count()) === changes.length, `${changes.length} files are unsaved`);
  await workbench.command('File: Save All Files');
  await workbench.waitUntil(async () => (await unsaved.count()) === 0, 'all are saved');
  const texts = changes.map(({ name }) => readFileSync(path.join(workbench.folder, name), 'utf8'));
  assert.deepEqual(
    texts,
    changes.map((change) => change[which]),
  );
}

/** The refactor preview, once it is filled. */
async function preview(workbench) {
  await workbench.pick('Preview');
  const panel = workbench.page.locator('.part.panel', { has: workbench.page.locator('.bulk-edit-panel') });
  await panel.locator(FILES).first().waitFor();
  return panel;
}

const undo = (workbench) => workbench.page.keyboard.press('ControlOrMeta+Z');
/** Nothing is saved by itself, so that the changes are there to be counted. */
const settings = { 'portolan.targets': ['amd-rocm'], 'files.autoSave': 'off', 'files.refactoring.autoSave': false };

describe('real projects, moved to AMD GPUs with the refactor preview', () => {
  it('kohya_ss: torch in five files as one change', async function () {
    this.timeout(120_000);
    const project = projectOr(this, 'bmaltais+kohya_ss');
    const changes = printedChanges(project, '--rule', 'pytorch/torch');
    assert.equal(changes.length, 5);
    const workbench = await openWorkbench({ project, openFile: 'requirements_linux.txt', settings });
    const everywhere = async () => {
      await workbench.goTo(4, 15);
      await workbench.applyQuickFix('Apply everywhere in this workspace…');
      await workbench.pick('The first-ranked fix of each place of pytorch/torch');
    };
    await workbench.marks('info');
    await everywhere();
    const panel = await preview(workbench);
    await panel.locator('[aria-label^="Maximize Panel"]').click();
    await workbench.screenshot('preview-kohya');
    const names = changes.map(({ name }) => name);
    assert.deepEqual(await panel.locator(FILES).allInnerTexts(), names);
    const rows = await panel.locator('.monaco-list-row').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    for (const row of ['line 2, replacing https://download.pytorch.org/whl/cu128 with https://download.pytorch.org/whl/rocm6.3', LABEL])
      assert.ok(rows.includes(row), rows.join('\n'));

    for (const box of await panel.locator(FILES).locator('.edit-checkbox').all()) await box.click();
    await panel.locator(`[aria-label="${LABEL}"] .edit-checkbox`).click();
    await panel.locator('.monaco-button', { hasText: 'Apply' }).click();
    const partly = changes.map((one) => (one.name.includes('xpu') ? { ...one, after: one.after.replace('==0.22.1', '==0.22.1+xpu') } : one));
    await saved(workbench, partly, 'after');
    await workbench.openFile('pyproject.toml');
    await undo(workbench);
    await saved(workbench, changes, 'before');

    await workbench.openFile('requirements_linux.txt');
    await everywhere();
    await workbench.pick('Change 5 files now');
    await saved(workbench, changes, 'after');
    await undo(workbench);
    await saved(workbench, changes, 'before');
  });

  it('LivePortrait: the ready edits of the plan', async function () {
    const project = projectOr(this, 'KwaiVGI+LivePortrait');
    const changes = printedChanges(project);
    assert.equal(changes.length, 1);
    const workbench = await openWorkbench({ project, settings });
    await workbench.command('Portolan: Plan a Move…');
    await workbench.pick('Run on AMD GPUs (ROCm)');
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Apply all ready edits (1 step)' }).click();
    const panel = await preview(workbench);
    await panel.locator(FILES).locator('.edit-checkbox').click();
    await workbench.screenshot('preview-liveportrait');
    await panel.locator('.monaco-button', { hasText: 'Apply' }).click();
    await saved(workbench, changes, 'after');
    await workbench.openFile('requirements.txt');
    await undo(workbench);
    await saved(workbench, changes, 'before');
  });
});
