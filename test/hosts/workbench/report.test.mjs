import assert from 'node:assert/strict';
import { openWorkbench } from './workbench.mjs';

const SHOW_REPORT = 'Portolan: Show Report';

/** Runs the command and waits for the page; returns its frame. */
async function showReport(workbench, selector = '#report h2') {
  await workbench.command(SHOW_REPORT);
  return workbench.webview(selector);
}

/** The texts of all elements that match and are visible. */
function visibleTexts(frame, selector) {
  return frame
    .locator(selector)
    .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent.replaceAll(/\s+/g, ' ').trim()));
}

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

  it('says so when there is nothing to read', async () => {
    const workbench = await openWorkbench({ project: null });
    const frame = await showReport(workbench, '.notice');
    assert.match((await visibleTexts(frame, '.notice')).join(' '), /No manifest was found here/);
  });

  for (const [name, theme, background] of [
    ['light', 'Default Light Modern', 'rgb(255, 255, 255)'],
    ['dark', 'Default Dark Modern', 'rgb(31, 31, 31)'],
    ['high-contrast', 'Default High Contrast', 'rgb(0, 0, 0)'],
  ]) {
    it(`follows the editor's theme: ${name}`, async () => {
      const workbench = await openWorkbench({ settings: { 'workbench.colorTheme': theme } });
      const frame = await showReport(workbench);
      assert.equal(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor), background);
      await workbench.screenshot(`report-${name}`);
      await frame.locator('#matrix').evaluate((heading) => heading.scrollIntoView());
      await workbench.screenshot(`report-matrix-${name}`);
    });
  }

  it('stays usable with 2,000 findings', async () => {
    const rows = Array.from({ length: 400 }, () => 'openai\nflash-attn\ntensorrt-llm\n').join('');
    const files = Object.fromEntries(['a', 'b'].map((name) => [`${name}/requirements.txt`, rows]));
    const workbench = await openWorkbench({ project: null, files });
    const frame = await showReport(workbench);
    assert.equal((await visibleTexts(frame, '.finding')).length, 200);
    await frame.getByRole('button', { name: 'Show all 2400 findings' }).click();
    assert.equal((await visibleTexts(frame, '.finding')).length, 2400);
  });
});
