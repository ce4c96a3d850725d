// Runs the extension tests inside the extension host of a real VS Code: `node scripts/editor-host/run-suite.mjs [suite ...]`,
// no name = all suites of suites.mjs. `npm run build` and `node scripts/build.mjs editor-tests` come before.
import path from 'node:path';
import { format } from 'node:util';
import { fileURLToPath } from 'node:url';
import { root } from '../ensure-install.mjs';
import { reportTotals } from '../test-totals.mjs';
import { temporaryFolder } from './cleanup.mjs';
import { ensureBrowser, ensureServer } from './install.mjs';
import { openBrowser, remoteUri, workbenchAddress } from './open-browser.mjs';
import { startServer } from './server.mjs';
import { suites } from './suites.mjs';

/** From opening the address to the end of the last test. */
const SUITE_TIMEOUT_MS = Number(process.env.PORTOLAN_SUITE_TIMEOUT_MS ?? 240_000);
/** How test/hosts/vscode/test-output.ts marks its lines; all others are the editor's own log. */
const TEST_LINE = '[tests] ';
const TOTALS = '[test totals] ';
/** Set it to see the editor's own log too. */
const SHOW_LOG = Boolean(process.env.PORTOLAN_EDITOR_LOG);

/** Runs the named suites one after another. Resolves with true when all passed. */
export async function runSuites(names) {
  const host = await ensureServer();
  const browser = await openBrowser(await ensureBrowser());
  let passed = true;
  try {
    for (const name of names) passed = (await runSuite(name, host, browser)) && passed;
  } finally {
    await browser.close();
  }
  return passed;
}

async function runSuite(name, host, browser) {
  const suite = suites[name];
  console.log(`\nextension tests: ${name}`);
  const work = temporaryFolder(`suite-${name}`);
  const opened = suite.prepare(work.folder);
  const server = await startServer({ ...host, trust: suite.trust, settings: suite.settings, testDriver: true, env: { PORTOLAN_SUITE: name } });
  const context = await browser.newContext();
  try {
    const { problem, code, totals, log } = await watchRun(
      await context.newPage(),
      workbenchAddress(server.port, { ...opened, payload: payloadOf(suite, server.port) }),
    );
    if (problem) console.error(`The extension tests "${name}" ${problem}`);
    if (problem || !totals) console.error(`The editor's last words:\n${log.slice(-40).join('\n')}\n${server.log().slice(-3000)}`);
    return !problem && code === 0 && totals !== undefined;
  } finally {
    await context.close();
    server.stop();
    work.remove();
  }
}

function payloadOf(suite, port) {
  return [
    ['extensionDevelopmentPath', remoteUri(port, root)],
    ['extensionTestsPath', remoteUri(port, path.join(root, suite.web ? '.build/editor-test/web.js' : '.build/editor-test/index.js'))],
    ['skipWelcome', 'true'],
  ];
}

/** Opens the address and waits until the suite has ended, printing what the tests print. */
async function watchRun(page, address) {
  const log = [];
  let totals;
  let timer;
  const ended = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ problem: `did not end within ${SUITE_TIMEOUT_MS / 1000} s.` }), SUITE_TIMEOUT_MS);
    page.on('crash', () => resolve({ problem: 'ended because the browser crashed.' }));
    page.exposeFunction('codeAutomationExit', (code) => resolve({ code })).catch((error) => resolve({ problem: error.message }));
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = format(...args);
    if (line.startsWith(TEST_LINE)) return console.log(line.slice(TEST_LINE.length));
    if (SHOW_LOG) console.error(line);
    log.push(line);
    if (!line.startsWith(TOTALS)) return;
    totals = JSON.parse(line.slice(TOTALS.length));
    reportTotals(totals);
  });
  await page.goto(address, { waitUntil: 'commit' });
  const result = await ended;
  clearTimeout(timer);
  return { ...result, totals, log };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !suites[name]);
  if (unknown) {
    console.error(`There is no suite "${unknown}"; the suites are ${Object.keys(suites).join(', ')}.`);
    process.exit(2);
  }
  const passed = await runSuites(names.length > 0 ? names : Object.keys(suites));
  process.exit(passed ? 0 : 1);
}
