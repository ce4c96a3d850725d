// What all workbench tests of one run share: the browser, and the list of editors to close. Loaded by Mocha with --require.
import { ensureBrowser } from '../../../scripts/editor-host/install.mjs';
import { openBrowser } from '../../../scripts/editor-host/open-browser.mjs';

/** The editors that are open now. */
export const opened = new Set();
/** Those of them that the next test goes on with. */
export const kept = new Set();

let browser;

/** One browser for all tests; each editor gets a context of its own in it. */
export function sharedBrowser() {
  browser ??= ensureBrowser().then(openBrowser);
  return browser;
}

/** Mocha's root hooks. A failed test leaves a picture of each open editor in .build/screenshots. */
export const mochaHooks = {
  async afterEach() {
    const failed = this.currentTest?.state === 'failed';
    for (const workbench of opened) {
      if (failed)
        console.error(`      picture: ${await workbench.screenshot(fileName(this.currentTest.fullTitle())).catch((error) => error.message)}`);
      if (failed || !kept.has(workbench)) await workbench.close();
    }
  },
  async afterAll() {
    // Of each file, where files run in parallel: the next one of the same process opens a browser anew.
    await (await browser)?.close();
    browser = undefined;
  },
};

function fileName(title) {
  return `failed-${title.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80)}`;
}
