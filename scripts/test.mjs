// `npm test`: everything that must hold before a change is merged, step by step, stopping at the first that fails.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { atExit } from './editor-host/cleanup.mjs';
import { ensureInstall, npmCommand, root } from './ensure-install.mjs';
import { readTotals, TOTALS_VARIABLE } from './test-totals.mjs';

const totalsFile = path.join(root, '.build', `test-totals-${process.pid}.jsonl`);
const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/mocha-reporter.mjs'];

/** What each step runs. One that cannot run here resolves with the reason. */
const steps = {
  install: () => void ensureInstall(),
  build: () => node('scripts/build.mjs'),
  types: () => node('node_modules/typescript/bin/tsc', '-b'),
  lint: () => npmScript('lint'),
  format: () => npmScript('format:check'),
  async unit() {
    // A test file that was deleted or renamed must not run on from an old build.
    rmSync(path.join(root, '.build/test'), { recursive: true, force: true });
    await node('scripts/build.mjs', 'tests');
    if (!existsSync(path.join(root, '.build/test'))) return 'there are no unit tests yet';
    // A time limit is there for what hangs; a busy machine may take several times as long as a quiet one.
    await node(...mocha, '--timeout', '120000', '--parallel', '--jobs', '2', '.build/test/**/*.test.cjs');
  },
  async editor() {
    const reason = await noServerReason();
    if (reason) return reason;
    await node('scripts/build.mjs', 'editor-tests');
    // Two editors at once; each suite has a workspace and a server of its own.
    const outcomes = await Promise.allSettled([
      node('scripts/editor-host/run-suite.mjs', 'single', 'multi-root'),
      node('scripts/editor-host/run-suite.mjs', 'untrusted', 'web'),
    ]);
    for (const { reason: failure } of outcomes) if (failure) throw failure;
  },
  async workbench() {
    const reason = await noServerReason();
    if (reason) return reason;
    await node(...mocha, '--config', 'test/hosts/workbench/.mocharc.json', '--parallel', '--jobs', '2');
  },
};

class StepFailed extends Error {}

const chosen = chooseSteps();
mkdirSync(path.dirname(totalsFile), { recursive: true });
writeFileSync(totalsFile, '');
atExit(() => rmSync(totalsFile, { force: true }));
let failed;
for (const name of chosen) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  try {
    const skipped = await steps[name]();
    console.log(`== ${name}: ${skipped ? `skipped, ${skipped}` : 'ok'} (${secondsSince(start)} s)`);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(`== ${name}: FAILED (${secondsSince(start)} s): ${error.message}`);
    failed = name;
    break;
  }
}
const { passed, failed: failures, skipped } = readTotals(totalsFile);
if (failed) console.error(`\nThe step "${failed}" failed; alone: npm test -- --only ${failed}`);
console.log(`\ntotal time: ${secondsSince(0)} s`);
console.log(`${passed} passed, ${failures} failed, ${skipped} skipped`);
process.exitCode = failed ? 1 : 0;

function chooseSteps() {
  const names = Object.keys(steps);
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, skip: { type: 'string', multiple: true } } });
    const only = values.only?.flatMap((list) => list.split(','));
    const skip = values.skip?.flatMap((list) => list.split(',')) ?? [];
    const unknown = [...(only ?? []), ...skip].find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no step "${unknown}".`);
    // What a step needs: the packages always, the built extension where the editor runs it.
    const needed = only && new Set(['install', ...(only.some((name) => name !== 'lint' && name !== 'format') ? ['build'] : []), ...only]);
    return names.filter((name) => (!needed || needed.has(name)) && !skip.includes(name));
  } catch (error) {
    console.error(`${error.message}\nnpm test -- [--only STEP] [--skip STEP]; the steps are ${names.join(', ')}.`);
    process.exit(2);
  }
}

function node(...args) {
  return run(process.execPath, args, `node ${args.join(' ')}`);
}

/** Runs a script of package.json, where it is there. */
async function npmScript(name) {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (!scripts[name]) return `package.json has no script "${name}"`;
  const { file, first, shell } = npmCommand();
  await run(file, [...first, 'run', '--silent', name], `npm run ${name}`, shell);
}

/** Runs a program to its end; it is ended with this process if that is interrupted. */
async function run(file, args, shown, shell = false) {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', shell, env: { ...process.env, [TOTALS_VARIABLE]: totalsFile } });
  const ended = atExit(() => child.kill());
  const outcome = await new Promise((resolve) =>
    child.once('error', (error) => resolve(error.message)).once('close', (code, signal) => resolve(signal ?? code)),
  );
  ended();
  if (outcome !== 0) throw new StepFailed(`${shown} ended with ${typeof outcome === 'number' ? `code ${outcome}` : outcome}`);
}

/** Why this machine cannot run the editor from npm; undefined where it can. */
async function noServerReason() {
  const { unsupportedReason } = await import('./editor-host/install.mjs');
  const reason = unsupportedReason();
  return reason && `${reason} "npm run test:desktop" runs the extension tests here.`;
}

function secondsSince(start) {
  return ((performance.now() - start) / 1000).toFixed(1);
}
