import type { Finding } from '../model/finding';
import type { Fix, HandText } from '../model/fix';
import type { FileResult, LockKnowledge, ScanResult } from '../model/result';
import type { Remedy } from '../model/rule';

/** One of several roots that a report is made of. */
export interface ResultPart {
  /** Put before every path of the root, without a `/` at its end; `` leaves the paths as they are. */
  readonly prefix: string;
  readonly result: ScanResult;
  readonly fixes: (finding: Finding, file: FileResult) => readonly Fix[];
  readonly texts?: (finding: Finding, remedy: Remedy, file: FileResult) => readonly HandText[];
  readonly lockKnowledge?: (file: FileResult) => readonly LockKnowledge[];
  /** Ids and groups stay as the root alone has them, as baselines and other tools know them. */
  readonly ownIds?: boolean;
  /** What is told in place of a file's findings, one for each in their order: marked as known, for instance. */
  readonly mark?: (findings: readonly Finding[]) => readonly Finding[];
}

export type MergedResults = Required<Pick<ResultPart, 'result' | 'fixes' | 'texts' | 'lockKnowledge'>>;

/** Results of several roots as one, each path behind its root's prefix; a file that two roots share is told once. */
export function mergeResults(parts: readonly ResultPart[]): MergedResults {
  const owners = new Map<FileResult, { part: ResultPart; original: FileResult }>();
  const files = new Map<string, FileResult>();
  for (const part of parts) {
    for (const original of part.result.files) {
      const file = part.prefix === '' && !part.mark ? original : placed(original, part);
      owners.set(file, { part, original });
      files.set(file.path, file);
    }
  }
  const policies = parts.flatMap(({ prefix, result }) => result.policies.map((policy) => ({ ...policy, path: join(prefix, policy.path) })));
  const unreadable = parts.flatMap(({ prefix, result }) => result.unreadable.map(({ folder, reason }) => ({ folder: join(prefix, folder), reason })));
  return {
    result: {
      files: [...files.values()].sort(byPath),
      policies: policies.sort(byPath),
      unreadable,
      cancelled: parts.some(({ result }) => result.cancelled),
    },
    fixes: (finding, file) => {
      const owner = owners.get(file);
      const original = owner && originalOf(finding, file, owner.original);
      return owner && original ? owner.part.fixes(original, owner.original).map((fix) => fixWithPrefix(fix, owner.part.prefix)) : [];
    },
    texts: (finding, remedy, file) => {
      const owner = owners.get(file);
      const original = owner && originalOf(finding, file, owner.original);
      return (original && owner?.part.texts?.(original, remedy, owner.original)) ?? [];
    },
    lockKnowledge: (file) => {
      const owner = owners.get(file);
      const known = owner?.part.lockKnowledge?.(owner.original) ?? [];
      return known.map((one) => ({ ...one, file: join(owner?.part.prefix ?? '', one.file) }));
    },
  };
}

/** A root's own id of a finding, from its id in merged results; undefined: the finding is not of the root with this prefix. */
export function idWithout(prefix: string, id: string): string | undefined {
  if (prefix === '') return id;
  const at = id.indexOf('@') + 1;
  return id.startsWith(`${prefix}/`, at) ? id.slice(0, at) + id.slice(at + prefix.length + 1) : undefined;
}

function placed(file: FileResult, { prefix, ownIds = false, mark = (findings) => findings }: ResultPart): FileResult {
  return {
    ...file,
    path: join(prefix, file.path),
    ...(file.beside ? { beside: file.beside.map((other) => ({ ...other, path: join(prefix, other.path) })) } : {}),
    findings: mark(file.findings).map((finding) => placedFinding(finding, prefix, ownIds)),
    ...(file.choices ? { choices: file.choices.map((choice) => placedFinding(choice, prefix, ownIds)) } : {}),
  };
}

function placedFinding(finding: Finding, prefix: string, ownIds: boolean): Finding {
  return {
    ...finding,
    ...(ownIds ? {} : { id: `${finding.rule.id}@${join(prefix, finding.id.slice(finding.rule.id.length + 1))}`, group: join(prefix, finding.group) }),
    file: join(prefix, finding.file),
    locations: finding.locations.map((location) => ({ ...location, file: join(prefix, location.file) })),
  };
}

/** Findings and choices keep their order when they are placed. */
function originalOf(finding: Finding, file: FileResult, original: FileResult): Finding | undefined {
  return original.findings[file.findings.indexOf(finding)] ?? original.choices?.[file.choices?.indexOf(finding) ?? -1];
}

function fixWithPrefix(fix: Fix, prefix: string): Fix {
  return { ...fix, files: fix.files.map((edit) => ({ ...edit, file: join(prefix, edit.file) })) };
}

function join(prefix: string, path: string): string {
  return prefix === '' ? path : path === '' ? prefix : `${prefix}/${path}`;
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
