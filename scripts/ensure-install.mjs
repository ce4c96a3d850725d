// Makes sure that the project's npm packages are there. Node built-ins only: this runs before any package exists.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Oldest Node that the build and test tools run on (package.json "engines"). */
const OLDEST_NODE = [20, 19];

/** Ends the process with one sentence where this Node is too old; otherwise does nothing. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Portolan needs Node ${OLDEST_NODE.join('.')} or newer to build and test; this is Node ${process.versions.node}.`);
  process.exit(2);
}

/**
 * The program and first arguments that run npm here. `npm_execpath` is set under every `npm run`; Windows starts
 * `npm.cmd` only through a shell.
 */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js') && existsSync(script)) return { file: process.execPath, first: [script], shell: false };
  return { file: 'npm', first: [], shell: process.platform === 'win32' };
}

/** Runs `npm ci` where `node_modules` is missing or is not what package-lock.json asks for. Returns true if it did. */
export function ensureInstall() {
  requireNode();
  if (installIsCurrent()) return false;
  console.log('Installing npm packages (npm ci) …');
  const { file, first, shell } = npmCommand();
  const done = spawnSync(file, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell,
  });
  if (done.status === 0) return true;
  console.error('The npm packages could not be installed; "npm ci" in the project folder says why.');
  process.exit(1);
}

/** npm writes what it installed into node_modules/.package-lock.json; comparing the two does not depend on file times. */
function installIsCurrent() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true;
    const found = installed[place];
    if (!found) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
