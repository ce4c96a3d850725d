import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { decodeText, digest, encodeText } from '../../engine';
import { UsageError } from './args';

/** What a file shall be, and what it was when that was decided. */
export interface FileToWrite {
  readonly file: string;
  /** As output names it. */
  readonly shown: string;
  readonly before: string;
  readonly after: string;
  /** It must not exist yet. */
  readonly created: boolean;
}

interface Prepared {
  readonly shown: string;
  /** Where a link leads: the link itself stays. */
  readonly target: string;
  /** The new content, complete on disk beside the target. */
  readonly fresh: string;
  /** What the target held; undefined for a new file. */
  readonly old: Uint8Array | undefined;
  /** Permissions of the target; undefined for a new file, which gets the usual ones. */
  readonly mode: number | undefined;
}

/**
 * Writes all files or none, each in the encoding that it has. Every file is checked, and every new content is complete on disk
 * beside its place, before the first one is put there by a rename; if a rename fails, those before it are taken back.
 * @throws UsageError that says which file could not be written, and whether the others are as they were
 */
export function writeAll(files: readonly FileToWrite[], rename: typeof renameSync = renameSync): void {
  const checked = files.map((file) => check(file));
  const prepared: Prepared[] = [];
  try {
    for (const file of checked) prepared.push(prepare(file));
    putInPlace(prepared, rename);
  } finally {
    for (const { target } of checked) rmSync(freshFor(target), { force: true });
  }
}

interface Checked extends Omit<Prepared, 'fresh'> {
  readonly bytes: Uint8Array;
}

function check({ file, shown, before, after, created }: FileToWrite): Checked {
  if (created) {
    if (existsSync(file)) throw new UsageError(`${shown} is there meanwhile; nothing was written`);
    return { shown, target: file, old: undefined, mode: undefined, bytes: encodeText(after, { encoding: 'utf-8', bom: false }) };
  }
  return attempt(`cannot write ${shown}`, 'nothing was written', () => {
    const target = realpathSync(file);
    accessSync(target, constants.W_OK);
    const old = readFileSync(target);
    const decoded = decodeText(old);
    if (decoded.lossy || digest(decoded.text) !== digest(before)) throw new UsageError(`${shown} changed meanwhile; nothing was written`);
    return { shown, target, old, mode: statSync(target).mode & 0o7777, bytes: encodeText(after, decoded) };
  });
}

function prepare({ bytes, ...file }: Checked): Prepared {
  const fresh = freshFor(file.target);
  return attempt(`cannot write beside ${file.shown}`, 'nothing was changed', () => {
    writeNew(fresh, bytes, file.mode);
    return { ...file, fresh };
  });
}

function putInPlace(files: readonly Prepared[], rename: typeof renameSync): void {
  const done: Prepared[] = [];
  for (const file of files) {
    try {
      // A file that came into being since the check is not overwritten.
      if (file.old === undefined) closeSync(openSync(file.target, 'wx'));
      rename(file.fresh, file.target);
      done.push(file);
    } catch (error) {
      if (file.old === undefined && codeOf(error) !== 'EEXIST') rmSync(file.target, { force: true });
      const stuck = done.filter((before) => !takeBack(before)).map(({ shown }) => shown);
      const rest = stuck.length === 0 ? 'all files are as they were' : `could not be taken back and stay changed: ${stuck.join(', ')}`;
      throw new UsageError(`cannot write ${file.shown} (${codeOf(error)}); ${rest}`, { cause: error });
    }
  }
}

function freshFor(target: string): string {
  return `${target}.portolan-${process.pid}`;
}

function takeBack({ target, old, mode, fresh }: Prepared): boolean {
  try {
    if (old === undefined) rmSync(target);
    else {
      writeNew(fresh, old, mode);
      renameSync(fresh, target);
    }
    return true;
  } catch {
    return false;
  }
}

/** Writes a file that is not there yet, with the permissions of the one that it will replace. */
function writeNew(file: string, bytes: Uint8Array, mode: number | undefined): void {
  const handle = openSync(file, 'wx');
  try {
    if (mode !== undefined) fchmodSync(handle, mode);
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function attempt<T>(what: string, rest: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${what} (${codeOf(error)}); ${rest}`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
