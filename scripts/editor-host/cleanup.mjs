// What must be undone when a script ends, also when it is interrupted: temp folders and child processes.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const pending = new Set();
const PARENT_CHECK_MS = 500;
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
let watching = false;

/** Registers `undo` to run at exit. Returns a function that runs it now, once. `undo` must be synchronous. */
export function atExit(undo) {
  watchOnce();
  pending.add(undo);
  return () => {
    if (pending.delete(undo)) undo();
  };
}

/** Runs all that is registered, newest first. */
export function cleanUp() {
  for (const undo of [...pending].reverse()) {
    pending.delete(undo);
    try {
      undo();
    } catch (error) {
      console.error(`While cleaning up: ${error.message}`);
    }
  }
}

/** Makes an empty folder in the system's temp folder, deleted at exit. Returns its real path and a function that deletes it. */
export function temporaryFolder(label) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `portolan-${label}-`)));
  // The editor may still be writing its last files when its processes have been told to end.
  const remove = atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  return { folder, remove };
}

function watchOnce() {
  if (watching) return;
  watching = true;
  process.on('exit', cleanUp);
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      cleanUp();
      process.exit(128 + number);
    });
  }
  if (process.env.npm_lifecycle_event) endWithParent();
}

/** npm passes SIGTERM only to the shell in which it runs a script; the script then learns of it by losing its parent. */
function endWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.exit(128 + SIGNALS.SIGTERM);
  }, PARENT_CHECK_MS);
  timer.unref();
}
