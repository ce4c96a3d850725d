import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  compareFindings,
  comparisonToJson,
  comparisonToMarkdown,
  comparisonToText,
  findingsOf,
  readCheckResult,
  type ComparedFinding,
  type Engine,
} from '../../engine';
import { UsageError, type Arguments } from './args';
import { analysePaths, fails } from './check';
import { openEngine } from './engine-files';
import type { Outcome } from './outcome';
import { rootsOf } from './paths';

/** Tells the bindings that NEW has and OLD has not, and the other way round. Each is a folder or a JSON result of `check`. */
export async function diff(args: Arguments): Promise<Outcome> {
  const [before, after, ...rest] = args.operands;
  if (before === undefined || after === undefined || rest.length > 0)
    throw new UsageError('diff wants two folders, or two JSON results of check: OLD and NEW');
  const engine = openEngine(false);
  const old = await findingsIn(before, args, engine);
  const now = await findingsIn(after, args, engine);
  const comparison = compareFindings(old.findings, now.findings);
  const failed = comparison.gained.some((finding) => fails(finding, args.failOn));
  const policyBroken = (old.policyBroken || now.policyBroken) && args.failOn !== 'never';
  const exitCode = policyBroken ? 2 : failed ? 1 : 0;
  switch (args.format) {
    case 'json':
      return { text: `${JSON.stringify(comparisonToJson(comparison), null, 1)}\n`, exitCode };
    case 'markdown':
      return { text: comparisonToMarkdown(comparison, engine.vocabulary), exitCode };
    default:
      return { text: comparisonToText(comparison), exitCode };
  }
}

async function findingsIn(name: string, args: Arguments, engine: Engine): Promise<{ findings: readonly ComparedFinding[]; policyBroken: boolean }> {
  if (isFile(name)) return { findings: readResult(name), policyBroken: false };
  // Paths and ids count from the named folder, so that two checkouts of one project match.
  const folder = rootsOf([name])[0]?.paths[0] ?? '';
  const real = realpathSync(name);
  const below = (file: string): string => path.relative(real, file).split(path.sep).join('/');
  const { report, policyBroken } = await analysePaths({ ...args, operands: [name] }, false, engine);
  return { findings: findingsOf({ ...report, shown: below }, folder), policyBroken };
}

/** True for a file; what is not there is told where the folder is looked for. */
function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}

function readResult(name: string): readonly ComparedFinding[] {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${name} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  const findings = readCheckResult(text);
  if (!findings) throw new UsageError(`${name} is no result of "check --format json"`);
  return findings;
}
