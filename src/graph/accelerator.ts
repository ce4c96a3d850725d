import type { LockGraph, LockedPackage } from '../model/lock';

/** An accelerator that a lock was resolved for, and what in the lock says so. */
export interface AcceleratorEvidence {
  readonly target: string;
  readonly packages: readonly string[];
}

/** Runtime libraries that a build for one accelerator brings, by the start of their names. */
const runtimePrefixes: readonly (readonly [string, string])[] = [
  ['nvidia-cublas', 'nvidia-cuda'],
  ['nvidia-cudnn', 'nvidia-cuda'],
  ['nvidia-cuda-cupti', 'nvidia-cuda'],
  ['nvidia-cuda-nvrtc', 'nvidia-cuda'],
  ['nvidia-cuda-runtime', 'nvidia-cuda'],
  ['nvidia-cufft', 'nvidia-cuda'],
  ['nvidia-cufile', 'nvidia-cuda'],
  ['nvidia-curand', 'nvidia-cuda'],
  ['nvidia-cusolver', 'nvidia-cuda'],
  ['nvidia-cusparse', 'nvidia-cuda'],
  ['nvidia-cusparselt', 'nvidia-cuda'],
  ['nvidia-nccl', 'nvidia-cuda'],
  ['nvidia-nvjitlink', 'nvidia-cuda'],
  ['nvidia-nvshmem', 'nvidia-cuda'],
  ['nvidia-nvtx', 'nvidia-cuda'],
  ['pytorch-triton-rocm', 'amd-rocm'],
  ['triton-rocm', 'amd-rocm'],
  ['intel-sycl-rt', 'intel-xpu'],
  ['intel-cmplr-lib-rt', 'intel-xpu'],
  ['pytorch-triton-xpu', 'intel-xpu'],
  ['libtpu', 'google-tpu'],
  ['torch-npu', 'huawei-ascend'],
];

/** Which accelerators the builds in a lock are for, told by runtime wheels, local versions and indexes. */
export function acceleratorsOf(graph: LockGraph): readonly AcceleratorEvidence[] {
  const found = new Map<string, string[]>();
  for (const locked of graph.packages) {
    const target = acceleratorOf(locked);
    if (target === undefined) continue;
    const list = found.get(target);
    if (list) list.push(`${locked.name} ${locked.version}`);
    else found.set(target, [`${locked.name} ${locked.version}`]);
  }
  return [...found].map(([target, packages]) => ({ target, packages: packages.sort() })).sort((a, b) => (a.target < b.target ? -1 : 1));
}

/** The accelerator that one locked package is a build or a runtime library for. */
export function acceleratorOf({ name, version, registry }: LockedPackage): string | undefined {
  const runtime = runtimeTarget(name);
  if (runtime !== undefined) return runtime;
  const label = version.includes('+') ? version.slice(version.indexOf('+') + 1) : lastPart(registry);
  if (startsWithNumber(label, 'cu')) return 'nvidia-cuda';
  if (startsWithNumber(label, 'rocm')) return 'amd-rocm';
  return label === 'xpu' ? 'intel-xpu' : undefined;
}

/** The accelerator that a package is a runtime library of, told by its name alone. */
export function runtimeTarget(name: string): string | undefined {
  return runtimePrefixes.find(([prefix]) => name === prefix || name.startsWith(`${prefix}-`))?.[1];
}

function startsWithNumber(label: string, stem: string): boolean {
  const digit = label.charCodeAt(stem.length);
  return label.startsWith(stem) && digit >= 48 && digit <= 57;
}

/** `cu124` of `https://download.pytorch.org/whl/cu124`. */
function lastPart(registry: string | undefined): string {
  if (registry === undefined) return '';
  let end = registry.length;
  while (registry[end - 1] === '/') end--;
  return registry.slice(registry.lastIndexOf('/', end - 1) + 1, end);
}
