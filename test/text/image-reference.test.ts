import assert from 'node:assert/strict';
import { comparableImage, splitImage } from '../../src/text/image-reference';

describe('image references', () => {
  const split = (reference: string, name: string, tag?: string): void => {
    it(reference, () => {
      const parts = splitImage(reference);
      assert.deepEqual([reference.slice(0, parts.nameEnd), parts.tag], [name, tag]);
    });
  };
  split('cuda', 'cuda');
  split('nvidia/cuda:12.4', 'nvidia/cuda', '12.4');
  split('reg:5000/a/b', 'reg:5000/a/b');
  split('reg:5000/a/b:c@sha256:d', 'reg:5000/a/b', 'c');
  split('a@sha256:d', 'a');
  split('a:', 'a', '');
  split('${R:-x/y:z}/a:${T:?no tag/}-b', '${R:-x/y:z}/a', '${T:?no tag/}-b');
  split('a/{{ .b | default "c:d/e" }}:{{ .f }}', 'a/{{ .b | default "c:d/e" }}', '{{ .f }}');
  it('compares without what Docker adds', () => {
    const expected = {
      'docker.io/library/redis:7': 'redis',
      'library/redis': 'redis',
      'docker.io/a/b@sha256:c': 'a/b',
      'ghcr.io/library/x': 'ghcr.io/library/x',
    };
    for (const [reference, name] of Object.entries(expected)) assert.equal(comparableImage(reference), name);
  });
});
