import type { LockedPackage } from '../model/lock';
import type { Dependency, Manifest } from '../model/manifest';
import type { Rule } from '../model/rule';
import { normalizeName } from '../registries/names';
import { acceleratorOf } from '../graph/accelerator';
import type { Occurrence } from './finding-builder';
import { LockEvidence } from './lock-evidence';
import type { LockFacts } from './locked';
import { waysTo } from './locked-ways';

/**
 * Portable packages of which a lock holds the build that the default index has, with an accelerator's runtime beside it: each
 * rule once. They are no findings, since another index has the other builds. Nothing for a workspace of several members, whose
 * builds are chosen in one place for all.
 * @param bound rows that are bound to hardware, by themselves or by what they bring: those come first, and what else they bring with them
 */
export function lockedChoices({ dependencies }: Manifest, lock: LockFacts, bound: ReadonlySet<Dependency>): readonly Occurrence[] {
  if (lock.isWorkspace) return [];
  const rules = new Set(lock.choosable.map(({ rule }) => rule));
  return [...rules].flatMap((rule) => choiceOf(rule, dependencies, lock, bound) ?? []);
}

function choiceOf(rule: Rule, rows: readonly Dependency[], lock: LockFacts, bound: ReadonlySet<Dependency>): Occurrence | undefined {
  const own = lock.choosable.filter((one) => one.rule === rule);
  const locked = own.flatMap(({ index }) => lock.index.package(index) ?? []);
  const [first] = own;
  const main = locked[0];
  // Two versions of one package, or one from another index: this lock chooses already.
  if (lock.bound.some(({ match }) => match.rule === rule)) return undefined;
  if (!first || !main || new Set(own.map(({ name }) => name)).size < own.length || locked.some(isBuild)) return undefined;
  const build = lock.defaultBuild(rule);
  const binding = rule.binds.find(({ axis, to }) => axis === 'hardware' && to.length === 1 && to[0] === build?.target);
  if (!build || !binding) return undefined;
  const names = new Set(rule.names[lock.ecosystem] ?? []);
  const declared = rows.filter(({ ecosystem, name }) => ecosystem === lock.ecosystem && names.has(normalizeName(ecosystem, name)));
  if (declared.some((row) => bound.has(row))) return undefined;
  const free = mainRows(rows, lock).filter((row) => !bound.has(row));
  const isDeclared = (name: string): boolean => declared.some((row) => normalizeName(row.ecosystem, row.name) === name);
  const others = own.filter(({ name }) => !isDeclared(name));
  const promoted = others.flatMap(({ index }) => promotedBy(index, free, lock) ?? []);
  const row = declared[0] ?? promoted[0]?.beside;
  if (!row || promoted.length < others.length) return undefined;
  return {
    rule,
    binding: { ...binding, targets: {} },
    evidence: new LockEvidence(main, lock.ecosystem, () => false),
    row,
    rows: declared,
    choice: {
      promoted,
      isBrought: isBrought(
        own.map(({ index }) => index),
        declared,
        rows,
        lock,
      ),
      url: build.url,
    },
    via: declared.length > 0 ? [first.name] : viaOf(first.index, row, lock),
    package: first.name,
    ecosystem: lock.ecosystem,
    span: row.nameSpan,
    subject: `${first.name} ${main.version}`,
    guarded: false,
    locations: [{ role: 'lock', package: first.name, file: lock.file, span: lock.rowSpan(first.index) }],
  };
}

function isBuild(locked: LockedPackage): boolean {
  return locked.version.includes('+') || acceleratorOf(locked) !== undefined;
}

function isNumber(text: string): boolean {
  return /^[0-9]{1,3}$/.test(text);
}

/** The package with the release that the lock holds, for a row that every installation takes and that leads to it unguarded. */
function promotedBy(index: number, rows: readonly Dependency[], lock: LockFacts): NonNullable<Occurrence['choice']>['promoted'][number] | undefined {
  const [way] = waysTo(index, rows, lock, lock.allWays);
  const locked = lock.index.package(index);
  if (!way || way.guarded || !locked || !locked.version.split('.').every(isNumber)) return undefined;
  return { beside: way.row, row: { ecosystem: lock.ecosystem, name: normalizeName(lock.ecosystem, locked.name), specifier: `~=${locked.version}` } };
}

/** Whether rows other than the declared ones bring some of a lock's packages, by their places in the lock, too. */
export function isBrought(own: readonly number[], declared: readonly Dependency[], rows: readonly Dependency[], lock: LockFacts): boolean {
  const others = mainRows(rows, lock).filter((row) => !declared.includes(row));
  return own.some((index) => waysTo(index, others, lock, lock.allWays).length > 0);
}

function viaOf(index: number, row: Dependency, lock: LockFacts): readonly string[] {
  const [way] = waysTo(index, [row], lock, lock.allWays);
  return (way?.path.packages ?? []).map((at) => lock.index.package(at)?.name ?? '');
}

function mainRows(rows: readonly Dependency[], { ecosystem }: LockFacts): readonly Dependency[] {
  return rows.filter((row) => row.role === 'requires' && row.ecosystem === ecosystem && row.group.kind === 'main');
}
