import assert from 'node:assert/strict';
import type { Format, FormatEdits } from '../../src/formats/format';
import type { Build } from '../../src/model/fix';
import type { Dependency, Manifest } from '../../src/model/manifest';
import { applyEdits } from '../../src/text/edit';
import { contains } from '../../src/text/span';
import { checkPlaces, rowFacts } from './manifest-checks';

/** Of longer lists some rows are taken. */
const mostRows = 8;

/** Moves each row to an optional group or a new file, and writes a row below it; counts by edit how many were written. */
export function checkRowMoves(format: Format, text: string, counts: Map<string, number>): void {
  const write = format.edits;
  if (!write) return;
  const manifest = format.parse(text);
  const single = text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
  const step = Math.ceil(manifest.dependencies.length / mostRows);
  for (const row of manifest.dependencies.filter((_, n) => n % step === 0)) {
    const done = (name: keyof FormatEdits, result: string): Manifest => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const after = format.parse(result);
      checkPlaces(result, after);
      assert.ok(after.problems.length <= manifest.problems.length, `problems: ${result}`);
      if (single) assert.ok(!/(^|[^\r])\n/.test(result), `line ends: ${result}`);
      return after;
    };
    checkMove(write, text, manifest, row, done);
    checkSplit(format, write, text, manifest, row, done);
    checkAddition(write, text, manifest, row, done);
    checkBuilds(format, write, text, manifest, row, done);
    checkPromotion(write, text, manifest, row, done);
    checkOptional(format, write, text, manifest, row, done);
  }
}

type Done = (name: keyof FormatEdits, result: string) => Manifest;

/** Other tables may speak about a row by its name only while it stands where it stood; the proof of a fix refuses such a move. */
function checkMove(write: FormatEdits, text: string, manifest: Manifest, row: Dependency, done: Done): void {
  const moved = write.moveToOptional?.(text, [row], 'acme');
  if (!moved) return;
  const after = done('moveToOptional', applied(text, moved.edits));
  const others = manifest.dependencies.filter((one) => one !== row);
  const facts = after.dependencies.map((one) => rowFacts(one));
  const at = facts.lastIndexOf(rowFacts({ ...row, group: moved.group }));
  if (row.indexes.length === 0) assert.ok(at >= 0, `the row is there: ${applied(text, moved.edits)}`);
  if (at < 0) return;
  assert.deepEqual(
    facts.filter((_, n) => n !== at),
    others.map((one) => rowFacts(one)),
  );
  assert.deepEqual(commentsOf(after).toSorted(), commentsOf(manifest).toSorted());
}

function checkSplit(format: Format, write: FormatEdits, text: string, manifest: Manifest, row: Dependency, done: Done): void {
  const split = write.splitOff?.(text, [row], 'main.txt');
  if (!split) return;
  const after = done('splitOff', applied(text, split.edits));
  assert.deepEqual(
    after.dependencies.map((one) => rowFacts(one)),
    manifest.dependencies.filter((one) => one !== row).map((one) => rowFacts(one)),
  );
  const created = format.parse(split.created);
  assert.deepEqual(
    [created.problems, created.includes.map(({ path }) => path), created.dependencies.map((one) => rowFacts(one))],
    [[], ['main.txt'], [rowFacts(row)]],
  );
}

const twoBuilds: readonly Build[] = [
  { name: 'acme-one', url: 'https://wheels.example.org/one', companions: [] },
  { name: 'acme-two', url: 'https://wheels.example.org/two', marker: "sys_platform == 'linux'", companions: ['acme-helper'] },
];

/** What the row brings stands in two new extras, each with the index of its build, and nothing else changes. */
function checkPromotion(write: FormatEdits, text: string, manifest: Manifest, row: Dependency, done: Done): void {
  const added = { ecosystem: row.ecosystem, name: 'acme-brought', specifier: '~=1.2.0' };
  const promoted = [{ beside: row, row: added }];
  const chosen = write.promoteBuilds?.(text, { rows: [], promoted, lock: 'uv.lock', versions: new Map(), builds: twoBuilds });
  if (!chosen) return;
  const after = done('promoteBuilds', applied(text, chosen.edits));
  const isNew = ({ name }: Dependency): boolean => name.startsWith('acme-');
  assert.deepEqual(
    after.dependencies.filter(isNew).map(({ name, group }) => `${group.id} ${name}`),
    ['extra:acme-one acme-brought', 'extra:acme-two acme-brought', 'extra:acme-two acme-helper'],
  );
  assert.deepEqual(
    after.dependencies.filter((one) => !isNew(one)).map((one) => rowFacts(one)),
    manifest.dependencies.map((one) => rowFacts(one)),
  );
  assert.equal(after.artifacts.length, manifest.artifacts.length + 2);
  assert.deepEqual(commentsOf(after), commentsOf(manifest));
}

