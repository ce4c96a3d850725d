// `npm run test:desktop`: the extension tests in a desktop VS Code, which @vscode/test-electron downloads.
import path from 'node:path';
import { temporaryFolder } from '../../../scripts/editor-host/cleanup.mjs';
import { suites } from '../../../scripts/editor-host/suites.mjs';
import { ensureInstall, root } from '../../../scripts/ensure-install.mjs';

/** "stable", "insiders" or a version number. */
const VERSION = process.env.PORTOLAN_VSCODE_VERSION ?? 'stable';

ensureInstall();
const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');
const { build } = await import('../../../scripts/build.mjs');
await build(['catalog', 'extension', 'editor-tests']);
const vscodeExecutablePath = await download();
for (const name of Object.keys(suites).filter((known) => !suites[known].web)) await runSuite(name);

async function download() {
  try {
    return await downloadAndUnzipVSCode(VERSION);
  } catch (error) {
    console.error(`A desktop VS Code (${VERSION}) could not be downloaded: ${error.message || error.code || error}. "npm test" needs none.`);
    return process.exit(1);
  }
}

async function runSuite(name) {
  console.log(`\nextension tests on the desktop: ${name}`);
  const work = temporaryFolder(`desktop-${name}`);
  const { folder, workspace } = suites[name].prepare(work.folder);
  const launchArgs = [workspace ?? folder, '--disable-extensions', '--user-data-dir', path.join(work.folder, 'user-data')];
  if (!suites[name].trust) launchArgs.push('--disable-workspace-trust');
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, '.build/editor-test/index.js'),
      extensionTestsEnv: { PORTOLAN_SUITE: name },
      launchArgs,
    });
  } catch (error) {
    console.error(`The extension tests "${name}" failed on the desktop: ${error.message}`);
    process.exit(1);
  }
  work.remove();
}
