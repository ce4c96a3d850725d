// A cache folder on this machine for large tools that are no npm dependency of the project.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { atExit } from './cleanup.mjs';

const COMPLETE = '.complete';
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** The cache folder: PORTOLAN_EDITOR_HOST_CACHE, else `portolan-editor-host` in the user's own cache folder. */
export function cacheFolder() {
  const { PORTOLAN_EDITOR_HOST_CACHE: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (own) return path.resolve(own);
  const home = os.homedir();
  if (process.platform === 'win32') return path.join(local ?? path.join(home, 'AppData', 'Local'), 'portolan-editor-host');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'portolan-editor-host');
  return path.join(xdg || path.join(home, '.cache'), 'portolan-editor-host');
}

/**
 * Returns the folder `key` of the cache, after `fill(folder)` has filled it if it was not there. A folder is filled
 * under another name and renamed when whole, so a broken install is never used; of two that run at once, the first
 * to finish wins and the other uses its result.
 */
export async function cached(key, fill) {
  const parent = cacheFolder();
  const place = path.join(parent, key);
  if (isComplete(place)) return { folder: place, installed: false };
  mkdirSync(parent, { recursive: true });
  removeAbandoned(parent);
  const partial = mkdtempSync(path.join(parent, `.partial-${key}-`));
  const removePartial = atExit(() => rmSync(partial, { recursive: true, force: true, maxRetries: 3 }));
  try {
    await fill(partial);
    writeFileSync(path.join(partial, COMPLETE), '');
    // mkdtemp keeps other users out; what is whole may be read by all who share the cache folder.
    chmodSync(partial, 0o755);
    publish(partial, place);
  } finally {
    removePartial();
  }
  return { folder: place, installed: true };
}

function isComplete(folder) {
  return existsSync(path.join(folder, COMPLETE));
}

function publish(partial, place) {
  if (existsSync(place) && !isComplete(place)) rmSync(place, { recursive: true, force: true });
  try {
    renameSync(partial, place);
  } catch (error) {
    if (!isComplete(place)) throw error;
  }
}

function removeAbandoned(parent) {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith('.partial-'))) {
    const folder = path.join(parent, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_AFTER_MS) rmSync(folder, { recursive: true, force: true });
  }
}
