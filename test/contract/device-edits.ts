import assert from 'node:assert/strict';
import type { Format } from '../../src/formats/format';
import type { Artifact } from '../../src/model/manifest';
import { applyEdits } from '../../src/text/edit';
import { mergedCompose, readYamlFile } from '../support/compose-merge';
import { artifactFacts, checkPlaces, rowFacts } from './manifest-checks';

/** Moves the requests of each driver to a new file, and asks for another resource; counts by edit how often that was written. */
export function checkDeviceEdits(format: Format, text: string, counts: Map<string, number>): void {
  const { artifacts } = format.parse(text);
  const seen = new Set<string>();
  for (const { kind, value } of artifacts) {
    if (seen.has(value) || (kind !== 'device' && kind !== 'resource')) continue;
    seen.add(value);
    const same = artifacts.filter((one) => one.kind === kind && one.value === value);
    const name = kind === 'device' ? checkSplit(format, text, same) : checkResource(format, text, same);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
}

/** Both files together say what the one said; the requests are in the new one, and nothing else is. */
function checkSplit(format: Format, text: string, requests: readonly Artifact[]): string | undefined {
  const split = format.edits?.splitOffDevices?.(text, requests, { file: 'compose.yaml', created: 'compose.x.yaml' });
  if (!split) return undefined;
  const base = applyEdits(text, split.edits) ?? assert.fail('edits overlap or lie outside');
  assert.deepEqual(mergedCompose(base, split.created), readYamlFile(text));
  const [before, after, created] = [text, base, split.created].map((one) => format.parse(one));
  assert.ok(before && after && created);
  checkPlaces(base, after);
  const left = before.artifacts.filter((one) => !requests.some(({ span }) => span.start === one.span.start));
  assert.deepEqual(
    after.artifacts.map((one) => artifactFacts(one)),
    left.map((one) => artifactFacts(one)),
    base,
  );
  assert.deepEqual(
    [after.dependencies.map((row) => rowFacts(row)), after.problems],
    [before.dependencies.map((row) => rowFacts(row)), before.problems],
  );
  assert.deepEqual(
    created.artifacts.map(({ value }) => value),
    requests.map(({ value }) => value),
  );
  const comments = [...after.comments, ...created.comments.slice(1)].map((one) => one.text);
  assert.deepEqual(comments.toSorted(), before.comments.map((one) => one.text).toSorted());
  if (text.includes('\r\n')) for (const one of [base, split.created]) assert.ok(!/(^|[^\r])\n/.test(one), `line ends: ${one}`);
  return 'splitOffDevices';
}

function checkResource(format: Format, text: string, resources: readonly Artifact[]): string | undefined {
  const edits = format.edits?.setResource?.(text, resources, 'gpu.example.org/x', new Set());
  if (!edits) return undefined;
  const result = applyEdits(text, edits) ?? assert.fail('edits overlap or lie outside');
  const [before, after] = [format.parse(text), format.parse(result)];
  checkPlaces(result, after);
  const isOne = ({ span }: Artifact): boolean => resources.some((one) => one.span.start === span.start);
  assert.deepEqual(
    after.artifacts.map((one) => artifactFacts(one)),
    before.artifacts.map((one) => artifactFacts(one, isOne(one) ? 'gpu.example.org/x' : one.value)),
    result,
  );
  assert.deepEqual([after.comments.map((one) => one.text), after.problems], [before.comments.map((one) => one.text), before.problems], result);
  return 'setResource';
}
