import assert from 'node:assert/strict';
import { compose } from '../../../src/formats/compose';
import { applyEdits } from '../../../src/text/edit';
import { mergedCompose, readYamlFile } from '../../support/compose-merge';

const head = '# docker compose -f compose.yaml -f compose.nvidia.yaml up\n';
const devices = '[{ driver: nvidia, capabilities: [gpu] }]';
const deploy = (indent: string): string =>
  `${indent}deploy:\n${indent}  resources:\n${indent}    reservations:\n${indent}      devices: ${devices}\n`;

/** Base and override after all requests for NVIDIA devices were moved; undefined: it is refused. */
function split(text: string): readonly [string, string] | undefined {
  const requests = compose.parse(text).artifacts.filter(({ kind, value }) => kind === 'device' && value.endsWith(':nvidia'));
  assert.ok(requests.length > 0);
  const result = compose.edits?.splitOffDevices?.(text, requests, { file: 'compose.yaml', created: 'compose.nvidia.yaml' });
  const base = result && applyEdits(text, result.edits);
  if (!result || base === undefined) return undefined;
  assert.deepEqual(mergedCompose(base, result.created), readYamlFile(text));
  return [base, result.created];
}

function check(title: string, text: string, base: string, override: string): void {
  it(title, () => assert.deepEqual(split(text), [base, head + override]));
}

function refuse(title: string, text: string): void {
  it(`refuses ${title}`, () => assert.equal(split(text), undefined));
}

describe('Compose: device requests in a file of their own', () => {
  check(
    'take the keys along that nothing else stands below',
    `services:\n  a:\n    image: i\n${deploy('    ')}    tty: true\n`,
    'services:\n  a:\n    image: i\n    tty: true\n',
    `services:\n  a:\n${deploy('    ')}`,
  );
  check(
    'leave the keys that have more to say',
    'services:\n  a:\n    image: i\n    deploy:\n      replicas: 2\n      resources:\n        limits: { cpus: "1" }\n        reservations:\n          devices:\n            - driver: nvidia\n',
    'services:\n  a:\n    image: i\n    deploy:\n      replicas: 2\n      resources:\n        limits: { cpus: "1" }\n',
    'services:\n  a:\n    deploy:\n      resources:\n        reservations:\n          devices:\n            - driver: nvidia\n',
  );
  check(
    'are those of all services, however they are written',
    `services:\n  a:\n    image: i\n    runtime: nvidia\n${deploy('    ')}  b:\n    image: j\n    gpus:\n    - driver: nvidia\n`,
    'services:\n  a:\n    image: i\n  b:\n    image: j\n',
    `services:\n  a:\n    runtime: nvidia\n${deploy('    ')}  b:\n    gpus:\n    - driver: nvidia\n`,
  );
  check(
    'take along the comments about them, and the empty line that nothing is below',
    'services:\n  a:\n    image: i\n\n    # GPUs only\n    runtime: nvidia # all of them\n      # or runc\n\n  b: { image: j }\n',
    'services:\n  a:\n    image: i\n\n  b: { image: j }\n',
    'services:\n  a:\n    # GPUs only\n    runtime: nvidia # all of them\n      # or runc\n',
  );
  check(
    'leave the comments about others',
    'services:\n  a:\n    image: i\n    # out of date\n\n    runtime: nvidia\n    # a terminal\n    tty: true\n',
    'services:\n  a:\n    image: i\n    # out of date\n\n    # a terminal\n    tty: true\n',
    'services:\n  a:\n    runtime: nvidia\n',
  );
  check(
    'may end the file',
    'services:\n  a:\n    image: i\n\n    runtime: nvidia',
    'services:\n  a:\n    image: i\n',
    'services:\n  a:\n    runtime: nvidia\n',
  );
  it('keep line ends', () => {
    assert.deepEqual(split('services:\r\n  a:\r\n    image: i\r\n\r\n    runtime: nvidia\r\n'), [
      'services:\r\n  a:\r\n    image: i\r\n',
      `${head.replace('\n', '\r\n')}services:\r\n  a:\r\n    runtime: nvidia\r\n`,
    ]);
  });
  refuse('a service with nothing else', 'services:\n  a:\n    runtime: nvidia\n');
  refuse('what stands in braces', 'services:\n  a: { image: i, runtime: nvidia }\n');
  refuse(
    'what stands in braces further up',
    `services:\n  a:\n    image: i\n    deploy: { replicas: 1, resources: { reservations: { devices: ${devices} } } }\n`,
  );
  refuse('what a merge brings', `x-gpu: &gpu\n${deploy('  ')}services:\n  a:\n    <<: *gpu\n    image: i\n`);
  refuse('what an alias brings', `x: &d ${devices}\nservices:\n  a:\n    image: i\n    deploy: { resources: { reservations: { devices: *d } } }\n`);
  refuse('what has an anchor that others use', 'services:\n  a: &a\n    image: i\n    runtime: nvidia\n  b:\n    <<: *a\n    tty: true\n');
  refuse('what uses an anchor', `x: &c [gpu]\nservices:\n  a:\n    image: i\n    gpus:\n      - driver: nvidia\n        capabilities: *c\n`);
  refuse('a list with other devices', 'services:\n  a:\n    image: i\n    gpus:\n      - driver: nvidia\n      - driver: amd\n');
  refuse('what another service inherits', 'services:\n  a:\n    image: i\n    runtime: nvidia\n  b:\n    extends: a\n');
  refuse('what another service inherits by a map', 'services:\n  a:\n    image: i\n    runtime: nvidia\n  b:\n    extends: { service: a }\n');
  refuse('a key that is there twice', 'services:\n  a:\n    image: i\n    runtime: nvidia\n    runtime: nvidia\n');
  refuse('two documents', 'services:\n  a:\n    image: i\n    runtime: nvidia\n---\nservices: {}\n');
  refuse('a text with mistakes', 'services:\n  a:\n    image: i\n    runtime: nvidia\n    ports: [\n');
});
