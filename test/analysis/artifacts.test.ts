import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/finding';
import { MemoryFiles } from '../support/engine';
import { mark, unmark } from '../support/marks';
import { smallEngine } from '../support/small-catalog';

const rule = (id: string, artifacts: readonly { kind: string; match: string }[], binds: readonly object[]): Record<string, unknown> => ({
  id: `acme/${id}`,
  title: id,
  names: {},
  artifacts,
  binds: binds.map((binding) => ({ axis: 'hardware', to: ['nvidia-cuda'], strength: 'hard', summary: 'is for NVIDIA GPUs', ...binding })),
  targets: { 'nvidia-cuda': 'yes' },
  sources: [{ url: 'https://example.org/', checked: '2026-11-01', confidence: 'high', supports: ['binds.0'] }],
});

const rules = [
  rule(
    'image',
    [
      { kind: 'image', match: 'nvidia/cuda' },
      { kind: 'image', match: 'reg.acme.org/ai/*' },
      { kind: 'image', match: 'gpu' },
    ],
    [{}],
  ),
  rule('tagged', [{ kind: 'image', match: 'acme/server' }], [{ strength: 'conditional', when: { tag: '*-cuda*' } }]),
  rule('unless', [{ kind: 'image', match: 'acme/other' }], [{ strength: 'default', when: { not: { tag: '*rocm*' } } }]),
  rule(
    'resource',
    [
      { kind: 'resource', match: 'nvidia.com/gpu' },
      { kind: 'resource', match: 'nvidia.com/mig-*' },
    ],
    [{}],
  ),
  rule(
    'device',
    [
      { kind: 'device', match: 'driver:nvidia' },
      { kind: 'device', match: '/dev/nvidia*' },
    ],
    [{}],
  ),
  rule('channel', [{ kind: 'channel', match: 'acme' }], [{}]),
];

async function findingsOf(file: string, text: string): Promise<readonly Finding[]> {
  const session = (await smallEngine(rules)).createSession(new MemoryFiles({ [file]: text }));
  return (await session.analyzeFile(file))?.findings ?? [];
}

/** The marked places are the findings; `expected` names what was found there. */
function check(title: string, file: string, sample: string, expected: readonly string[]): void {
  it(title, async () => {
    const { text } = unmark(sample);
    const findings = await findingsOf(file, text);
    assert.equal(
      mark(
        text,
        findings.map(({ span }) => span),
      ),
      sample,
    );
    assert.deepEqual(
      findings.map(({ ecosystem, package: name, subject }) => `${ecosystem} ${name}${subject === name ? '' : ` as ${subject}`}`),
      expected,
    );
  });
}

describe('findings of artifacts: images', () => {
  check('mark the image without tag and digest', 'Dockerfile', 'FROM ⟦nvidia/cuda⟧:12.4@sha256:abc AS x\nFROM debian:12\n', ['oci nvidia/cuda']);
  check('mark the image with a tag that binds', 'Dockerfile', 'FROM ⟦acme/server:b1-cuda⟧@sha256:abc\nFROM acme/server:b1\nFROM acme/server\n', [
    'oci acme/server as acme/server:b1-cuda',
  ]);
  check('leave what Docker adds by itself', 'Dockerfile', 'FROM ⟦docker.io/nvidia/cuda⟧:12\nFROM ⟦docker.io/library/gpu⟧\nFROM ⟦library/gpu⟧:1\n', [
    'oci nvidia/cuda',
    'oci gpu',
    'oci gpu',
  ]);
  check('mark a variable as a whole', 'Dockerfile', 'ARG B=reg.acme.org/ai/x:1\nFROM ⟦${B}⟧\n', ['oci reg.acme.org/ai/x']);
  check(
    'know no tag that a build decides',
    'Dockerfile',
    'ARG T\nFROM acme/server:${T}\nFROM acme/other:${T}\nFROM ⟦acme/other⟧:1\nFROM acme/other:1-rocm\nFROM ⟦nvidia/cuda⟧:${T}\n',
    ['oci acme/other', 'oci nvidia/cuda'],
  );
  check('stand in Compose files', 'compose.yaml', 'services:\n  a:\n    image: "⟦nvidia/cuda⟧:12"\n  b: { image: redis }\n', ['oci nvidia/cuda']);
  check('stand in charts', 'charts/x/templates/a.yaml', 'apiVersion: v1\nkind: Pod\nimage: "⟦reg.acme.org/ai/y⟧:{{ .Values.tag }}"\n', [
    'oci reg.acme.org/ai/y',
  ]);
});

describe('findings of artifacts: resources, devices, channels', () => {
  check(
    'mark the key of a resource',
    'k8s/a.yaml',
    'apiVersion: v1\nkind: Pod\nlimits:\n  ⟦nvidia.com/gpu⟧: 1\n  cpu: 1\nrequests: { "⟦nvidia.com/mig-1g.5gb⟧": 1, amd.com/gpu: 1 }\n',
    ['k8s nvidia.com/gpu', 'k8s nvidia.com/mig-1g.5gb'],
  );
  check(
    'mark drivers and paths',
    'compose.yaml',
    'services:\n  a:\n    gpus:\n      - driver: ⟦nvidia⟧\n    devices:\n      - ⟦/dev/nvidia0⟧:/dev/x\n      - /dev/kfd\n',
    ['device driver:nvidia', 'device /dev/nvidia0'],
  );
  check('mark channels by name and by address', 'Dockerfile', 'FROM a\nRUN conda install -c ⟦acme⟧ -c ⟦https://conda.anaconda.org/acme⟧ x\n', [
    'channel acme',
    'channel acme',
  ]);
  it('weigh a service with a profile one step lower', async () => {
    const [plain, optional] = await findingsOf('compose.yaml', 'services:\n  a: { image: nvidia/cuda }\n  b: { image: gpu, profiles: [p] }\n');
    assert.deepEqual([plain?.severity, optional?.severity, optional?.guarded], ['warning', 'information', true]);
  });
  it('name the stage in the id', async () => {
    const [finding] = await findingsOf('Dockerfile', 'FROM nvidia/cuda:12 AS build\n');
    assert.equal(finding?.id, 'acme/image@Dockerfile#stage:build/nvidia/cuda~1');
  });
});
