// Starts a Visual Studio Code server with the extension of this project in it.
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../ensure-install.mjs';
import { atExit, temporaryFolder } from './cleanup.mjs';

const START_TIMEOUT_MS = 60_000;

/** A quiet first screen: no start page, no sign-in, no chat, nothing that wants the network. */
const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'json.schemaDownload.enable': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/**
 * Starts a server with a fresh data folder; everything is stopped and deleted at exit.
 * @param options.serverMain, options.node  what `ensureServer` returned
 * @param options.port        a port or a range like "8321-8399"; default any free one
 * @param options.linkExtension  true: the extension is there as an installed one; false: it is named in the address
 * @param options.defaultFolder  what an address without a folder opens
 * @param options.settings    user settings on top of the quiet ones
 * @param options.trust       true: workspace trust is asked for as in daily use; default: everything is trusted
 * @param options.testDriver  true: the address may carry a `payload`
 * @param options.env         more environment variables
 * @returns {Promise<{port: number, log: () => string, ended: Promise<number>, stop: () => void}>}
 */
export async function startServer(options) {
  const data = temporaryFolder('editor');
  prepareData(data.folder, options);
  const args = [options.serverMain, ...serverArguments(data.folder, options)];
  // A process group of its own, so that the extension hosts it starts end with it.
  const child = spawn(options.node, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: environment(data.folder, options.env) });
  const stopServer = atExit(() => killGroup(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output = (output + text).slice(-100_000)));
  try {
    const port = await portOf(child, () => output);
    return {
      port,
      log: () => output,
      ended: new Promise((resolve) => child.once('exit', resolve)),
      stop: () => {
        stopServer();
        data.remove();
      },
    };
  } catch (error) {
    stopServer();
    throw error;
  }
}

/** The server leaves sockets in the temp folder; in its own data folder they go with it. Socket paths are limited to 107 bytes. */
function environment(dataFolder, more) {
  const temp = process.platform === 'linux' && dataFolder.length < 50 ? { TMPDIR: dataFolder, XDG_RUNTIME_DIR: dataFolder } : {};
  return { ...process.env, ...temp, ...more };
}

function serverArguments(dataFolder, { port = 0, defaultFolder, trust = false, testDriver = false }) {
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'];
  args.push('--telemetry-level', 'off', '--server-data-dir', dataFolder);
  if (!trust) args.push('--disable-workspace-trust');
  if (testDriver) args.push('--enable-smoke-test-driver');
  if (defaultFolder) args.push('--default-folder', defaultFolder);
  return args;
}

function prepareData(folder, { settings, linkExtension }) {
  const text = JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2);
  for (const name of ['data/User', 'data/Machine']) {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'settings.json'), text);
  }
  mkdirSync(path.join(folder, 'extensions'));
  if (linkExtension) symlinkSync(root, path.join(folder, 'extensions', 'portolan.portolan-dev'), 'junction');
}

/** Resolves with the port once the server listens; rejects if it ends before or takes too long. */
function portOf(child, output) {
  return new Promise((resolve, reject) => {
    const fail = (what) => {
      const inUse = /EADDRINUSE.*/.exec(output());
      reject(new Error(inUse ? `The port is in use (${inUse[0]}).` : `The VS Code server ${what}. It said:\n${output()}`));
    };
    const timer = setTimeout(() => fail(`did not start within ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => fail(`ended with code ${code}`));
    child.stdout.on('data', () => {
      const port = /agent listening on (\d+)/.exec(output())?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

function killGroup(child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  for (const target of [-child.pid, child.pid]) {
    try {
      process.kill(target, 'SIGKILL');
      return;
    } catch {
      // No such group: the process itself is tried next; no such process: it has ended.
    }
  }
}
