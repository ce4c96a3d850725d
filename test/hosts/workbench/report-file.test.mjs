import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../../../scripts/editor-host/cleanup.mjs';
import { root } from '../../../scripts/ensure-install.mjs';
import { SAMPLE_PROJECT } from '../../../scripts/editor-host/suites.mjs';
import { largeProject } from './large-project.mjs';
import { violations } from './report-page.mjs';
import { sharedBrowser } from './session.mjs';

/** The report of a folder in a format, written by the command line. */
function written(folder, format) {
  const done = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'check', folder, '--format', format], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

/** Opens the report of a folder as a file, with everything kept from the network. */
async function openReport(folder, options = {}) {
  const work = temporaryFolder('report-file');
  const file = path.join(work.folder, 'report.html');
  writeFileSync(file, written(folder, 'html'));
  const context = await (await sharedBrowser()).newContext({ viewport: { width: 1280, height: 800 }, offline: true, ...options });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  const close = async () => {
    await context.close();
    work.remove();
  };
  return { page, asked, close };
}

/** How many pages a PDF has that the browser has printed. */
function pageCount(pdf) {
  return pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
}

describe('the report as a file, in a browser', () => {
  const looks = {
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
    narrow: { viewport: { width: 420, height: 800 } },
  };
  for (const [name, options] of Object.entries(looks)) {
    it(`axe finds nothing wrong, and nothing is loaded: ${name}`, async () => {
      const { page, asked, close } = await openReport(SAMPLE_PROJECT, options);
      await page.screenshot({ path: path.join(root, '.build/screenshots', `file-${name.replaceAll(' ', '-')}.png`), fullPage: true });
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      assert.deepEqual(await violations(page), []);
      assert.equal(asked.length, 1);
      await close();
    });
  }

  it('prints a small project on two pages', async () => {
    const { page, close } = await openReport(SAMPLE_PROJECT);
    const pdf = await page.pdf({ preferCSSPageSize: true, path: path.join(root, '.build/screenshots/file.pdf') });
    console.log(`      pages: ${pageCount(pdf)}`);
    assert.ok(pageCount(pdf) >= 1 && pageCount(pdf) <= 2, `${pageCount(pdf)} pages`);
    await close();
  });

  it('opens with 5,000 declared packages', async () => {
    const work = temporaryFolder('large');
    for (const [name, text] of Object.entries(largeProject())) {
      mkdirSync(path.dirname(path.join(work.folder, name)), { recursive: true });
      writeFileSync(path.join(work.folder, name), text);
    }
    const { page, close } = await openReport(work.folder);
    assert.ok((await page.locator('.finding').count()) > 2000);
    await page.screenshot({ path: path.join(root, '.build/screenshots/file-5000.png') });
    await close();
    work.remove();
  });
});

describe('JUnit XML, read by a browser', () => {
  it('is well formed, with a suite for each file and a case for each group of findings', async () => {
    const context = await (await sharedBrowser()).newContext();
    const page = await context.newPage();
    const read = await page.evaluate(
      (text) => {
        const parsed = new DOMParser().parseFromString(text, 'application/xml');
        const count = (name) => parsed.querySelectorAll(name).length;
        const top = parsed.documentElement;
        return {
          root: top.nodeName,
          errors: count('parsererror'),
          suites: count('testsuite'),
          told: Number(top.getAttribute('tests')),
          cases: count('testcase'),
        };
      },
      written(SAMPLE_PROJECT, 'junit'),
    );
    assert.deepEqual([read.root, read.errors, read.suites], ['testsuites', 0, 4]);
    assert.equal(read.cases, read.told);
    await context.close();
  });
});
