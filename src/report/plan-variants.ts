import type { FileResult } from '../model/result';
import type { Span } from '../text/span';
import { joined } from './constraint-files';

/** One file is made for a target, others beside it for other hardware: installations for the target take the one. */
export interface PlanVariant {
  /** The file that is for the target. */
  readonly file: string;
  /** Files that installations for it leave out. */
  readonly instead: readonly string[];
  /** Where one of those is included, and so the include to change. */
  readonly includes: readonly { readonly file: string; readonly span: Span; readonly path: string }[];
}

/** What a word in the name of a file says about the hardware that the file is for. */
const hardwareWords: Readonly<Record<string, readonly string[]>> = {
  'nvidia-cuda': ['cuda', 'nvidia', 'cu'],
  'amd-rocm': ['rocm', 'amd', 'hip'],
  'intel-xpu': ['xpu', 'ipex', 'intel'],
  'intel-gaudi': ['hpu', 'gaudi'],
  'apple-mps': ['mps', 'mlx', 'metal', 'apple', 'macos', 'darwin'],
  'google-tpu': ['tpu'],
  'aws-neuron': ['neuron', 'inferentia', 'trainium'],
  'huawei-ascend': ['ascend', 'npu', 'cann'],
  'cambricon-mlu': ['mlu'],
  'moorethreads-musa': ['musa'],
  directml: ['directml', 'dml'],
  'cpu-x86_64': ['cpu'],
  'cpu-arm64': ['cpu', 'arm64', 'aarch64'],
};

/**
 * The files that are variants for a target, each with those of its folder that are variants for other hardware. Files are told
 * by name alone (`requirements-rocm.txt` beside `requirements-cuda.txt`), and only where both are there.
 */
export function variantsFor(target: string, files: readonly FileResult[]): readonly PlanVariant[] {
  const named = files.flatMap(({ path, formatId }) => {
    const targets = targetsOfName(path);
    return targets.length > 0 ? [{ path, kind: `${folderOf(path)} ${formatId} ${stemOf(path)}`, targets }] : [];
  });
  return named
    .filter(({ targets }) => targets.includes(target))
    .flatMap(({ path, kind }) => {
      const instead = named.filter((other) => other.kind === kind && !other.targets.includes(target)).map((other) => other.path);
      return instead.length > 0 ? [{ file: path, instead, includes: includesOf(instead, files) }] : [];
    });
}

/** Paths of the files that installations for the target leave out. */
export function keptFiles(variants: readonly PlanVariant[]): ReadonlySet<string> {
  return new Set(variants.flatMap(({ instead }) => instead));
}

function includesOf(instead: readonly string[], files: readonly FileResult[]): PlanVariant['includes'] {
  return files
    .filter(({ path }) => !instead.includes(path))
    .flatMap(({ path: file, manifest }) =>
      manifest.includes.flatMap(({ path, span, kind }) =>
        kind === 'requires' && instead.includes(joined(file, path)) ? [{ file, span, path: joined(file, path) }] : [],
      ),
    );
}

function targetsOfName(path: string): readonly string[] {
  const words = nameOf(path).split(/[^a-z0-9]/);
  return Object.entries(hardwareWords).flatMap(([target, own]) => (words.some((word) => own.includes(withoutVersion(word, own))) ? [target] : []));
}

/** `cuda` of `cuda12`; a word that a version belongs to (`arm64`, and `amd64`, which is a processor) stays whole. */
function withoutVersion(word: string, known: readonly string[]): string {
  if (word === 'amd64') return word;
  if (known.includes(word)) return word === 'cu' ? '' : word;
  let end = word.length;
  while (end > 0 && word.charCodeAt(end - 1) >= 48 && word.charCodeAt(end - 1) <= 57) end--;
  return word.slice(0, end);
}

/** The first word of the name: variants of one list begin alike. */
function stemOf(path: string): string {
  return nameOf(path).split(/[^a-z]/)[0] ?? '';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
