import assert from 'node:assert/strict';
import type { Format, FormatEdits } from '../../src/formats/format';
import type { Artifact, Dependency, Manifest } from '../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../src/text/edit';
import { contains, overlaps, slice } from '../../src/text/span';
import { artifactFacts, checkPlaces, rowFacts, withoutOthersWords } from './manifest-checks';

type Edits = readonly TextEdit[] | undefined;

interface RowEdit {
  readonly name: keyof FormatEdits;
  make(write: FormatEdits, text: string, row: Dependency): Edits;
  /** The facts of the row afterwards; undefined: it is gone. */
  expected(row: Dependency, after: Dependency | undefined): string | undefined;
}

const newMarker = 'sys_platform == "linux"';
const newUrl = 'https://wheels.example.org/rocm6.2';

/** By registry, where versions or names are not written as in most of them. */
const versions: Partial<Record<Dependency['ecosystem'], string>> = { cargo: '~9.9', maven: '9.9.9', nuget: '9.9.9', go: 'v9.9.9' };
const names: Partial<Record<Dependency['ecosystem'], string>> = { maven: 'org.other:other-name', go: 'example.org/other/name' };

function nameFor({ ecosystem }: Dependency): string {
  return names[ecosystem] ?? 'other-name';
}

function versionFor(row: Dependency): string {
  const own = versions[row.ecosystem];
  if (own !== undefined) return own;
  return row.ecosystem === 'npm' || row.specifier?.dialect === 'poetry' ? '^9.9.9' : '==9.9.9';
}

const rowEdits: readonly RowEdit[] = [
  {
    name: 'rename',
    make: (write, text, row) => write.rename(text, row, nameFor(row)),
    // What another table says about the old name may stay behind; the proof of a fix refuses such a renaming, the edit itself is exact.
    expected(row, after) {
      const name = nameFor(row);
      const renamed = rowFacts(row, { name });
      return after && rowFacts(after) === renamed ? renamed : rowFacts(withoutOthersWords(row), { name });
    },
  },
  {
    name: 'setSpecifier',
    make: (write, text, row) => write.setSpecifier(text, row, versionFor(row)),
    expected: (row) => rowFacts(row, { specifier: versionFor(row) }),
  },
  { name: 'setExtras', make: (write, text, row) => write.setExtras(text, row, ['x', 'y']), expected: (row) => rowFacts(row, { extras: ['x', 'y'] }) },
  {
    name: 'addMarker',
    make: (write, text, row) => write.addMarker?.(text, row, newMarker),
    expected(row, after) {
      const marker = after?.marker ?? assert.fail('no marker');
      assert.ok(marker.raw.replaceAll("'", '"').includes(newMarker), `the marker is there: ${marker.raw}`);
      assert.ok(!row.marker || marker.raw.includes(row.marker.raw), 'the old marker is kept');
      return rowFacts({ ...row, marker });
    },
  },
  {
    name: 'setBuild',
    make: (write, text, row) => write.setBuild?.(text, row, 'cpu*'),
    expected: (row) => rowFacts({ ...row, ...(row.build ? { build: { ...row.build, raw: 'cpu*' } } : {}) }),
  },
  {
    name: 'setBuild',
    make: (write, text, row) => write.setBuild?.(text, row, ''),
    expected(row) {
      const { build, ...rest } = row;
      return rowFacts(build ? rest : row);
    },
  },
  {
    name: 'setOwnChannel',
    make: (write, text, row) => write.setOwnChannel?.(text, row, ''),
    expected: (row) => rowFacts(row, { indexes: [] }),
  },
  { name: 'remove', make: (write, text, row) => write.remove(text, [row]), expected: () => undefined },
];

/** Applies every edit of the format to every row and index of a text; counts by edit how many were written. */
export function checkEdits(format: Format, text: string, counts: Map<string, number>): void {
  const write = format.edits;
  if (!write) return;
  const manifest = format.parse(text);
  for (const edit of rowEdits) {
    manifest.dependencies.forEach((row, index) => {
      const edits = edit.make(write, text, row);
      const result = applied(text, edits);
      if (result === undefined) return;
      count(counts, edit.name);
      checkRowEdit(format, edit, { text, manifest, index, edits, result });
    });
  }
  checkChannelEdits(format, write, text, manifest, counts);
  for (const index of manifest.artifacts.filter(({ kind }) => kind === 'index')) checkIndexEdits(format, write, text, manifest, index, counts);
}

