import assert from 'node:assert/strict';
import { digest } from '../../src/engine';
import type { FileEdit } from '../../src/model/fix';
import { Drafts } from '../../src/workspace/drafts';
import { MemoryFiles } from '../support/engine';

/** An edit that replaces the first `from` of a text. */
function edit(file: string, text: string, from: string, to: string): FileEdit {
  const start = text.indexOf(from);
  return { file, length: text.length, digest: digest(text), edits: [{ span: { start, end: start + from.length }, newText: to }], create: false };
}

function newFile(file: string, text: string): FileEdit {
  return { file, length: 0, digest: digest(''), edits: [{ span: { start: 0, end: 0 }, newText: text }], create: true };
}

function drafts(): Drafts {
  return new Drafts(new MemoryFiles({ 'a.txt': 'one\ntwo\n', 'sub/b.txt': 'three\n' }));
}

function state(made: Drafts): Record<string, string> {
  return Object.fromEntries(made.changed().map(({ path, after, created }) => [`${path}${created ? ' (new)' : ''}`, after]));
}

describe('drafts of several files', () => {
  it('take the edits of all files of a fix', async () => {
    const made = drafts();
    await made.apply([edit('a.txt', 'one\ntwo\n', 'one', '1'), edit('sub/b.txt', 'three\n', 'three', '3'), newFile('sub/c.txt', 'new\n')]);
    assert.deepEqual(state(made), { 'a.txt': '1\ntwo\n', 'sub/b.txt': '3\n', 'sub/c.txt (new)': 'new\n' });
    const names = (await made.files.list('sub')).map(({ name }) => name);
    assert.deepEqual(names.sort(), ['b.txt', 'c.txt'], 'a new file is in its folder');
  });

  const refused: readonly [title: string, second: FileEdit][] = [
    ['a text has changed', edit('sub/b.txt', 'three!\n', 'three', '3')],
    ['a text is as long but another one', edit('sub/b.txt', 'thRee\n', 'thRee', '3')],
    ['a file is missing', edit('sub/no.txt', '', '', '3')],
    ['a file to create is there', newFile('sub/b.txt', 'new\n')],
    ['a file comes twice', edit('a.txt', 'one\ntwo\n', 'two', '2')],
  ];
  for (const [title, second] of refused)
    it(`take none if ${title}`, async () => {
      const made = drafts();
      assert.equal(await made.apply([edit('a.txt', 'one\ntwo\n', 'one', '1'), second]), undefined);
      assert.deepEqual(state(made), {});
    });

  it('take none of a file whose bytes are no text', async () => {
    const bytes = new Uint8Array([0x61, 0xff]);
    const made = new Drafts({ list: () => Promise.resolve([]), read: () => Promise.resolve({ kind: 'bytes', bytes }) });
    assert.equal(await made.apply([edit('a.txt', 'a\ufffd', 'a', 'b')]), undefined);
  });

  it('go on from what the steps before left, told as edits of the first text', async () => {
    const made = drafts();
    await made.apply([edit('a.txt', 'one\ntwo\n', 'one', 'eleven'), newFile('c.txt', 'x\n')]);
    assert.equal(await made.apply([edit('a.txt', 'one\ntwo\n', 'two', '2')]), undefined, 'made for the text before the first step');
    await made.apply([edit('a.txt', 'eleven\ntwo\n', 'two', '2'), edit('c.txt', 'x\n', '\n', '\ny\n')]);
    assert.deepEqual(state(made), { 'a.txt': 'eleven\n2\n', 'c.txt (new)': 'x\ny\n' });
    assert.deepEqual(
      made.changed().map(({ edits }) => edits),
      [
        [
          { span: { start: 0, end: 3 }, newText: 'eleven' },
          { span: { start: 4, end: 7 }, newText: '2' },
        ],
        [{ span: { start: 0, end: 0 }, newText: 'x\ny\n' }],
      ],
    );
  });

  it('take a step back in all files', async () => {
    const made = drafts();
    await made.apply([edit('a.txt', 'one\ntwo\n', 'one', '1')]);
    const undo = await made.apply([edit('a.txt', '1\ntwo\n', 'two', '2'), newFile('c.txt', 'x\n')]);
    undo?.();
    assert.deepEqual(state(made), { 'a.txt': '1\ntwo\n' });
    assert.deepEqual((await made.files.read('c.txt', 100)).kind, 'missing');
    assert.deepEqual(await made.files.list('').then((entries) => entries.map(({ name }) => name)), ['a.txt', 'sub']);
  });
});
