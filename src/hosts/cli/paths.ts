import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatOf, type Engine } from '../../engine';
import { UsageError, type Arguments } from './args';

/** A root folder and what was named below it, relative to it. */
export interface NamedRoot {
  readonly root: string;
  readonly paths: readonly string[];
}

/** The named paths by their root; the current folder where none is named. */
export function rootsOf(operands: readonly string[]): readonly NamedRoot[] {
  const byRoot = new Map<string, string[]>();
  for (const operand of operands.length > 0 ? operands : ['.']) {
    const { root, relative } = locate(operand);
    byRoot.set(root, [...(byRoot.get(root) ?? []), relative]);
  }
  return [...byRoot].map(([root, paths]) => ({ root, paths }));
}

/** A path as output tells it: relative to the current folder, with `/`. */
export function shownPath(file: string): string {
  return path.relative(process.cwd(), file).split(path.sep).join('/') || '.';
}

/** Throws `UsageError` for a target, vendor or maker that the vocabulary lacks. */
export function checkIds(args: Arguments, { vocabulary }: Engine): void {
  const { targets, vendors, makers } = vocabulary;
  for (const id of args.targets) {
    if (!Object.hasOwn(targets, id)) throw new UsageError(`"${id}" is no target; known: ${Object.keys(targets).join(', ')}`);
  }
  for (const id of args.accept) {
    if (![targets, vendors, makers].some((terms) => Object.hasOwn(terms, id))) throw new UsageError(`"${id}" is no vendor, target or maker`);
  }
}

/** What the flags say for this run; it stands above any policy file. */
export function settingsOf(args: Arguments): { targets?: readonly string[]; accept?: readonly string[] } {
  return { ...(args.targets.length > 0 ? { targets: args.targets } : {}), ...(args.accept.length > 0 ? { accept: args.accept } : {}) };
}

/** The root of a named path: its git root, else the folder itself. A path that is missing or unreadable is wrong usage. */
function locate(operand: string): { root: string; relative: string } {
  const absolute = path.resolve(operand);
  const kind = statOf(operand, absolute);
  const real = realpathSync(absolute);
  const folder = kind === 'folder' ? real : path.dirname(real);
  const root = gitRoot(folder) ?? folder;
  const relative = path.relative(root, real).split(path.sep).join('/');
  if (kind === 'file' && !formatOf(relative)) throw new UsageError(`no format reads a file of the name ${operand}`);
  return { root, relative };
}

function statOf(operand: string, absolute: string): 'file' | 'folder' {
  try {
    const kind = statSync(absolute).isDirectory() ? 'folder' : 'file';
    accessSync(absolute, kind === 'folder' ? constants.R_OK | constants.X_OK : constants.R_OK);
    return kind;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(code === 'ENOENT' ? `there is no ${operand}` : `cannot read ${operand} (${code ?? String(error)})`);
  }
}

/** The nearest folder at or above that holds `.git`. */
export function gitRoot(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git'))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}
