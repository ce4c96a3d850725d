import assert from 'node:assert/strict';
import { helmValues } from '../../../src/formats/helm-values';
import { kubernetes } from '../../../src/formats/kubernetes';
import { applyEdits } from '../../../src/text/edit';

const nvidia = new Set(['nvidia', 'cuda']);
const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nspec:\n${spec}`;
const limits = (key: string): string => `  containers:\n  - resources:\n      limits:\n        ${key}: 1\n`;

/** The text that asks for another resource at all places; undefined: it is refused. */
function changed(text: string, { format = kubernetes, key = 'amd.com/gpu', words = nvidia } = {}): string | undefined {
  const resources = format.parse(text).artifacts.filter(({ kind, value }) => kind === 'resource' && value === 'nvidia.com/gpu');
  assert.ok(resources.length > 0);
  const edits = format.edits?.setResource?.(text, resources, key, words);
  return edits && applyEdits(text, edits);
}

function check(title: string, spec: string, expected: string): void {
  it(title, () => assert.equal(changed(pod(spec)), pod(expected)));
}

function refuse(title: string, spec: string): void {
  it(`refuses ${title}`, () => assert.equal(changed(pod(spec)), undefined));
}

describe('Kubernetes: another resource', () => {
  check('is asked for in its place', limits('nvidia.com/gpu'), limits('amd.com/gpu'));
  check(
    'is asked for in limits and requests, in their style',
    `  containers:\n  - resources: { limits: { "nvidia.com/gpu": 1 }, requests: { 'nvidia.com/gpu': 1 } } # both\n`,
    `  containers:\n  - resources: { limits: { "amd.com/gpu": 1 }, requests: { 'amd.com/gpu': 1 } } # both\n`,
  );
  check(
    'is written once where an alias repeats it',
    `  containers:\n  - resources: { limits: &l { nvidia.com/gpu: 1 }, requests: *l }\n`,
    `  containers:\n  - resources: { limits: &l { amd.com/gpu: 1 }, requests: *l }\n`,
  );
  for (const spec of [
    '  nodeSelector: { kubernetes.io/arch: amd64 }\n',
    '  nodeSelector: {}\n',
    '  nodeName:\n',
    "  hostname: '{{ .Name }}' # {{ x }}\n",
  ])
    check(`is no trouble for ${spec.trim()}`, limits('nvidia.com/gpu') + spec, limits('amd.com/gpu') + spec);
  for (const spec of [
    '  runtimeClassName: nvidia\n',
    '  tolerations: [{ key: nvidia.com/gpu, operator: Exists }]\n',
    '  nodeSelector: { disk: ssd }\n',
    '  nodeSelector: &n {}\n  x: { nodeSelector: { a: b } }\n',
    '  nodeName: node-1\n',
    '  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } }\n',
    '  env: [{ name: NVIDIA_VISIBLE_DEVICES, value: all }]\n',
    '  image: nvcr.io/nvidia/pytorch\n',
    '  image: example/app:cuda12\n',
    '  image: example/app\n  x: { amd.com/gpu: 0 }\n',
    '  hostname: {{ .Name }}\n',
  ])
    refuse(spec.trim(), limits('nvidia.com/gpu') + spec);
  refuse('slices of a GPU', `${limits('nvidia.com/gpu')}        nvidia.com/mig-1g.5gb: 1\n`);
  it('refuses a text with mistakes', () => assert.equal(changed(`${pod(limits('nvidia.com/gpu'))}  x: [\n`), undefined));
  it('does not take a processor for a maker', () => {
    const text = `${pod(limits('nvidia.com/gpu'))}  nodeSelector: { kubernetes.io/arch: amd64 }\n`;
    assert.ok(changed(text, { words: new Set(['amd']), key: 'gpu.intel.com/xe' }));
  });
});

describe('Helm values: another resource', () => {
  it('is asked for in its place', () => {
    const values = (key: string): string => `resources:\n  limits:\n    ${key}: 1\nnodeSelector: {}\naffinity: {}\n`;
    assert.equal(changed(values('nvidia.com/gpu'), { format: helmValues }), values('amd.com/gpu'));
  });
  it('is refused where the values pick nodes', () => {
    assert.equal(changed('resources:\n  limits:\n    nvidia.com/gpu: 1\ngpuNodeSelector:\n  pool: gpu\n', { format: helmValues }), undefined);
  });
});
