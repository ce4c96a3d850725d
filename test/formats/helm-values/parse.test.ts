import assert from 'node:assert/strict';
import { helmValues } from '../../../src/formats/helm-values';
import { slice } from '../../../src/text/span';
import { checkPlaces } from '../../contract/manifest-checks';
import { readCorpusFile } from '../../support/npm-lock';
import { needShared, readJsonLines } from '../../support/shared';

function reads(text: string, expected: readonly string[]): void {
  it(text.trim().replaceAll('\n', ' '), () => {
    const { artifacts, problems } = helmValues.parse(text);
    assert.deepEqual(
      artifacts.map(({ kind, value, group }) => `${kind} ${value}${group.kind === 'optional' ? ` [${group.id}]` : ''}`),
      expected,
    );
    assert.deepEqual(problems, []);
    for (const { kind, span, nameSpan, tagSpan, value } of artifacts) {
      if (kind === 'resource') assert.equal(slice(text, span), value);
      if (nameSpan) assert.ok(value.includes(slice(text, nameSpan)));
      if (tagSpan) assert.ok(value.endsWith(slice(text, tagSpan)));
    }
  });
}

describe('Helm values', () => {
  it('are known by their names', () => {
    const known = ['values.yaml', 'a/values.yml', 'values-gpu.yaml', 'values.dev.yaml', 'values_x.yml'];
    const others = ['Chart.yaml', 'my-values.yaml', 'values.json', 'valuesgpu.yaml', 'values.yaml/x'];
    assert.deepEqual(
      [...known, ...others].filter((name) => helmValues.matches(name)),
      known,
    );
  });

  reads('image: nvidia/cuda:12.4\n', ['image nvidia/cuda:12.4']);
  reads('image:\n  repository: nvidia/cuda\n  tag: "12.4"\n', ['image nvidia/cuda:12.4']);
  reads('image:\n  tag: "12.4"\n  repository: nvidia/cuda\n', ['image nvidia/cuda:12.4']);
  reads('image:\n  registry: nvcr.io\n  repository: nvidia/cuda\n  tag: 12.4.1-base\n', ['image nvcr.io/nvidia/cuda:12.4.1-base']);
  reads('image:\n  repository: nvidia/cuda\n  tag: ""\n', ['image nvidia/cuda']);
  reads('image: { repository: "nvidia/cuda", tag: null }\n', ['image nvidia/cuda']);
  reads('image:\n  repository:\n  tag:\n', []);
  reads('runtime:\n  image: tensorflow/serving\n  tag: 2.6.2\n', ['image tensorflow/serving:2.6.2']);
  reads('gatewayImage: rocm/pytorch\nother: nvidia/cuda\n', ['image rocm/pytorch']);
  reads('alpine:\n  repository: alpine\n  tag: latest\n', ['image alpine:latest']);
  reads('git:\n  repository: https://example.org/x.git\n  tag: v1\nchart:\n  repository: x/y\n', []);
  reads('imagePullSecrets: []\nimagePullPolicy: Always\nimageName: nvidia/cuda\nimage: "{{ .Values.x }}"\n', []);
  reads('resources:\n  limits:\n    nvidia.com/gpu: 1\n    cpu: 2\n', ['resource nvidia.com/gpu']);
  reads('resources:\n  limits:\n    nvidia.com/gpu:\n    amd.com/gpu: null\n    habana.ai/gaudi: 0\n    google.com/tpu: "{{ .n }}"\n', []);
  reads('resources: {}\ntolerations:\n  - key: nvidia.com/gpu\nnodeSelector:\n  nvidia.com/gpu.present: "true"\n', []);
  reads('gpu:\n  enabled: false\n  image: nvidia/cuda\nmain:\n  enabled: true\n  image: rocm/dev\n', [
    'image nvidia/cuda [disabled:gpu]',
    'image rocm/dev',
  ]);
  reads('a: &a\n  image: x/y\nb: *a\n', ['image x/y']);
  reads('- image: x/y\n', ['image x/y']);
  reads('text\n', []);

  it('finds the images and resources that an independent reader finds', function () {
    needShared(this);
    const oracle = readJsonLines<{ file: string; format: string; entries: { image?: string; resource?: string; amount?: string }[] }>(
      'corpus/oracle/yaml-manifests.jsonl',
    );
    let compared = 0;
    for (const { file, entries } of oracle.filter(({ format, file: name }) => format === 'helm' && name.includes('values'))) {
      const text = readCorpusFile(file);
      const manifest = helmValues.parse(text);
      checkPlaces(text, manifest);
      assert.deepEqual(manifest.problems, [], file);
      const written = manifest.artifacts.map(({ value, kind, nameSpan }) => (kind === 'image' && nameSpan ? slice(text, nameSpan) : value));
      const expected = entries.flatMap(({ image, resource }) => image ?? resource ?? []);
      // The oracle knows no pairs of repository and tag.
      assert.deepEqual(
        expected.filter((one) => !written.includes(one) && !written.includes(one.slice(0, one.lastIndexOf(':')))),
        [],
        file,
      );
      compared += written.length;
    }
    assert.ok(compared > 30, String(compared));
  });
});
