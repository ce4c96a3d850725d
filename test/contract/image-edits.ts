import assert from 'node:assert/strict';
import type { Format } from '../../src/formats/format';
import type { Artifact, Manifest } from '../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../src/text/edit';
import { artifactFacts, checkPlaces, rowFacts } from './manifest-checks';

/** Lets a variable choose each image, and writes another one in its place; counts by edit how many were written. */
export function checkImageEdits(format: Format, text: string, counts: Map<string, number>): void {
  const write = format.edits;
  const manifest = format.parse(text);
  const images = manifest.artifacts.filter(({ kind }) => kind === 'image');
  for (const image of images) {
    const chosen = write?.makeImageVariable?.(
      text,
      images.filter(({ value }) => value === image.value),
    );
    if (chosen) {
      const { group } = chosen;
      counts.set('makeImageVariable', (counts.get('makeImageVariable') ?? 0) + 1);
      const after = check(format, text, chosen.edits, manifest, (one) => (chosen.images.includes(one) ? { ...one, group } : one));
      const places = after.artifacts.filter((one) => one.group.id === group.id);
      assert.equal(places.length, chosen.images.length, group.id);
    }
    const edits = write?.setImage?.(text, image, 'ghcr.io/acme/other:1.0');
    if (!edits) continue;
    counts.set('setImage', (counts.get('setImage') ?? 0) + 1);
    check(format, text, edits, manifest, (one) => (one === image ? { ...one, value: 'ghcr.io/acme/other:1.0' } : one));
  }
}

/** The text after the edits says what it said, but for the artifacts that `expected` changes. */
function check(format: Format, text: string, edits: readonly TextEdit[], before: Manifest, expected: (artifact: Artifact) => Artifact): Manifest {
  const result = applyEdits(text, edits) ?? assert.fail(`edits overlap or lie outside: ${JSON.stringify(edits)}`);
  const after = format.parse(result);
  checkPlaces(result, after);
  assert.deepEqual(
    after.artifacts.map((one) => artifactFacts(one)),
    before.artifacts.map((one) => artifactFacts(expected(one))),
    result,
  );
  assert.deepEqual(
    [after.dependencies.map((row) => rowFacts(row)), after.comments.map((one) => one.text), after.problems.length],
    [before.dependencies.map((row) => rowFacts(row)), before.comments.map((one) => one.text), before.problems.length],
    result,
  );
  if (!/(^|[^\r])\n/.test(text)) assert.ok(!/(^|[^\r])\n/.test(result), `line ends: ${result}`);
  return after;
}
