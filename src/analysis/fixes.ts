import type { Catalog } from '../catalog/catalog';
import type { Format, FormatEdits } from '../formats/format';
import type { Finding } from '../model/finding';
import type { FileEdit, Fix } from '../model/fix';
import type { Remedy, Rule } from '../model/rule';
import type { Safety } from '../model/vocabulary';
import { digest } from '../text/digest';
import { sortEdits } from '../text/edit';
import { evaluateMarker } from '../registries/marker';
import type { AnalysisInput } from './analyze';
import { platforms } from './environment';
import { isProven, sameIds } from './fix-check';
import { planFix, planImages, planOptional, type FixPlan } from './fix-plan';
import { optionalRemedy } from '../model/optional-remedy';
import { planAddition } from './plan-addition';
import { planBuilds } from './plan-builds';
import { planChannel } from './plan-channel';
import { isSameRequest, planDevices, planResource } from './plan-devices';
import { planTwin } from './plan-twin';
import { canBeOptional, optionalName } from './optional-remedy';
import { savingOf } from './fix-saving';

export interface FixInput extends AnalysisInput {
  readonly text: string;
  readonly format: Format;
  /** False for files with undecodable bytes: they are never written. */
  readonly editable: boolean;
  /** Whether a manifest of that path is there, so that no fix makes a file anew. */
  readonly exists: (path: string) => boolean;
  /** What was proven on this very text before; filled by whoever asks next. Left out: nothing is remembered. */
  readonly proven?: Map<string, readonly Fix[]>;
}

/**
 * The fixes of one finding, lightest first: each remedy that can be written, proven on this very text. `findings` are all of
 * the file, so that what shares a group is served by one fix.
 * @param only `safe`: those that need review are neither written nor proven
 */
export function fixesFor(finding: Finding, findings: readonly Finding[], input: FixInput, catalog: Catalog, only?: 'safe'): readonly Fix[] {
  const { edits: write } = input.format;
  if (!write || !input.editable) return [];
  const request = { finding, served: servedBy(finding, findings), findings, input, catalog };
  const remedies = only ? finding.remedies.filter((remedy) => safetyOf(remedy, finding.rule, write) === only) : finding.remedies;
  const fixes = remedies.flatMap((remedy) => knownFixOf({ ...request, remedy }));
  if (only) return fixes;
  // Whoever can write the way out need not hide the binding.
  const bound = fixes.every(({ remedy }) => remedy.kind === 'guard') && canBeOptional(finding);
  return bound ? [...fixes, ...knownFixOf({ ...request, remedy: optionalRemedy })] : fixes;
}

/** What one fix serves together: the findings of a group that bind to the same. */
export function servedBy(finding: Finding, findings: readonly Finding[]): readonly Finding[] {
  if (finding.choice) return [finding];
  return findings.filter(({ group, boundTo }) => group === finding.group && sameIds(boundTo, finding.boundTo));
}

/** One remedy of a finding, and all that planning and proving it needs. */
interface FixRequest {
  readonly remedy: Remedy;
  readonly finding: Finding;
  readonly served: readonly Finding[];
  readonly findings: readonly Finding[];
  readonly input: FixInput;
  readonly catalog: Catalog;
}

/** Proven once for all findings that it serves: reading and judging the file again is what costs. */
function knownFixOf(request: FixRequest): readonly Fix[] {
  const { remedy, finding, served, input, catalog } = request;
  const name = isNamed(remedy) ? optionalName(finding, catalog.vocabulary) : '';
  const key = JSON.stringify([finding.rule.id, remedy.id, served[0]?.id, finding.group, finding.boundTo, name]);
  const fixes = input.proven?.get(key) ?? fixOf(request);
  input.proven?.set(key, fixes);
  return fixes;
}

