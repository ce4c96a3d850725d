import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  applyBaseline,
  decodeText,
  formatOf,
  listToJson,
  mergeResults,
  printable,
  readBaseline,
  writeBaseline,
  type Engine,
  type MergedResults,
  type Report,
  type Session,
} from '../../engine';
import type { Finding } from '../../model/finding';
import type { ScanResult } from '../../model/result';
import { UsageError, type Arguments } from './args';
import { openEngine } from './engine-files';
import { DiskFiles } from './files';
import type { Outcome } from './outcome';
import { checkIds, gitRoot, rootsOf, settingsOf, shownPath } from './paths';
import { renderCheck } from './render';
import { writeText } from './write';

/** Judges what lies below the given paths. */
export async function check(args: Arguments): Promise<Outcome> {
  const { report, policyBroken } = await analysePaths(args, true);
  const failed = report.findings.some(({ finding }) => fails(finding, args.failOn));
  const exitCode = policyBroken && args.failOn !== 'never' ? 2 : failed ? 1 : 0;
  return { text: renderCheck(report, args), exitCode };
}

/** Lists what was read, bound or not. */
export async function list(args: Arguments): Promise<Outcome> {
  const { report } = await analysePaths(args, false);
  const inventory = listToJson(report) as { dependencies: readonly Row[] };
  if (args.format === 'json') return { text: `${JSON.stringify(inventory, null, 1)}\n`, exitCode: 0 };
  const lines = inventory.dependencies.map((row) =>
    printable(`${row.file}:${row.line}:${row.column}: ${row.ecosystem}:${row.name}${row.specifier === '' ? '' : ` ${row.specifier}`}`),
  );
  return { text: [...lines, `${lines.length} dependencies and artifacts in ${report.result.files.length} files`, ''].join('\n'), exitCode: 0 };
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly ecosystem: string;
  readonly name: string;
  readonly specifier: string;
}

/** hard > conditional > default > any; guarded findings count as `any`, suppressed ones never fail. */
export function fails(finding: Pick<Finding, 'strength' | 'guarded'> & { suppressed: unknown }, level: Arguments['failOn']): boolean {
  if (finding.suppressed || level === 'never') return false;
  const order = ['hard', 'conditional', 'default', 'any'];
  const own = finding.guarded ? 'any' : finding.strength;
  return order.indexOf(own) <= order.indexOf(level);
}

interface RootScan {
  readonly root: string;
  readonly session: Session;
  readonly result: ScanResult;
}

/** The report on what lies below the operands, and whether a policy file could not be read. */
export async function analysePaths(args: Arguments, pages: boolean, engine = openEngine(pages)): Promise<{ report: Report; policyBroken: boolean }> {
  checkIds(args, engine);
  const scans = args.stdinFilename === undefined ? await scanPaths(args, engine) : [await scanStandardInput(args, args.stdinFilename, engine)];
  const merged = mergeScans(scans, useBaseline(args, scans));
  const policyBroken = merged.result.policies.some(({ problems }) => problems.some(({ code }) => code === 'policy-syntax'));
  const policy = (await scans[0]?.session.policyFor(''))?.policy ?? { targets: [], accept: [] };
  const report = engine.report(merged.result, {
    targets: policy.targets,
    accept: policy.accept,
    fixes: merged.fixes,
    texts: merged.texts,
    locks: needsLocks(args.format, policy.targets) ? engine.lockSummaries(merged.result, merged.lockKnowledge) : [],
    shown: shownPath,
  });
  return { report, policyBroken };
}

/** The table of environments is in JSON and the report always, in text for named systems and processors. */
function needsLocks(format: string | undefined, targets: readonly string[]): boolean {
  if (format === undefined || format === 'text') return targets.some((target) => target.startsWith('os-') || target.startsWith('cpu-'));
  return ['json', 'jsonl', 'html', 'markdown'].includes(format);
}

async function scanPaths(args: Arguments, engine: Engine): Promise<readonly RootScan[]> {
  const scans: RootScan[] = [];
  for (const { root, paths } of rootsOf(args.operands)) {
    const session = engine.createSession(new DiskFiles(root), settingsOf(args));
    scans.push({ root, session, result: await session.scan(paths) });
  }
  return scans;
}

async function scanStandardInput(args: Arguments, name: string, engine: Engine): Promise<RootScan> {
  const file = path.resolve(name);
  if (!formatOf(file.split(path.sep).join('/'))) throw new UsageError(`no format reads a file of the name ${name}`);
  const root = gitRoot(path.dirname(file)) ?? folderFor(file);
  const relative = path.relative(root, file).split(path.sep).join('/');
  const text = decodeText(readFileSync(0)).text;
  const session = engine.createSession(new DiskFiles(root, new Map([[relative, text]])), settingsOf(args));
  const result = await session.analyzeFile(relative);
  return { root, session, result: { files: result ? [result] : [], policies: session.policies(), unreadable: [], cancelled: false } };
}

/** The current folder for a file below it, else the nearest folder above the file that exists. */
function folderFor(file: string): string {
  let folder = process.cwd();
  if (!path.relative(folder, file).startsWith('..')) return folder;
  for (folder = path.dirname(file); !existsSync(folder); folder = path.dirname(folder));
  return folder;
}

/** Reads the named baseline and writes the one that is asked for; ids of what the read one lists. */
function useBaseline(args: Arguments, scans: readonly RootScan[]): ReadonlySet<string> {
  const before = args.baseline === undefined ? undefined : loadBaseline(args.baseline);
  if (args.writeBaseline !== undefined) {
    const findings = scans.flatMap(({ result }) => result.files.flatMap((file) => file.findings));
    writeText(args.writeBaseline, writeBaseline(findings, before));
  }
  return before ?? new Set();
}

/** Results of several roots as one, under absolute paths. */
function mergeScans(scans: readonly RootScan[], baseline: ReadonlySet<string>): MergedResults {
  return mergeResults(
    scans.map(({ root, session, result }) => ({
      prefix: root,
      ownIds: true,
      result,
      mark: (findings) => applyBaseline(findings, baseline),
      fixes: (finding, file) => session.fixes(finding, file),
      texts: (finding, remedy, file) => session.texts(finding, remedy, file),
      lockKnowledge: (file) => session.lockKnowledge(file),
    })),
  );
}

function loadBaseline(name: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the baseline ${name} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  const baseline = readBaseline(text);
  if (!baseline) throw new UsageError(`${name} is no baseline`);
  return baseline;
}
