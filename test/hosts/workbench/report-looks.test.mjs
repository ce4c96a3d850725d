import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { showReport, violations, visibleTexts } from './report-page.mjs';
import { openWorkbench, sharedWorkbench } from './workbench.mjs';

/** Name of the pictures, the editor's theme and its background. */
const themes = [
  ['light', 'Default Light Modern', 'rgb(255, 255, 255)'],
  ['dark', 'Default Dark Modern', 'rgb(31, 31, 31)'],
  ['high-contrast', 'Default High Contrast', 'rgb(0, 0, 0)'],
  ['high-contrast-light', 'Default High Contrast Light', 'rgb(255, 255, 255)'],
];

/** A project with a lock, so that there are ways through other packages and weights. */
const locked = {
  'pyproject.toml': '[project]\nname = "acme"\nversion = "1.0"\nrequires-python = ">=3.11"\ndependencies = ["acme-serving", "openai"]\n',
  'uv.lock': lockOf([
    ['acme', '1.0', ['acme-serving', 'openai'], 0],
    ['acme-serving', '2.0', ['acme-kernels', 'numpy'], 3e6],
    ['acme-kernels', '0.3', ['flash-attn'], 12e6],
    ['flash-attn', '2.7.4', ['torch'], 180e6],
    ['torch', '2.6.0', [], 760e6],
    ['numpy', '2.0.0', [], 19e6],
    ['openai', '1.60.0', [], 1e6],
  ]),
};

function lockOf(packages) {
  const parts = packages.map(([name, version, requires, size], n) =>
    [
      '[[package]]',
      `name = "${name}"`,
      `version = "${version}"`,
      n === 0 ? 'source = { virtual = "." }' : 'source = { registry = "https://pypi.org/simple" }',
      `dependencies = [${requires.map((required) => `{ name = "${required}" }`).join(', ')}]`,
      ...(n === 0
        ? []
        : [`wheels = [{ url = "https://files.example.org/${name.replaceAll('-', '_')}-${version}-py3-none-any.whl", size = ${size} }]`]),
    ].join('\n'),
  );
  return `version = 1\nrequires-python = ">=3.11"\n\n${parts.join('\n\n')}\n`;
}

describe('how the report looks', () => {
  for (const [name, theme, background] of themes) {
    it(`follows the editor's theme, and axe finds nothing wrong: ${name}`, async () => {
      const workbench = await openWorkbench({ settings: { 'workbench.colorTheme': theme } });
      const frame = await showReport(workbench);
      assert.equal(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor), background);
      await workbench.screenshot(`report-${name}`);
      for (const id of ['matrix', 'bindings', 'findings', 'coverage']) {
        await frame.locator(`#${id}`).evaluate((heading) => heading.scrollIntoView());
        await workbench.screenshot(`report-${id}-${name}`);
      }
      await frame.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      assert.deepEqual(await violations(frame), []);
    });
  }

  it('fits beside an editor', async () => {
    const workbench = await openWorkbench({ openFile: 'requirements.txt' });
    const frame = await showReport(workbench);
    await frame.locator('.finding button.place').first().click();
    await workbench.waitUntil(() => frame.evaluate(() => window.innerWidth < 600), 'the report is narrow');
    await frame.evaluate(() => window.scrollTo(0, 0));
    await workbench.screenshot('report-narrow');
    assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'nothing is wider than the page');
  });

  it('breaks long paths, so that the way out stays in sight', async () => {
    const files = { 'services/answers-to-customers/deployment/requirements.txt': 'openai\n' };
    const frame = await showReport(await openWorkbench({ project: null, files }));
    const [table, room] = await frame.locator('.bindings').evaluate((one) => [one.scrollWidth, one.parentElement.clientWidth]);
    assert.ok(table <= room, `${table} px in ${room} px`);
  });

  it('shows the way to what is bound through other packages, and its weight', async () => {
    const workbench = await openWorkbench({ project: null, files: locked });
    const frame = await showReport(workbench);
    const [tree] = await visibleTexts(frame, '.tree > li');
    assert.match(tree, /^acme-serving · pyproject\.toml:5 acme-kernels flash-attn · bound to NVIDIA GPUs.*940 MB/);
    assert.equal(await frame.locator('.tree ul ul').count(), 1);
    assert.match((await visibleTexts(frame, '.bindings tbody td.number')).join(), /940 MB/);
    await frame.locator('#paths').evaluate((heading) => heading.scrollIntoView());
    await workbench.screenshot('report-paths');
    await frame.locator('.tree').getByRole('button', { name: 'flash-attn' }).click();
    await workbench.waitForText('name = "flash-attn"');
  });
});

describe('a report with little or nothing to say', () => {
  const cases = [
    ['nothing to read', {}, /No manifest was found here/],
    ['all fine', { 'requirements.txt': 'requests==2.32.3\nnumpy>=2.0\n' }, /No binding to one chip maker or AI vendor was found/],
    ['nothing can be read', { 'package.json': '{{{', 'a/package.json': '[' }, /Nothing could be read/],
    ['manifests without dependencies', { 'package.json': '{ "name": "empty" }' }, /The manifest declares no dependencies/],
    ['some lines are not understood', { 'requirements.txt': 'openai\n!!\ntorch --index-url https://example.org\n' }, /places? not understood/],
  ];
  const editor = sharedWorkbench({ project: null });
  for (const [name, files, sentence] of cases) {
    it(name, async () => {
      const workbench = editor();
      for (const old of readdirSync(workbench.folder)) rmSync(path.join(workbench.folder, old), { recursive: true });
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(workbench.folder, file)), { recursive: true });
        writeFileSync(path.join(workbench.folder, file), text);
      }
      const frame = await showReport(workbench, '#report h1');
      const shown = async () => (await visibleTexts(frame, '.notice, .coverage')).join(' ');
      await workbench.waitUntil(async () => sentence.test(await shown()), 'the sentence in the report');
      await workbench.screenshot(`report-${name.replaceAll(' ', '-')}`);
      assert.deepEqual(await violations(frame), []);
    });
  }
});