/** The fix of one remedy; none where it cannot be written or proven. */
function fixOf(request: FixRequest): readonly Fix[] {
  const { remedy, finding, served, findings, input, catalog } = request;
  const same = together(request);
  const write = input.format.edits;
  const plan = write && planOf({ ...request, served: same }, write);
  const edits = plan && sortEdits(plan.edits, input.text.length);
  if (!plan || !edits) return [];
  const all = plan.images.length > 0 ? same.filter(({ artifact }) => plan.images.some(({ image }) => image === artifact)) : same;
  if (!all.includes(finding) || !isProven(remedy, plan, all, findings, input, catalog)) return [];
  const files: FileEdit[] = [{ file: input.file, length: input.text.length, digest: digest(input.text), edits, create: false }];
  for (const created of plan.created) files.push(newFile(created.file, created.text));
  const { rows, indexes, added, images, requests, stillBrought } = plan;
  const changes = { rows, indexes, added, images, requests, files, ...(stillBrought ? { stillBrought } : {}) };
  return [{ id: `${finding.rule.id}/${remedy.id}`, remedy, safety: safetyOf(remedy, finding.rule, write), ...changes, ...savingOf(plan, served) }];
}

/** True for an edit that makes something with a name of its own. */
function isNamed({ edit }: Remedy): boolean {
  return edit?.optional === true || edit?.twin === true || edit?.devices !== undefined;
}

/** The findings that one edit serves: of images and requests others than those of the same rows. */
function together({ remedy, finding, served, findings }: FixRequest): readonly Finding[] {
  if (remedy.edit?.image !== undefined) return findings.filter((other) => isSameImage(other, finding));
  return remedy.edit?.devices ? findings.filter((other) => isSameRequest(other, finding)) : served;
}

/** Stages of one file that start from the same image change together; those that a variable chooses already stay. */
function isSameImage({ rule, artifact, guarded }: Finding, own: Finding): boolean {
  return rule.id === own.rule.id && artifact?.kind === 'image' && artifact.value === own.artifact?.value && guarded === own.guarded;
}

function planOf({ remedy, finding, served, findings, input, catalog }: FixRequest, write: FormatEdits): FixPlan | undefined {
  if (remedy.edit?.textOf !== undefined) return undefined;
  if (remedy.edit?.optional) return planOptional(optionalName(finding, catalog.vocabulary), served, input, write);
  if (remedy.edit?.twin) return planTwin(remedy, optionalName(finding, catalog.vocabulary), served, input, write);
  if (remedy.edit?.add) return planAddition(remedy, served, input, write);
  if (remedy.edit?.builds) return planBuilds(served, input, write);
  if (remedy.edit?.channel) return planChannel(remedy, served, input, write);
  if (remedy.edit?.devices) return planDevices(optionalName(finding, catalog.vocabulary), served, input, write);
  if (remedy.edit?.resource) return planResource(remedy.edit.resource, finding, findings, input, write);
  if (remedy.edit?.image === 'variable' && finding.guarded) return undefined;
  if (remedy.edit?.image !== undefined) return planImages(remedy.edit.image, served, input.text, write);
  return planFix(remedy, served, input.manifest, input.text, write);
}

function newFile(file: string, text: string): FileEdit {
  return { file, length: 0, digest: digest(''), edits: [{ span: { start: 0, end: 0 }, newText: text }], create: true };
}

/**
 * Safe is only what leaves every environment that can install today's file with the same packages and builds: a marker that
 * shuts out nothing but operating systems for which the rule says that there is no such package. What a rule says of processors
 * is what runs there without an accelerator, not what installs. An argument of the build whose default is today's image changes nothing by itself; a variable
 * of that name may be set in somebody's environment.
 */
function safetyOf(remedy: Remedy, rule: Rule, write: FormatEdits): Safety {
  const marker = remedy.edit?.marker;
  if (remedy.edit?.image === 'variable') return write.imageVariables === 'build' ? 'safe' : 'review';
  if (!marker || Object.keys(remedy.edit ?? {}).length > 1) return 'review';
  const shutOut = platforms.filter(({ environment }) => evaluateMarker(marker, environment) !== 'yes');
  const verdict = (target: string): string | undefined => rule.targets[target]?.[0]?.verdict;
  return shutOut.every(({ os }) => verdict(os) === 'no') ? 'safe' : 'review';
}
