import type { Vocabulary } from '../model/rule';

/** Words in the name of a file that say: only some installations take it. */
const variantWords = new Set(
  [
    'dev develop development test tests testing docs doc lint ci build bench benchmark examples optional',
    'cuda gpu nvidia rocm amd hip xpu ipex intel tpu npu ascend cann mps mlx metal apple',
    'hpu gaudi neuron inferentia trainium musa mlu directml dml cpu macos darwin windows win linux',
  ].flatMap((words) => words.split(' ')),
);

/**
 * True for a file that is one variant among others, by its name: `requirements-rocm.txt`, `requirements/dev.txt`,
 * `Dockerfile.cu124`, `compose.gpu.yaml`, `requirements-openai.txt`. Such a file is chosen as an extra is chosen, so what stands
 * in it counts as guarded.
 */
export function isVariantFile(path: string, { vendors, makers }: Pick<Vocabulary, 'vendors' | 'makers'>): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const list = name.endsWith('.txt') || name.endsWith('.in');
  const named = ['dockerfile', 'containerfile', 'compose', 'environment'].some((stem) => name.includes(stem));
  if (!list && !named && !isCondaFile(path)) return false;
  const words = name.split(/[^a-z0-9]/);
  if (words.some((word) => variantWords.has(word) || isBuildLabel(word))) return true;
  const joined = `-${words.join('-')}-`;
  return list && [vendors, makers].some((terms) => Object.keys(terms).some((id) => joined.includes(`-${id}-`)));
}

/** An environment file of conda by its folder, as `conda/environments/all_cuda-129.yaml`. */
function isCondaFile(path: string): boolean {
  const folders = path.toLowerCase().split('/').slice(0, -1);
  return /\.ya?ml$/.test(path) && folders.some((folder) => folder.includes('conda') || folder.startsWith('environment'));
}

/** `cu124`, `cuda12`, `rocm6`: an accelerator's word with a version behind it. */
function isBuildLabel(word: string): boolean {
  let end = word.length;
  while (end > 0 && word.charCodeAt(end - 1) >= 48 && word.charCodeAt(end - 1) <= 57) end--;
  const stem = word.slice(0, end);
  return end < word.length && (stem === 'cu' || stem === 'cuda' || stem === 'rocm');
}
