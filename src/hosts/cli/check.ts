import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  checkToJson,
  checkToTerminal,
  colourStyle,
  decodeText,
  formatOf,
  listToJson,
  plainStyle,
  type Engine,
  type Report,
  type Session,
} from '../../engine';
import type { Finding } from '../../model/finding';
import type { FileResult, ScanResult } from '../../model/result';
import { UsageError, type Arguments } from './args';
import { openEngine } from './engine-files';
import { DiskFiles } from './files';
import type { Outcome } from './main';

/** Judges what lies below the given paths. */
export async function check(args: Arguments): Promise<Outcome> {
  const { report, policyBroken } = await analysePaths(args, true);
  const failed = args.failOn !== 'never' && report.findings.some(({ finding }) => fails(finding, args.failOn));
  const exitCode = policyBroken && args.failOn !== 'never' ? 2 : failed ? 1 : 0;
  if (args.format === 'json') return { text: `${JSON.stringify(checkToJson(report), null, 1)}\n`, exitCode };
  const wide = args.output === undefined && process.stdout.isTTY;
  const colour = wide && process.env['NO_COLOR'] === undefined;
  return { text: checkToTerminal(report, { style: colour ? colourStyle : plainStyle, wide, verbose: args.verbose }), exitCode };
}

/** Lists what was read, bound or not. */
export async function list(args: Arguments): Promise<Outcome> {
  const { report } = await analysePaths(args, false);
  const inventory = listToJson(report) as { dependencies: readonly Row[] };
  if (args.format === 'json') return { text: `${JSON.stringify(inventory, null, 1)}\n`, exitCode: 0 };
  const lines = inventory.dependencies.map(
    (row) => `${row.file}:${row.line}:${row.column}: ${row.ecosystem}:${row.name}${row.specifier === '' ? '' : ` ${row.specifier}`}`,
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
function fails(finding: Finding, level: Arguments['failOn']): boolean {
  if (finding.suppressed) return false;
  const order = ['hard', 'conditional', 'default', 'any'];
  const own = finding.guarded ? 'any' : finding.strength;
  return order.indexOf(own) <= order.indexOf(level);
}

interface RootScan {
  readonly root: string;
  readonly session: Session;
  readonly result: ScanResult;
}

async function analysePaths(args: Arguments, pages: boolean): Promise<{ report: Report; policyBroken: boolean }> {
  const engine = openEngine(pages);
  for (const id of args.targets)
    if (!engine.vocabulary.targets[id]) throw new UsageError(`"${id}" is no target; known: ${Object.keys(engine.vocabulary.targets).join(', ')}`);
  for (const id of args.accept) if (!isKnown(id, engine)) throw new UsageError(`"${id}" is no vendor, target or maker`);
  const scans = args.stdinFilename === undefined ? await scanPaths(args, engine) : [await scanStandardInput(args, args.stdinFilename, engine)];
  const merged = mergeScans(scans);
  const policyBroken = merged.result.policies.some(({ problems }) => problems.some(({ code }) => code === 'policy-syntax'));
  const report = engine.report(merged.result, {
    targets: args.targets,
    accept: args.accept,
    fixes: merged.fixes,
    shown: (file) => path.relative(process.cwd(), file).split(path.sep).join('/') || '.',
  });
  return { report, policyBroken };
}

function isKnown(id: string, { vocabulary }: Engine): boolean {
  return [vocabulary.targets, vocabulary.vendors, vocabulary.makers].some((terms) => Object.hasOwn(terms, id));
}

async function scanPaths(args: Arguments, engine: Engine): Promise<readonly RootScan[]> {
  const byRoot = new Map<string, string[]>();
  for (const operand of args.operands.length > 0 ? args.operands : ['.']) {
    const { root, relative } = locate(operand);
    byRoot.set(root, [...(byRoot.get(root) ?? []), relative]);
  }
  const scans: RootScan[] = [];
  for (const [root, paths] of byRoot) {
    const session = engine.createSession(new DiskFiles(root), settingsOf(args));
    scans.push({ root, session, result: await session.scan(paths) });
  }
  return scans;
}

async function scanStandardInput(args: Arguments, name: string, engine: Engine): Promise<RootScan> {
  const file = path.resolve(name);
  if (!formatOf(file.split(path.sep).join('/'))) throw new UsageError(`no format reads a file of the name ${name}`);
  const root = gitRoot(path.dirname(file)) ?? process.cwd();
  const relative = path.relative(root, file).split(path.sep).join('/');
  const text = decodeText(readFileSync(0)).text;
  const session = engine.createSession(new DiskFiles(root, new Map([[relative, text]])), settingsOf(args));
  const result = await session.analyzeFile(relative);
  return { root, session, result: { files: result ? [result] : [], policies: session.policies(), unreadable: [], cancelled: false } };
}

function settingsOf(args: Arguments): { targets?: readonly string[]; accept?: readonly string[] } {
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
    return statSync(absolute).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(code === 'ENOENT' ? `there is no ${operand}` : `cannot read ${operand} (${code ?? String(error)})`);
  }
}

function gitRoot(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git'))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

/** Results of several roots as one, under absolute paths; a path that two roots share is told once. */
function mergeScans(scans: readonly RootScan[]): { result: ScanResult; fixes: Report['fixes'] } {
  const owners = new Map<FileResult, { session: Session; original: FileResult }>();
  const files = new Map<string, FileResult>();
  for (const { root, session, result } of scans) {
    for (const original of result.files) {
      const at = path.join(root, original.path);
      const place = (file: string): string => path.join(root, file);
      const findings = original.findings.map((finding) => ({
        ...finding,
        file: at,
        locations: finding.locations.map((location) => ({ ...location, file: place(location.file) })),
      }));
      const file = { ...original, path: at, findings };
      files.set(at, file);
      owners.set(file, { session, original });
    }
  }
  const fixes: Report['fixes'] = (finding, file) => {
    const owner = owners.get(file);
    const original = owner?.original.findings.find(({ id }) => id === finding.id);
    return owner && original
      ? owner.session.fixes(original, owner.original).map((fix) => ({ ...fix, files: fix.files.map((edit) => ({ ...edit, file: file.path })) }))
      : [];
  };
  const policies = scans.flatMap(({ root, result }) => result.policies.map((policy) => ({ ...policy, path: path.join(root, policy.path) })));
  const unreadable = scans.flatMap(({ root, result }) =>
    result.unreadable.map(({ folder, reason }) => ({ folder: path.join(root, folder), reason })),
  );
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { result: { files: sorted, policies, unreadable, cancelled: false }, fixes };
}
