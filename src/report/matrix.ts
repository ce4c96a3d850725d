import { ownWeightWords } from '../messages';
import type { Finding, ResolvedVerdict } from '../model/finding';
import type { Weight } from '../model/lock';
import type { Dependency } from '../model/manifest';
import type { FileResult } from '../model/result';
import type { Rule } from '../model/rule';
import type { Ecosystem, VerdictKind } from '../model/vocabulary';
import type { Span } from '../text/span';
import { cardVerdict, mainTargets, ownVerdicts, type CardVerdict } from './fact-card';
import type { Report } from './report';

/** One package as it is written, and where it runs. */
export interface MatrixRow {
  /** As a person would say it: `torch 2.6.0+cu124` where a binding holds, else the declared name. */
  readonly name: string;
  readonly ecosystem: Ecosystem;
  readonly rule: Rule;
  /** The hardware or platform binding that holds; undefined: a rule calls the package portable as it is written. */
  readonly finding?: Finding;
  /** More packages of the same family that the finding stands for. */
  readonly others: number;
  /** What the lock took for it and what that brings: `2.6.0, brings 18 NVIDIA packages, 2.6 GB`. */
  readonly locked?: string;
  /** One for each target of the matrix, in its order. */
  readonly cells: readonly CardVerdict[];
  readonly places: readonly { readonly file: string; readonly span: Span }[];
  /** What a lock shows that it brings. */
  readonly weight?: Weight;
}

/** Packages × targets: who runs where, as written. */
export interface Matrix {
  readonly targets: readonly string[];
  /** Worst first, then by name. */
  readonly rows: readonly MatrixRow[];
}

/** How far a package is from running; a guess is never better than a way that is known. */
export const badness: Readonly<Record<VerdictKind, number>> = {
  no: 12,
  'other-package': 8,
  unknown: 5,
  partial: 4,
  'from-source': 4,
  'other-build': 3,
  yes: 0,
};

/** Every package with a rule that speaks of hardware; columns are the main targets and those that the policy names. */
export function buildMatrix(report: Report): Matrix {
  const targets = [...new Set([...mainTargets, ...report.policy.targets])].filter((id) => report.vocabulary.targets[id]);
  const rows = new Map<string, MatrixRow>();
  for (const row of report.result.files.flatMap((file) => rowsOf(file, targets, report))) {
    const key = [row.rule.id, row.ecosystem, row.name, row.locked ?? '', ...row.cells.map(({ verdict }) => verdict)].join(' ');
    const known = rows.get(key);
    rows.set(key, known ? { ...known, places: [...known.places, ...row.places] } : row);
  }
  const weighed = [...rows.values()].map((row) => ({ row, weight: weightOf(row) }));
  weighed.sort((a, b) => b.weight - a.weight || compare(a.row.name, b.row.name) || compare(a.row.ecosystem, b.row.ecosystem));
  return { targets, rows: weighed.map(({ row }) => row) };
}

function rowsOf(file: FileResult, targets: readonly string[], report: Report): readonly MatrixRow[] {
  const bound = file.findings.filter(({ axis, artifact }) => axis !== 'vendor' && artifact?.kind !== 'index');
  const shown = new Set<Dependency>(bound.flatMap(({ rows }) => rows));
  const cellsOf = (rule: Rule, verdicts: Readonly<Record<string, ResolvedVerdict>>): readonly CardVerdict[] =>
    targets.map((target) => cardVerdict(target, verdicts[target], report.details(rule), report.vocabulary));
  const boundRows = bound.map((finding) => ({
    name: finding.subject,
    ecosystem: finding.ecosystem,
    rule: finding.rule,
    finding,
    others: Math.max(0, finding.rows.length - 1),
    ...lockedNote(undefined, finding.weight),
    cells: cellsOf(finding.rule, finding.targets),
    places: [{ file: file.path, span: finding.span }],
  }));
  const portableRows = file.manifest.dependencies.flatMap((dependency, index) =>
    shown.has(dependency)
      ? []
      : (file.rows[index]?.rules ?? []).flatMap((id) => {
          const rule = report.rule(id);
          const verdicts = rule ? ownVerdicts(rule) : {};
          if (!rule || Object.keys(verdicts).length === 0) return [];
          const places = [{ file: file.path, span: dependency.nameSpan }];
          const locked = lockedNote(file.rows[index]?.resolved, file.rows[index]?.weight);
          return [{ name: dependency.name, ecosystem: dependency.ecosystem, rule, others: 0, ...locked, cells: cellsOf(rule, verdicts), places }];
        }),
  );
  return [...boundRows, ...portableRows];
}

function lockedNote(version: string | undefined, weight: Weight | undefined): Pick<MatrixRow, 'locked' | 'weight'> {
  const parts = [version ?? '', weight ? ownWeightWords(weight) : ''].filter((part) => part !== '');
  return { ...(parts.length > 0 ? { locked: parts.join(', ') } : {}), ...(weight ? { weight } : {}) };
}

function weightOf(row: MatrixRow): number {
  return row.cells.reduce((sum, { verdict }) => sum + badness[verdict], 0) + (row.finding ? 1 : 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
