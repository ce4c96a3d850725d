import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import {
  decodeText,
  digest,
  encodeText,
  fixTitle,
  folderOf,
  formatOf,
  relockCommand,
  runFixes,
  type Engine,
  type FileChange,
  type FilePort,
  type Session,
} from '../../engine';
import { UsageError, type Arguments } from './args';
import { openEngine } from './engine-files';
import { DiskFiles } from './files';
import type { Outcome } from './outcome';
import { checkIds, rootsOf, settingsOf, shownPath } from './paths';

/** Applies fixes to the files below the given paths, or shows with --dry-run what it would write. */
export async function fix(args: Arguments): Promise<Outcome> {
  const engine = openEngine(false);
  checkIds(args, engine);
  for (const { root, paths } of rootsOf(args.operands)) {
    const session = engine.createSession(new DiskFiles(root));
    for (const path of paths) await session.policyFor(formatOf(path) ? folderOf(path) : path);
  }
  for (const id of args.rules) if (!engine.rule(id)) throw new UsageError(`the catalog has no rule "${id}"`);
  const parts: string[] = [];
  let written = 0;
  for (const { root, paths } of rootsOf(args.operands)) {
    const files = new DiskFiles(root);
    const changes = await changesBelow(engine, files, paths, args);
    for (const change of changes) {
      const shown = shownPath(path.join(root, change.path));
      parts.push(args.dryRun ? patch(shown, change) : told(shown, change));
      if (!args.dryRun) writeChange(path.join(root, change.path), shown, change);
      written++;
    }
    if (!args.dryRun) parts.push(...(await relockLines(files, root, changes)));
  }
  if (args.dryRun) return { text: parts.join(''), exitCode: 0 };
  const what = args.review ? 'safe and first-ranked review fixes' : 'safe fixes (--review also takes the others)';
  return { text: [...parts, `${written} ${written === 1 ? 'file' : 'files'} changed by ${what}`, ''].join('\n'), exitCode: 0 };
}

async function changesBelow(engine: Engine, files: DiskFiles, paths: readonly string[], args: Arguments): Promise<readonly FileChange[]> {
  const open = (port: FilePort): Session => engine.createSession(port, settingsOf(args));
  const scan = await open(files).scan(paths);
  const wanted = scan.files.filter((file) => file.findings.some(({ suppressed }) => !suppressed)).map((file) => file.path);
  const selection = { review: args.review, rules: args.rules, packages: args.packages };
  return runFixes(files, open, wanted, selection);
}

function patch(shown: string, { before, after }: FileChange): string {
  const text = createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, undefined, undefined, { context: 3 });
  return text.slice(text.indexOf('---'));
}

function told(shown: string, { applied }: FileChange): string {
  return [shown, ...applied.map(({ fix: done }) => `  ${done.safety}: ${fixTitle(done)}  (${done.id})`)].join('\n');
}

/** Writes in the file's own encoding, and only if the file still is what was judged. */
function writeChange(file: string, shown: string, { before, after }: FileChange): void {
  const decoded = decodeText(readFileSync(file));
  if (decoded.lossy || digest(decoded.text) !== digest(before)) throw new UsageError(`${shown} changed meanwhile; nothing was written to it`);
  writeFileSync(file, encodeText(after, decoded));
}

async function relockLines(files: DiskFiles, root: string, changes: readonly FileChange[]): Promise<readonly string[]> {
  const lines = new Set<string>();
  for (const { path: changed } of changes) {
    const found = await relockCommand(files, changed, formatOf(changed)?.id ?? '');
    if (found) lines.add(`now run: ${found.command}   (in ${shownPath(path.join(root, found.folder))})`);
  }
  return [...lines];
}
