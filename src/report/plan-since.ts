import type { Finding } from '../model/finding';
import type { Plan, PlanGoal } from './plan';

/** A place that a plan told. */
export interface KeptPlace {
  /** Id of the finding, which stays when lines move and versions change. */
  readonly id: string;
  readonly file: string;
  /** As a person would say it. */
  readonly subject: string;
}

/** What a plan remembers of itself, so that the next one can tell what was done since. */
export interface KeptPlan {
  readonly kind: PlanGoal['kind'];
  readonly id: string;
  /** `YYYY-MM-DD` on which it was made, where a host says so: exports hold no time. */
  readonly day?: string;
  readonly places: readonly KeptPlace[];
}

/** A plan against an earlier one of the same goal. Each place of the earlier one falls into one of four. */
export interface PlanProgress {
  readonly day?: string;
  /** The file was read in full, and the finding is in the way no more. */
  readonly solved: readonly KeptPlace[];
  /** Still there, and ignored with a reason since. */
  readonly ignored: readonly KeptPlace[];
  /** The file was not read in full this time: nothing is known. */
  readonly unread: readonly KeptPlace[];
  readonly left: number;
  /** How many places are in the way that the earlier plan did not tell. */
  readonly fresh: number;
}

const mark = 'portolan-plan ';

/** The places that a plan tells, for `progressSince` of a later one. Files are told as the report shows them. */
export function keepPlan({ goal: { kind, id }, report, steps, stuck, doubtful }: Plan): KeptPlan {
  const places = new Map<string, KeptPlace>();
  for (const { finding } of [...steps, ...stuck, ...doubtful].flatMap((step) => step.places)) places.set(finding.id, placeOf(finding, report.shown));
  return { kind, id, places: [...places.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** What was done since an earlier plan; undefined if that had another goal. */
export function progressSince(kept: KeptPlan, plan: Plan): PlanProgress | undefined {
  const { goal, report, ignored } = plan;
  if (kept.kind !== goal.kind || kept.id !== goal.id) return undefined;
  const now = new Set(keepPlan(plan).places.map(({ id }) => id));
  const quiet = new Set(ignored.map(({ finding }) => finding.id));
  // A file that is gone needs nothing any more; one that was read in part may hide what it held.
  const unclear = new Set(report.result.files.filter(({ status }) => status !== 'read').map(({ path }) => report.shown(path)));
  const gone = kept.places.filter(({ id }) => !now.has(id));
  const before = new Set(kept.places.map(({ id }) => id));
  const heard = gone.filter(({ id }) => !quiet.has(id));
  return {
    ...(kept.day === undefined ? {} : { day: kept.day }),
    solved: heard.filter(({ file }) => !unclear.has(file)),
    ignored: gone.filter(({ id }) => quiet.has(id)),
    unread: heard.filter(({ file }) => unclear.has(file)),
    left: kept.places.length - gone.length,
    fresh: [...now].filter((id) => !before.has(id)).length,
  };
}

/** The line at the end of a checklist from which `readKeptPlan` reads it again; a comment of Markdown. */
export function keptPlanComment(kept: KeptPlan): string {
  return `<!-- ${mark}${[...JSON.stringify(kept)].map(plainly).join('')} -->`;
}

/** What could end the comment or be invisible stands as an escape of JSON. */
function plainly(character: string): string {
  if (character >= ' ' && character <= '~' && !'<>-'.includes(character)) return character;
  return Array.from({ length: character.length }, (_, n) => `\\u${character.charCodeAt(n).toString(16).padStart(4, '0')}`).join('');
}

/** The plan that a checklist of `plan --format markdown` or a document of `--format json` holds; undefined: none. */
export function readKeptPlan(text: string): KeptPlan | undefined {
  const start = text.lastIndexOf(`<!-- ${mark}`);
  const end = text.indexOf(' -->', start);
  try {
    if (start >= 0 && end >= 0) return readPlan(JSON.parse(text.slice(start + `<!-- ${mark}`.length, end)));
    return readPlan((JSON.parse(text) as { readonly kept?: unknown }).kept);
  } catch {
    return undefined;
  }
}

function readPlan(value: unknown): KeptPlan | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, id, day, places } = value as Readonly<Record<string, unknown>>;
  if ((kind !== 'target' && kind !== 'leave') || typeof id !== 'string' || !Array.isArray(places)) return undefined;
  const read = places.map(readPlace);
  return read.every((place) => place !== undefined) ? { kind, id, ...(typeof day === 'string' ? { day } : {}), places: read } : undefined;
}

function readPlace(value: unknown): KeptPlace | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, file, subject } = value as Readonly<Record<string, unknown>>;
  return typeof id === 'string' && typeof file === 'string' && typeof subject === 'string' ? { id, file, subject } : undefined;
}

function placeOf({ id, file, subject }: Finding, shown: (path: string) => string): KeptPlace {
  return { id, file: shown(file), subject };
}
