import assert from 'node:assert/strict';
import { kubernetes } from '../../../src/formats/kubernetes';
import { maskTemplate } from '../../../src/formats/kubernetes/templates';
import { emptyManifest } from '../../../src/model/manifest';
import { mark, unmark } from '../../support/marks';

const head = 'apiVersion: v1\nkind: Pod\n';

/** The marked places are the artifacts; `expected` says what they are. */
function check(title: string, sample: string, expected: readonly string[], lead = head): void {
  it(title, () => {
    const { text } = unmark(lead + sample);
    const { artifacts, problems } = kubernetes.parse(text);
    assert.equal(
      mark(
        text,
        artifacts.map(({ span }) => span),
      ),
      lead + sample,
    );
    assert.deepEqual(
      artifacts.map(({ kind, value }) => `${kind} ${value}`),
      expected,
    );
    assert.deepEqual(problems, []);
  });
}

describe('Kubernetes: objects', () => {
  check('reads images', 'spec:\n  containers:\n    - image: ⟦a/b:1⟧\n  initContainers: [{ image: "⟦c⟧" }]\n', ['image a/b:1', 'image c']);
  check(
    'reads resources',
    'spec:\n  resources:\n    limits:\n      ⟦nvidia.com/gpu⟧: 1\n      cpu: 2\n    requests: { "⟦amd.com/gpu⟧": 1, memory: 1Gi, ephemeral-storage: 1Gi }\n',
    ['resource nvidia.com/gpu', 'resource amd.com/gpu'],
  );
  check(
    'reads no resource that is not asked for',
    'spec:\n  limits:\n    nvidia.com/gpu:\n    amd.com/gpu: null\n    habana.ai/gaudi: 0\n    google.com/tpu: "0"\n    aws.amazon.com/neuron: ~\n    ⟦gpu.intel.com/xe⟧: 1\n',
    ['resource gpu.intel.com/xe'],
  );
  check('reads no image that is not there', 'spec:\n  containers: [{ image: null }, { image: ~ }, { image: "" }]\n', []);
  check('reads every document and list', 'items:\n  - spec: { image: ⟦a⟧ }\n---\napiVersion: v1\nkind: X\nimage: ⟦b⟧\n', ['image a', 'image b']);
  check(
    'leaves data, selectors and tolerations alone',
    'spec:\n  nodeSelector: { nvidia.com/gpu: "1" }\n  tolerations: [{ key: nvidia.com/gpu }]\n---\napiVersion: v1\nkind: ConfigMap\ndata: { image: a }\n',
    [],
  );
  check('counts anchors once', 'a: &a { image: ⟦b⟧ }\nc: *a\n', ['image b']);
  it('says nothing of other YAML, broken or not', () => {
    for (const text of ['image: a\n', 'kind: X\nimage: a\n', 'apiVersion: v2\nname: chart\nkind: [', '- {{ a', ''])
      assert.deepEqual(kubernetes.parse(text), emptyManifest);
  });
});

describe('Kubernetes: templates', () => {
  check('keeps actions in values', 'spec:\n  image: "⟦a/b:{{ .Values.tag | default "x" }}⟧"\n', ['image a/b:{{ .Values.tag | default "x" }}']);
  check(
    'reads below actions that stand alone',
    '{{- if .a }}\nspec:\n  {{- with .b }}\n  image: ⟦a⟧\n  {{- end }}\n{{- else }}\n  image: ⟦b⟧\n{{- end }}\n',
    ['image a', 'image b'],
  );
  check(
    'reads values that are an action',
    'metadata:\n  labels: {{- toYaml .x | nindent 4 }}\nspec:\n  limits:\n    ⟦amd.com/gpu⟧: 1\n    nvidia.com/gpu: {{ .n }}\n    "amd.com/mi300": "{{ .n }}"\n    {{ .key }}: 1\n',
    ['resource amd.com/gpu'],
  );
  check('reads a chart that starts with an action', 'apiVersion: {{ .api }}\nkind: Pod\nimage: ⟦a⟧\n', ['image a'], '{{- /* a\n {{ b }} */ -}}\n');
  it('covers actions by as many characters', () => {
    const text = 'a: {{ x }}\r\n  {{- y\n z }} \nb: {{ open\nc: {{ "d" }}{{ e }}';
    const { text: covered } = maskTemplate(text);
    assert.equal(covered, 'a: xxxxxxx\r\n       \n      \nb: xxxxxxx\nc: xxxxxxxxxxxxxxxx');
  });
});

describe('Kubernetes: names', () => {
  const claimed = [
    'k8s/a.yaml',
    'deployment.yaml',
    'x/gpu-pod.yml',
    'charts/a/templates/x.yaml',
    'my-k8s-dir/a.yml',
    'manifests/v1/a.yaml',
    'rayjob.gpu.yaml',
    'deploy/kubernetes/base/x.yaml',
  ];
  const others = [
    'a.yaml',
    'k8s/a.json',
    'k8s/values.yaml',
    'k8s/values-gpu.yaml',
    'k8s/gpu.conda-lock.yml',
    'k8s/docker-compose.yaml',
    '.github/workflows/deploy.yaml',
    'k8s/environment.yml',
    'charts/a/Chart.yaml',
    '.yaml',
  ];
  it('claims the usual ones', () =>
    assert.deepEqual(
      [...claimed, ...others].filter((name) => kubernetes.matches(name)),
      claimed,
    ));
});