function checkRowEdit(
  format: Format,
  edit: RowEdit,
  { text, manifest, index, edits, result }: { text: string; manifest: Manifest; index: number; edits: Edits; result: string },
): void {
  const after = format.parse(result);
  const title = `${edit.name} ${manifest.dependencies[index]?.name}: ${difference(text, result)}`;
  checkPlaces(result, after);
  const gone = edit.name === 'remove';
  const expected = manifest.dependencies.flatMap((row, n) => (n === index ? (edit.expected(row, after.dependencies[index]) ?? []) : rowFacts(row)));
  assert.deepEqual(
    after.dependencies.map((row) => rowFacts(row)),
    expected,
    title,
  );
  const removed = gone ? manifest.dependencies[index] : undefined;
  const artifacts = manifest.artifacts.filter(({ span }) => !removed || !contains(removed.span, span));
  assert.deepEqual(
    after.artifacts.map((artifact) => artifactFacts(artifact)),
    artifacts.map((artifact) => artifactFacts(artifact)),
    title,
  );
  manifest.dependencies.forEach((row, n) => {
    const other = after.dependencies[gone && n > index ? n - 1 : n];
    if (n !== index && other) assert.equal(slice(result, other.span), slice(text, row.span), title);
  });
  checkRest({ text, manifest, edits: gone ? edits : [] }, result, after, title);
  const changed = after.dependencies[index];
  // A marker is joined to the one that is there, so writing it twice is no repetition of one edit.
  if (gone || !changed || edit.name === 'addMarker') return;
  assert.equal(applied(result, edit.make(format.edits ?? assert.fail(), result, changed)) ?? result, result, `again: ${title}`);
}

/** What two texts do not share, for a message. */
function difference(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const from = Math.max(0, start - 30);
  return `${JSON.stringify(before.slice(from, before.length - end + 20))} became ${JSON.stringify(after.slice(from, after.length - end + 20))}`;
}

/** Comments stay but for those in a removed stretch, line ends stay, and nothing new is misread. */
function checkRest(before: { text: string; manifest: Manifest; edits: Edits }, result: string, after: Manifest, title: string): void {
  const { text, manifest, edits = [] } = before;
  const kept = manifest.comments.filter(({ span }) => !edits.some((edit) => edit.newText === '' && overlaps(edit.span, span)));
  assert.deepEqual(
    after.comments.map((comment) => comment.text),
    kept.map((comment) => comment.text),
    `comments: ${title}`,
  );
  assert.ok(after.problems.length <= manifest.problems.length, `problems: ${title}`);
  if (!/(^|[^\r])\n/.test(text)) assert.ok(!/(^|[^\r])\n/.test(result), `line ends: ${title}`);
}

function checkIndexEdits(format: Format, write: FormatEdits, text: string, manifest: Manifest, index: Artifact, counts: Map<string, number>): void {
  const moved = applied(text, write.setIndexUrl?.(text, index, newUrl));
  if (moved !== undefined) {
    count(counts, 'setIndexUrl');
    const after = format.parse(moved);
    checkPlaces(moved, after);
    assert.deepEqual(
      after.artifacts.map((one) => artifactFacts(one)),
      manifest.artifacts.map((one) => artifactFacts(one, one === index ? newUrl : one.value)),
      moved,
    );
    assert.deepEqual(
      after.dependencies.map((row) => rowFacts(row)),
      manifest.dependencies.map((row) => rowFacts(row)),
      moved,
    );
    checkRest({ text, manifest, edits: [] }, moved, after, moved);
    const again = after.artifacts[manifest.artifacts.indexOf(index)] ?? assert.fail();
    assert.equal(applied(moved, write.setIndexUrl?.(moved, again, newUrl)), moved);
  }
  const edits = write.removeIndex?.(text, index, manifest);
  const removed = applied(text, edits);
  if (removed === undefined) return;
  count(counts, 'removeIndex');
  const after = format.parse(removed);
  checkPlaces(removed, after);
  assert.deepEqual(
    after.artifacts.map((one) => artifactFacts(one)),
    manifest.artifacts.filter((one) => one !== index).map((one) => artifactFacts(one)),
    removed,
  );
  const withoutIt = (row: Dependency): string => rowFacts(row, { indexes: row.indexes.filter((reference) => reference.index !== index.name) });
  assert.deepEqual(
    after.dependencies.map((row) => rowFacts(row)),
    manifest.dependencies.map(withoutIt),
    removed,
  );
  checkRest({ text, manifest, edits }, removed, after, removed);
}

/** Another name for each channel, and each channel gone: all else stays. */
function checkChannelEdits(format: Format, write: FormatEdits, text: string, manifest: Manifest, counts: Map<string, number>): void {
  for (const channel of manifest.artifacts.filter(({ kind }) => kind === 'channel')) {
    for (const name of ['acme', '']) {
      const edits = write.setChannel?.(text, channel, name);
      const result = applied(text, edits);
      if (result === undefined) continue;
      count(counts, 'setChannel');
      const after = format.parse(result);
      checkPlaces(result, after);
      const expected = manifest.artifacts.flatMap((one) => (one !== channel ? artifactFacts(one) : name === '' ? [] : artifactFacts(one, name)));
      assert.deepEqual(
        after.artifacts.map((one) => artifactFacts(one)),
        expected,
        result,
      );
      assert.deepEqual(
        after.dependencies.map((row) => rowFacts(row)),
        manifest.dependencies.map((row) => rowFacts(row)),
        result,
      );
      checkRest({ text, manifest, edits: name === '' ? edits : [] }, result, after, result);
    }
  }
}

function applied(text: string, edits: Edits): string | undefined {
  if (!edits) return undefined;
  const result = applyEdits(text, edits);
  assert.ok(result !== undefined, `edits overlap or lie outside: ${JSON.stringify(edits)}`);
  return result;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
