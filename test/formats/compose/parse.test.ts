import assert from 'node:assert/strict';
import { compose } from '../../../src/formats/compose';
import { mark, unmark } from '../../support/marks';

/** The marked places are the artifacts; `expected` says what they are. */
function check(title: string, sample: string, expected: readonly string[]): void {
  it(title, () => {
    const { text } = unmark(sample);
    const { artifacts } = compose.parse(text);
    assert.equal(
      mark(
        text,
        artifacts.map(({ span }) => span),
      ),
      sample,
    );
    assert.deepEqual(
      artifacts.map(({ kind, value, group }) => `${kind} ${value}${group.id === 'main' ? '' : ` (${group.id} ${group.kind})`}`),
      expected,
    );
  });
}

describe('Compose: images', () => {
  check('reads images', 'services:\n  a:\n    image: ⟦a/b:1⟧ # c\n  b: { image: "⟦c⟧" }\n', ['image a/b:1', 'image c']);
  check('puts defaults in', 'services:\n  a:\n    image: ⟦x/${I:-vllm}:${T-1}-${U}$$⟧\n', ['image x/vllm:1-${U}$']);
  check('counts what is shared once', 'x-a: &a\n  image: ⟦i⟧\nservices:\n  b:\n    <<: *a\n  c: *a\n', ['image i']);
  check('takes a shared image for optional only if all are', 'x-a: &a\n  image: ⟦i⟧\nservices:\n  b:\n    <<: *a\n    profiles: [p]\n  c: *a\n', [
    'image i',
  ]);
  check('knows profiles', 'services:\n  a:\n    image: ⟦i⟧\n    profiles: [gpu, x]\n', ['image i (profile:gpu optional)']);
  check('reads inline Dockerfiles', 'services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM ⟦i/j:1⟧\n        RUN x\n', [
    'image i/j:1 (stage:0 main)',
  ]);
  check('takes an image for optional that a variable chooses', 'services:\n  a:\n    image: ⟦${I:-a/b:1}⟧\n  b:\n    image: ⟦a:${T:-1}⟧\n', [
    'image a/b:1 (variable:I optional)',
    'image a:1',
  ]);
  check('says nothing of other YAML', 'image: a\njobs:\n  b:\n    image: c\n', []);
  check('survives half-typed text', 'services:\n  a:\n    image: ⟦i⟧\n    deploy:\n      resour', ['image i']);
});

describe('Compose: devices', () => {
  const reservation = (request: string): string =>
    `services:\n  a:\n    deploy:\n      resources:\n        reservations:\n          devices:\n            - ${request}\n`;
  check('reads drivers', reservation('driver: ⟦nvidia⟧\n              capabilities: [gpu]'), ['device driver:nvidia']);
  check('reads CDI devices', reservation('{ driver: cdi, device_ids: [⟦nvidia.com/gpu=all⟧] }'), ['device nvidia.com/gpu=all']);
  check('says nothing without a driver', reservation('capabilities: [gpu]'), []);
  check('says nothing of gpus: all', 'services:\n  a:\n    gpus: all\n    environment:\n      NVIDIA_VISIBLE_DEVICES: all\n', []);
  check('reads the driver of gpus', 'services:\n  a:\n    gpus:\n      - driver: ⟦amd⟧\n        count: 1\n', ['device driver:amd']);
  check('reads runtimes', 'services:\n  a:\n    runtime: ⟦nvidia⟧\n', ['device runtime:nvidia']);
  check('reads paths', 'services:\n  a:\n    devices:\n      - ⟦/dev/kfd⟧:/dev/kfd\n      - "⟦/dev/dri⟧:/dev/dri:rwm"\n      - ⟦/dev/accel0⟧\n', [
    'device /dev/kfd',
    'device /dev/dri',
    'device /dev/accel0',
  ]);
  check('reads the long form', 'services:\n  a:\n    devices:\n      - source: ⟦/dev/davinci0⟧\n        target: /dev/x\n', ['device /dev/davinci0']);
});

describe('Compose: names', () => {
  const claimed = [
    'compose.yaml',
    'a/compose.gpu.yml',
    'compose-redis.yml',
    'docker-compose.yml',
    'docker-compose-dev.yaml',
    'ha-docker-compose.yml',
  ];
  const others = ['composer.yaml', 'compose.json', 'compose/a.yaml', 'my-compose.yml', 'compose.yaml.bak'];
  it('claims the usual ones', () =>
    assert.deepEqual(
      [...claimed, ...others].filter((name) => compose.matches(name)),
      claimed,
    ));
});
