import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { fixTitle, folderOf, formatOf, relockCommand, runFixes, type Engine, type FileChange, type FilePort, type Session } from '../../engine';
import type { FileResult } from '../../model/result';
import { UsageError, type Arguments } from './args';
import { openEngine } from './engine-files';
import { DiskFiles } from './files';
import type { Outcome } from './outcome';
import { checkIds, rootsOf, settingsOf, shownPath } from './paths';
import { writeAll, type FileToWrite } from './write-all';

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
  const locks: string[] = [];
  const toWrite: FileToWrite[] = [];
  for (const { root, paths } of rootsOf(args.operands)) {
    const files = new DiskFiles(root);
    const changes = await changesBelow(engine, files, paths, args);
    for (const change of changes) {
      const file = path.join(root, change.path);
      // A root within another one was judged with it already.
      if (toWrite.some((other) => other.file === file)) continue;
      const shown = shownPath(file);
      parts.push(args.dryRun ? patch(shown, change) : told(shown, change));
      toWrite.push({ file, shown, ...change });
    }
    if (!args.dryRun) locks.push(...(await relockLines(files, root, changes)));
  }
  const note = toWrite.length === 0 ? { note: await whyNothing(engine, args) } : {};
  if (args.dryRun) return { text: parts.join(''), ...note, exitCode: 0 };
  writeAll(toWrite);
  const what = args.review ? 'safe and first-ranked review fixes' : 'safe fixes (--review also takes the others)';
  const count = `${toWrite.length} ${toWrite.length === 1 ? 'file' : 'files'} changed by ${what}`;
  return { text: [...parts, ...locks, count, ''].join('\n'), ...note, exitCode: 0 };
}

/** Why a run changes nothing: it passes over what is guarded, or wants a flag, or there is no edit. */
async function whyNothing(engine: Engine, args: Arguments): Promise<string> {
  const guarded = new Set<string>();
  const isNarrowed = args.rules.length + args.packages.length > 0;
  for (const { root, paths } of args.review && !isNarrowed ? rootsOf(args.operands) : []) {
    const files = new DiskFiles(root);
    const open = await openBelow(engine, files, paths, args);
    const rules = [...new Set(open.flatMap(({ findings }) => findings.flatMap((finding) => (finding.guarded ? [finding.rule.id] : []))))];
    for (const { applied } of rules.length > 0 ? await changesBelow(engine, files, paths, { ...args, rules }) : [])
      for (const { finding } of applied) if (finding.guarded) guarded.add(`${root} ${finding.id}`);
  }
  if (guarded.size === 0) return `nothing to fix: no edit is ready${args.review ? '' : ' that is safe; --review also takes the others'}`;
  const [what, them] = guarded.size === 1 ? ['1 finding is', 'it'] : [`${guarded.size} findings are`, 'them'];
  return `nothing to fix: ${what} guarded by a marker, an extra or the name of the file; name a rule with --rule to change ${them} too`;
}

async function changesBelow(engine: Engine, files: DiskFiles, paths: readonly string[], args: Arguments): Promise<readonly FileChange[]> {
  const open = (port: FilePort): Session => engine.createSession(port, settingsOf(args));
  const wanted = (await openBelow(engine, files, paths, args)).map((file) => file.path);
  const selection = { review: args.review, rules: args.rules, packages: args.packages };
  return runFixes(files, open, wanted, selection);
}

/** The files with something that is neither accepted nor ignored. */
async function openBelow(engine: Engine, files: DiskFiles, paths: readonly string[], args: Arguments): Promise<readonly FileResult[]> {
  const scan = await engine.createSession(files, settingsOf(args)).scan(paths);
  return scan.files.filter((file) => [...file.findings, ...(file.choices ?? [])].some(({ suppressed }) => !suppressed));
}

/** A unified diff as git and patch take it: a new file comes from /dev/null. */
export function patch(shown: string, { before, after, created }: FileChange): string {
  const text = createTwoFilesPatch(created ? '/dev/null' : `a/${shown}`, `b/${shown}`, before, after, undefined, undefined, { context: 3 });
  return text.slice(text.indexOf('---'));
}

/** The file and each fix that touches it; one of another file's finding says whose. */
export function told(shown: string, { path: own, created, applied }: FileChange): string {
  const lines = applied.map(({ finding, fix: done }) => {
    const other = finding.file === own ? '' : `, for ${finding.package} of ${path.posix.basename(finding.file)}`;
    return `  ${done.safety}: ${fixTitle(done)}  (${done.id}${other})`;
  });
  return [created ? `${shown} (new)` : shown, ...lines].join('\n');
}

async function relockLines(files: DiskFiles, root: string, changes: readonly FileChange[]): Promise<readonly string[]> {
  const lines = new Set<string>();
  for (const { path: changed } of changes) {
    const found = await relockCommand(files, changed, formatOf(changed)?.id ?? '');
    if (found) lines.add(`now run: ${found.command}   (in ${shownPath(path.join(root, found.folder))})`);
  }
  return [...lines];
}