/** Two builds of one row: the row is gone, and stands once in each new extra or file, with the index of its build. */
function checkBuilds(format: Format, write: FormatEdits, text: string, manifest: Manifest, row: Dependency, done: Done): void {
  const [index] = manifest.artifacts.filter(({ kind }) => kind === 'index');
  if (!index) return;
  const chosen = write.chooseBuilds?.(text, [row], index, twoBuilds, 'main.txt');
  if (!chosen) return;
  const after = done('chooseBuilds', applied(text, chosen.edits));
  const names = after.dependencies.map(({ name, group }) => `${group.id.replace('feature:', 'extra:')} ${name}`);
  if (chosen.files.length > 0) {
    assert.deepEqual(
      after.dependencies.map((one) => rowFacts(one)),
      manifest.dependencies.filter((one) => one !== row).map((one) => rowFacts(one)),
    );
    const created = chosen.files.map((file) => format.parse(file.text));
    assert.deepEqual(
      created.map(({ problems, artifacts, dependencies }) => [problems.length, artifacts[0]?.value, dependencies[0]?.name]),
      twoBuilds.map(({ url }) => [0, url, row.name]),
    );
    return;
  }
  assert.equal(after.dependencies.length, manifest.dependencies.length + 2);
  for (const wanted of [`extra:acme-one ${row.name}`, `extra:acme-two ${row.name}`, 'extra:acme-two acme-helper'])
    assert.ok(names.includes(wanted), wanted);
  const gone = manifest.artifacts.filter(({ span }) => contains(row.span, span));
  assert.equal(after.artifacts.length, manifest.artifacts.length - gone.length + chosen.indexes.length);
}

/** A copy of the row and another package, in two groups or files that exclude each other; the row itself stays. */
function checkOptional(format: Format, write: FormatEdits, text: string, manifest: Manifest, row: Dependency, done: Done): void {
  const { ecosystem, name, specifier, extras, marker } = row;
  const copy = {
    ecosystem,
    name,
    specifier: specifier?.raw ?? '',
    extras: extras.map((extra) => extra.name),
    ...(marker ? { marker: marker.raw } : {}),
  };
  const groups = [
    { name: 'acme-one', rows: [{ beside: row, row: { ecosystem, name: 'acme-twin', specifier: '' } }] },
    { name: 'acme-two', rows: [{ beside: row, row: copy }] },
  ];
  for (const exclusive of [false, true]) {
    const chosen = write.addOptional?.(text, groups, exclusive, 'main.txt');
    if (!chosen) continue;
    const after = done('addOptional', applied(text, chosen.edits));
    const created = chosen.files.map((file) => format.parse(file.text));
    assert.deepEqual(
      created.flatMap(({ problems }) => problems),
      [],
    );
    const found = [
      ...after.dependencies.filter(({ group }) => /^(?:extra|feature):acme-/.test(group.id)),
      ...created.flatMap(({ dependencies }) => dependencies),
    ];
    assert.deepEqual(
      found.map((one) => one.name),
      ['acme-twin', name],
    );
    assert.deepEqual(
      after.dependencies.filter((one) => !found.includes(one)).map((one) => rowFacts(one)),
      manifest.dependencies.map((one) => rowFacts(one)),
    );
  }
}

function checkAddition(write: FormatEdits, text: string, manifest: Manifest, row: Dependency, done: Done): void {
  const { ecosystem } = row;
  const edits = write.addBeside?.(text, row, { ecosystem, name: 'acme-twin', specifier: '' });
  if (!edits) return;
  const after = done('addBeside', applied(text, edits));
  const at = after.dependencies.findIndex(({ name }) => name === 'acme-twin');
  assert.deepEqual([after.dependencies[at]?.group.id, after.dependencies[at]?.role], [row.group.id, row.role]);
  assert.deepEqual(
    after.dependencies.filter((_, n) => n !== at).map((one) => rowFacts(one)),
    manifest.dependencies.map((one) => rowFacts(one)),
  );
  assert.deepEqual(commentsOf(after), commentsOf(manifest));
}

function commentsOf({ comments }: Manifest): readonly string[] {
  return comments.map(({ text }) => text);
}

function applied(text: string, edits: Parameters<typeof applyEdits>[1]): string {
  return applyEdits(text, edits) ?? assert.fail(`edits overlap or lie outside: ${JSON.stringify(edits)}`);
}
