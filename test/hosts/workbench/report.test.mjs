import assert from 'node:assert/strict';
import { showReport, visibleTexts } from './report-page.mjs';
import { openWorkbench } from './workbench.mjs';

describe('the report, driven as a person does', () => {
  it('shows summary and matrix, and a click on a finding leads to its place', async () => {
    const workbench = await openWorkbench();
    const frame = await showReport(workbench);
    assert.ok((await visibleTexts(frame, '#report h2')).includes('Where can it run?'));
    const torch = frame.locator('.matrix tbody tr', { hasText: 'torch 2.6.0+cu124' });
    assert.deepEqual((await torch.locator('td.verdict').allInnerTexts()).slice(0, 3), ['yes', 'no', 'no']);
    await workbench.screenshot('report', { readme: true });

    await frame.locator('.finding', { hasText: 'torch 2.6.0+cu124' }).locator('button.place').first().click();
    await workbench.waitForText('torch==2.6.0+cu124');
    await workbench.statusBarItem('Ln 2, Col 19 (6 selected)');
    await workbench.screenshot('report-place');
  });

  it('follows an edit and keeps filter and scroll position', async () => {
    // Two findings of this file stay, so that its heading does.
    const workbench = await openWorkbench({
      files: { 'pyproject.toml': '[project]\nname = "acme"\ndependencies = [\n  "openai",\n  "langchain-openai",\n  "openai-agents",\n]\n' },
    });
    const frame = await showReport(workbench);
    await frame.locator('#filter-tie').selectOption('openai');
    assert.ok((await visibleTexts(frame, '.finding .message code')).includes('openai-agents'));
    await frame.locator('.finding', { hasText: 'openai-agents' }).locator('button.place').first().click();
    await workbench.statusBarItem('Ln 6, Col');
    // The editor beside the report has made it narrower.
    await workbench.waitUntil(
      () =>
        frame
          .locator('.finding', { hasText: 'openai-agents' })
          .locator('button.place')
          .first()
          .evaluate(
            (button) => window.innerWidth < 600 && button.getBoundingClientRect().top < window.innerHeight && button.getBoundingClientRect().top > 0,
          ),
      'the chosen place is in sight',
    );
    const place = () => frame.locator('.file h3', { hasText: 'pyproject.toml' }).evaluate((heading) => heading.getBoundingClientRect().top);
    const before = await place();

    await workbench.page.keyboard.press('ControlOrMeta+Shift+K');
    await workbench.waitUntil(async () => !(await visibleTexts(frame, '.finding .message code')).includes('openai-agents'), 'the finding is gone');
    assert.ok((await visibleTexts(frame, '.finding .message code')).includes('openai'));
    assert.equal(await frame.locator('#filter-tie').inputValue(), 'openai');
    assert.ok((await frame.evaluate(() => window.scrollY)) > 0);
    assert.ok(Math.abs((await place()) - before) < 100);
  });

  it('can be used from the keyboard and searched by text', async () => {
    const workbench = await openWorkbench();
    const frame = await showReport(workbench);
    await frame.locator('#filter-text').focus();
    await workbench.page.keyboard.type('pinecone');
    await workbench.waitUntil(async () => (await visibleTexts(frame, '.finding')).length === 1, 'one finding is left');
    assert.deepEqual(await visibleTexts(frame, '#filter-count'), ['1 finding left']);
    await frame.locator('.finding button.place:visible').focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.statusBarItem('Ln 8, Col');
  });

  it('filters by target, vendor, strength, file and text', async () => {
    const workbench = await openWorkbench();
    const frame = await showReport(workbench);
    const packages = () => visibleTexts(frame, '.matrix tbody th');
    const all = (await visibleTexts(frame, '.finding')).length;
    await frame.locator('#filter-target').selectOption('cpu-arm64');
    assert.ok((await packages()).includes('flash-attn') && !(await packages()).includes('jax[cuda12]'));
    await frame.locator('#filter-strength').selectOption('hard');
    for (const row of await visibleTexts(frame, '.bindings tbody td:nth-child(3)')) assert.match(row, /^hard/);
    await frame.locator('#filter-file').selectOption('requirements.txt');
    assert.deepEqual(await visibleTexts(frame, '.finding .message code'), ['flash-attn']);
    await frame.getByRole('button', { name: 'Clear' }).click();
    await workbench.waitUntil(async () => (await visibleTexts(frame, '.finding')).length === all, 'all findings are back');
    await frame.locator('#filter-tie').selectOption('pinecone');
    assert.deepEqual(await visibleTexts(frame, '#filter-count'), ['1 finding left']);
    await frame.locator('#filter-text').fill('nothing of that name');
    assert.deepEqual(await visibleTexts(frame, '.matrix, .bindings, .finding'), []);
  });

  it('sorts by target, vendor, strength and file, from the keyboard too', async () => {
    const workbench = await openWorkbench();
    const frame = await showReport(workbench);
    const column = (table, n) => visibleTexts(frame, `.${table} tbody tr > :nth-child(${n})`);
    const sorted = (texts) => [...texts].sort();
    await frame.locator('.matrix').getByRole('button', { name: 'Apple', exact: true }).click();
    const apple = await column('matrix', 5);
    assert.equal(apple[0], 'no');
    assert.equal(apple.at(-1), 'yes');
    assert.equal(apple.lastIndexOf('no') < apple.indexOf('partial'), true);
    for (const [name, n] of [
      ['Bound to', 2],
      ['File', 4],
    ]) {
      await frame.locator('.bindings').getByRole('button', { name, exact: true }).focus();
      await workbench.page.keyboard.press('Enter');
      const texts = await column('bindings', n);
      assert.deepEqual(texts, sorted(texts));
      assert.equal(await frame.locator('.bindings th[aria-sort]').innerText(), name);
    }
    await frame.locator('.bindings').getByRole('button', { name: 'Strength', exact: true }).click();
    const strengths = (await column('bindings', 3)).map((text) => text.replace(', guarded', ''));
    assert.deepEqual([...new Set(strengths)], ['hard', 'conditional', 'default']);
    await frame.locator('.bindings').getByRole('button', { name: 'Strength', exact: true }).click();
    assert.match((await column('bindings', 3))[0], /^default/);
    assert.equal(await frame.locator('.bindings th[aria-sort]').getAttribute('aria-sort'), 'descending');
  });

  it('is there again after the window was reloaded, with its filter', async () => {
    const workbench = await openWorkbench();
    const first = await showReport(workbench);
    await first.locator('#filter-tie').selectOption('openai');
    await first.locator('#filter-count').getByText('left').waitFor();
    // The editor writes its state down every few seconds, and not for certain when its page is left.
    // The filter is in it later than the open tab is.
    await workbench.waitUntil(() => workbench.hasStored('openai'), 'the editor has stored the report with its filter');
    await workbench.page.reload();
    await workbench.page.waitForSelector('.monaco-workbench');
    const frame = await workbench.webview('#report h2');
    assert.equal(await frame.locator('#filter-tie').inputValue(), 'openai');
    await frame.locator('#filter-count').getByText('left').waitFor();
  });
});
