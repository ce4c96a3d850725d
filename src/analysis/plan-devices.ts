import type { Format, FormatEdits } from '../formats/format';
import type { Finding } from '../model/finding';
import type { Artifact, Manifest } from '../model/manifest';
import { sameIds } from './fix-check';
import { besideFile, emptyPlan, type FixPlan } from './fix-plan';

interface Source {
  readonly file: string;
  readonly text: string;
  readonly manifest: Manifest;
  readonly exists: (path: string) => boolean;
  readonly format: Pick<Format, 'matches'>;
}

/** The requests of one file that go together: those that every start makes, and that nobody ignores. */
export function isSameRequest({ rule, artifact, boundTo, guarded, suppressed }: Finding, own: Finding): boolean {
  return rule.id === own.rule.id && artifact?.kind === own.artifact?.kind && sameIds(boundTo, own.boundTo) && !guarded && !suppressed;
}

/**
 * Plans to move requests for devices into a file beside this one, `compose.nvidia.yaml`, which those who have them merge over it.
 * @param name of the maker
 */
export function planDevices(name: string, findings: readonly Finding[], source: Source, write: FormatEdits): FixPlan | undefined {
  const artifacts = findings.flatMap(({ artifact }) => (artifact?.kind === 'device' ? [artifact] : []));
  const path = besideFile(source.file, name, '.');
  if (artifacts.length === 0 || path === undefined || isOwnFolder(source.file, findings) || source.exists(path) || !source.format.matches(path))
    return undefined;
  const split = write.splitOffDevices?.(source.text, artifacts, { file: baseName(source.file), created: baseName(path) });
  return (
    split && {
      ...emptyPlan,
      requests: artifacts.map((request) => ({ request, value: null })),
      edits: split.edits,
      created: [{ file: path, text: split.created, rows: [], artifacts: artifacts.map(({ value }) => value) }],
    }
  );
}

/**
 * Plans to ask for another resource at all places of the file. Undefined where anything else in it is bound to the same maker: the
 * file would want two at once.
 * @param keys the resource to ask for, by the one that is there
 */
export function planResource(
  keys: Readonly<Record<string, string>>,
  own: Finding,
  findings: readonly Finding[],
  { text, manifest }: Pick<Source, 'text' | 'manifest'>,
  write: FormatEdits,
): FixPlan | undefined {
  const key = own.artifact?.kind === 'resource' ? keys[own.artifact.value] : undefined;
  const isBound = ({ axis, boundTo }: Finding): boolean => axis === own.axis && boundTo.some((id) => own.boundTo.includes(id));
  if (key === undefined || findings.some((other) => other !== own && isBound(other))) return undefined;
  const places = manifest.artifacts.filter(({ kind, value }: Artifact) => kind === 'resource' && value === own.artifact?.value);
  const words = new Set(own.boundTo.flatMap((id) => id.split('-')));
  const edits = write.setResource?.(text, places, key, words);
  return edits && { ...emptyPlan, requests: places.map((request) => ({ request, value: key })), edits };
}

/** `docker/nvidia/compose.yaml`: the folder is the choice already. */
function isOwnFolder(file: string, findings: readonly Finding[]): boolean {
  const words = new Set(findings.flatMap(({ boundTo }) => boundTo.flatMap((id) => id.split('-'))));
  const folder = file.split('/').at(-2) ?? '';
  return folder
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => words.has(word));
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
