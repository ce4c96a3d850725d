import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { applyEdits, decodeText, formatOf, formats, type FileContent, type FilePort, type Session } from '../../src/engine';
import type { Fix } from '../../src/model/fix';
import type { FileResult } from '../../src/model/result';
import { mergedCompose, readYamlFile } from '../support/compose-merge';
import { testEngine } from '../support/engine';
import { FixShares } from '../support/fix-shares';
import { needShared, readJsonLines, sharedFolder } from '../support/shared';

/** One corpus file under its own path, with a text that can be replaced. */
class OneFile implements FilePort {
  text: string;
  readonly #path: string;

  constructor(file: string, text: string) {
    this.#path = file;
    this.text = text;
  }

  list(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  read(file: string): Promise<FileContent> {
    return Promise.resolve(file === this.#path ? { kind: 'text', text: this.text, version: 0 } : { kind: 'missing' });
  }
}

/** Leaves of a parsed document as `path = value`; list positions do not count, since a removal shifts them. */
function leaves(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${at}[]`));
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return Object.entries(value).flatMap(([key, item]) => leaves(item, `${at}/${key}`));
  return [`${at} = ${String(value)}`];
}

/** What an independent reader says is in a file: leaves of TOML and JSON, lines of requirements. Throws if it cannot read it. */
function readIndependently(file: string, text: string): string[] {
  if (file.endsWith('.toml')) return leaves(parseToml(text));
  if (file.endsWith('.json')) return leaves(JSON.parse(text));
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^\s+#/.test(line));
}

function difference(from: readonly string[], without: readonly string[]): string[] {
  const left = [...without];
  return from.filter((item) => {
    const index = left.indexOf(item);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Names and addresses that a fix says it touches. */
function touched(fix: Fix): string[] {
  const rows = fix.rows.flatMap(({ row, name, group }) => [
    row.name,
    ...(group ? [`/${group.id.slice(group.id.indexOf(':') + 1)}/optional = true`] : []),
    ...(row.alias === undefined ? [] : [row.alias]),
    ...(name === undefined ? [] : [name]),
  ]);
  const indexes = fix.indexes.flatMap(({ index, url }) => [
    index.value,
    ...(index.name === undefined ? [] : [index.name]),
    ...(url === null ? [] : [url]),
  ]);
  const added = fix.added.flatMap(({ row, group, indexes: references = [] }) => [
    row.name,
    ...(group ? [group.id.slice(group.id.indexOf(':') + 1)] : []),
    // What the workspace demands of the machine goes into the feature that needs it.
    ...(group?.id.startsWith('feature:') ? ['/system-requirements/cuda = '] : []),
    ...references.map(({ index }) => index),
  ]);
  const images = fix.images.flatMap(({ image, value, variable }) => [image.value, value, ...(variable ? [variable.name] : [])]);
  const requests = fix.requests.flatMap(({ request, value }) => (value === null ? [] : [request.value, value]));
  return [...rows, ...indexes, ...added, ...images, ...requests].filter((word) => word !== '');
}

function checkDifference(fix: Fix, file: string, before: string, after: string): void {
  const was = readIndependently(file, before);
  const is = readIndependently(file, after);
  const words = touched(fix);
  const strange = [...difference(was, is), ...difference(is, was)].filter((leaf) => !words.some((word) => leaf.includes(word)));
  const emptied = strange.filter((leaf) => !/"?(explicit|priority|default)"? = |\/(explicit|priority|default|name|marker) = /.test(leaf));
  assert.deepEqual(emptied, [], 'nothing else changed');
}

async function checkFix(fix: Fix, result: FileResult, files: OneFile, session: Session): Promise<void> {
  const before = result.text;
  const after = applyEdits(before, fix.files[0]?.edits ?? []);
  assert.ok(after !== undefined && after !== before, 'the edits apply and change something');
  if (fix.remedy.edit?.devices) assert.deepEqual(mergedCompose(after, applyEdits('', fix.files[1]?.edits ?? []) ?? ''), readYamlFile(before));
  else checkDifference(fix, result.path, before, after);
  files.text = after;
  session.changed();
  const again = await session.analyzeFile(result.path);
  files.text = before;
  session.changed();
  assert.ok(again);
  const offered = again.findings.flatMap((finding) => session.fixes(finding, again)).filter(({ id }) => id === fix.id);
  const repeated = offered.filter(
    (other) =>
      other.rows.length === fix.rows.length &&
      other.rows.every(({ row }, n) => row.name === fix.rows[n]?.row.name && row.group.id === fix.rows[n]?.row.group.id),
  );
  const open = ({ findings }: FileResult): number => findings.filter(({ guarded }) => !guarded).length;
  assert.ok(repeated.length < 1 || again.findings.length < result.findings.length || open(again) < open(result), 'a second run has less to do');
}

describe('fixes over the corpus', () => {
  it('each offered fix changes what it says and nothing else, and leaves a file that others can read', async function () {
    this.timeout(600_000);
    needShared(this);
    const shares = new FixShares();
    for (const { file } of readJsonLines<{ file: string }>('corpus/INDEX.jsonl').map((entry) => ({ file: corpusPath(entry) }))) {
      if (!formatOf(file)) continue;
      const { text, lossy } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', file)));
      if (lossy) continue;
      const files = new OneFile(file, text);
      const session = testEngine().createSession(files);
      const result = await session.analyzeFile(file);
      assert.ok(result);
      for (const finding of result.findings) {
        const fixes = session.fixes(finding, result);
        shares.add(result.formatId, finding, fixes);
        for (const fix of fixes) {
          try {
            await checkFix(fix, result, files, session);
          } catch (error) {
            throw new Error(`${file}: ${fix.id}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
          }
        }
      }
    }
    for (const line of shares.lines()) console.log(`      ${line}`);
    assert.ok(shares.fixes > 100);
    const writable = formats.filter(({ edits }) => edits).map(({ id }) => id);
    const open = shares.declared(writable, 'unguarded');
    for (const { words } of [open, shares.declared(writable, 'guarded')]) console.log(`      ${words}`);
    assert.ok(open.fixable / open.findings >= 0.6, open.words);
  });
});

function corpusPath(entry: object): string {
  const { repo, path: inside } = entry as { repo: string; path: string };
  return `${repo.replace('/', '+')}/${inside}`;
}
