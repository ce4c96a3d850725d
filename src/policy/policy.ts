import type { Severity } from '../model/vocabulary';
import type { Span } from '../text/span';
import { matchesAnyGlob } from './glob';

/** What a project has decided: the content of one `portolan.jsonc`, or the editor's settings. */
export interface Policy {
  /** What must stay reachable; empty: every accelerator. */
  readonly targets: readonly string[];
  /** Vendors, targets and makers that the project accepts to be bound to. */
  readonly accept: readonly string[];
  /** By strength or rule id; a rule's beats a strength's. */
  readonly severity: Readonly<Record<string, PolicySeverity>>;
  readonly ignore: readonly IgnoreEntry[];
  /** Folders with rules of the project's own, relative to the policy file. */
  readonly rules: readonly string[];
  /** Globs of files that are not read, relative to the policy file's folder. */
  readonly exclude: readonly string[];
  readonly lockfiles: { readonly diagnostics: boolean };
}

export type PolicySeverity = Severity | 'off';

/** One entry of `ignore`. All that it names must fit; `rule` or `package` is there. */
export interface IgnoreEntry {
  /** A rule, or a vendor, target or maker that all findings bound to it stand for. */
  readonly rule?: string;
  /** `pypi:ai-dynamo`, as written. */
  readonly package?: string;
  readonly files?: readonly string[];
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly until?: string;
  /** The entry in the policy file, with its brackets. */
  readonly span: Span;
}

/** The ids that a policy or an inline ignore may name. */
export interface KnownIds {
  readonly targets: ReadonlySet<string>;
  readonly vendors: ReadonlySet<string>;
  readonly makers: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** Tells the maker of a target or vendor; undefined where it has none. */
export type MakerOf = (id: string) => string | undefined;

/** What an ignore is compared with. */
export interface IgnoreSubject {
  readonly ruleId: string;
  /** Registry and name, `pypi:ai-dynamo`, in the registry's normal form. */
  readonly packageKey: string;
  /** `/`-separated, relative to the policy file's folder. */
  readonly file: string;
  readonly boundTo: readonly string[];
  readonly makerOf: MakerOf;
}

export const defaultPolicy: Policy = { targets: [], accept: [], severity: {}, ignore: [], rules: [], exclude: [], lockfiles: { diagnostics: false } };

/** True if every id that a finding is bound to, or its maker, is among `ids`; never for a finding bound to nothing. */
export function coversAll(ids: readonly string[], boundTo: readonly string[], makerOf: MakerOf): boolean {
  return boundTo.length > 0 && boundTo.every((id) => ids.includes(id) || ids.includes(makerOf(id) ?? id));
}

/** True if ids of an ignore hide a finding: its rule is named, or all that it is bound to. */
export function namesFinding(ids: readonly string[], subject: Pick<IgnoreSubject, 'ruleId' | 'boundTo' | 'makerOf'>): boolean {
  return ids.includes(subject.ruleId) || coversAll(ids, subject.boundTo, subject.makerOf);
}

/**
 * True if an entry of the policy's `ignore` hides a finding. Dates are not looked at: `readPolicy` leaves out what is past.
 * @param normalize brings an entry's package key into the normal form of its registry
 */
export function matchesIgnore(entry: IgnoreEntry, subject: IgnoreSubject, normalize: (key: string) => string = (key) => key): boolean {
  if (entry.rule === undefined && entry.package === undefined) return false;
  if (entry.rule !== undefined && !namesFinding([entry.rule], subject)) return false;
  if (entry.package !== undefined && normalize(entry.package) !== subject.packageKey) return false;
  return entry.files === undefined || matchesAnyGlob(entry.files, subject.file);
}
