/** Words in the name of a requirements file that say: only some installations take it. */
const variantWords = new Set(
  [
    'dev develop development test tests testing docs doc lint ci build bench benchmark examples optional',
    'cuda gpu nvidia rocm amd hip xpu ipex intel tpu npu ascend cann mps mlx metal apple',
    'hpu gaudi neuron inferentia trainium musa mlu directml dml cpu macos darwin windows win linux',
  ].flatMap((words) => words.split(' ')),
);

/**
 * True for a requirements file that is one variant among others, by its name: `requirements-rocm.txt`, `requirements/dev.txt`,
 * `requirements_cu124.txt`. Such a file is chosen as an extra is chosen, so what stands in it counts as guarded.
 */
export function isVariantFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (!name.endsWith('.txt') && !name.endsWith('.in')) return false;
  const words = name.slice(0, name.lastIndexOf('.')).split(/[^a-z0-9]/);
  return words.some((word) => variantWords.has(word) || isBuildLabel(word));
}

/** `cu124`, `cuda12`, `rocm6`: an accelerator's word with a version behind it. */
function isBuildLabel(word: string): boolean {
  let end = word.length;
  while (end > 0 && word.charCodeAt(end - 1) >= 48 && word.charCodeAt(end - 1) <= 57) end--;
  const stem = word.slice(0, end);
  return end < word.length && (stem === 'cu' || stem === 'cuda' || stem === 'rocm');
}
