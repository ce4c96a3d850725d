import assert from 'node:assert/strict';
import { chmodSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeAll, type FileToWrite } from '../../../src/hosts/cli/write-all';
import { inFolder, snapshot } from './run';

const tree = { 'a.txt': 'one\n', 'b.txt': 'two\n' };

function change(folder: string, name: string, before: string, after: string, created = false): FileToWrite {
  return { file: path.join(folder, name), shown: name, before, after, created };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('writing several files', () => {
  it('writes all, new ones too, and leaves nothing else behind', () => {
    inFolder(tree, (folder) => {
      writeAll([change(folder, 'a.txt', 'one\n', '1\n'), change(folder, 'c.txt', '', 'new\n', true)]);
      assert.deepEqual(snapshot(folder), { 'a.txt': base64('1\n'), 'b.txt': base64('two\n'), 'c.txt': base64('new\n') });
    });
  });

  it('keeps encoding, byte order mark, permissions and links', () => {
    inFolder({ 'a.txt': new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0]), 'b.txt': '\ufeffx\r\n' }, (folder) => {
      chmodSync(path.join(folder, 'b.txt'), 0o664);
      symlinkSync('b.txt', path.join(folder, 'link.txt'));
      writeAll([change(folder, 'a.txt', 'a\n', 'é\n'), change(folder, 'link.txt', 'x\r\n', 'y\r\n')]);
      const after = snapshot(folder);
      assert.deepEqual(Buffer.from(after['a.txt'] ?? '', 'base64'), Buffer.from([0xff, 0xfe, 0xe9, 0, 0x0a, 0]));
      assert.equal(after['b.txt'], base64('\ufeffy\r\n'));
      assert.equal(after['link.txt'], 'link to b.txt');
      assert.equal(statSync(path.join(folder, 'b.txt')).mode & 0o777, 0o664);
    });
  });

  const refused: readonly [title: string, name: string, before: string, created: boolean, sentence: RegExp][] = [
    ['has changed', 'b.txt', 'two?\n', false, /^b\.txt changed meanwhile; nothing was written$/],
    ['is gone', 'c.txt', 'three\n', false, /^cannot write c\.txt \(ENOENT\); nothing was written$/],
    ['is to be created and is there', 'b.txt', '', true, /^b\.txt is there meanwhile; nothing was written$/],
    ['is to be created in a folder that is missing', 'no/c.txt', '', true, /^cannot write beside no\/c\.txt \(ENOENT\); nothing was changed$/],
  ];
  for (const [title, name, before, created, sentence] of refused)
    it(`writes none if one ${title}`, () => {
      inFolder(tree, (folder) => {
        const files = [change(folder, 'a.txt', 'one\n', '1\n'), change(folder, name, before, 'x\n', created)];
        assert.throws(() => writeAll(files), { message: sentence });
        assert.deepEqual(snapshot(folder), { 'a.txt': base64('one\n'), 'b.txt': base64('two\n') });
      });
    });

  it('takes back what is done if a later file cannot be put in place', () => {
    inFolder(tree, (folder) => {
      const files = [change(folder, 'a.txt', 'one\n', '1\n'), change(folder, 'c.txt', '', 'new\n', true), change(folder, 'b.txt', 'two\n', '2\n')];
      const rename = (from: string, to: string): void => {
        if (to.endsWith('b.txt')) throw Object.assign(new Error('no'), { code: 'EIO' });
        renameSync(from, to);
      };
      assert.throws(() => writeAll(files, rename as typeof renameSync), { message: 'cannot write b.txt (EIO); all files are as they were' });
      assert.deepEqual(snapshot(folder), { 'a.txt': base64('one\n'), 'b.txt': base64('two\n') });
    });
  });

  it('never writes over a file that came into being meanwhile', () => {
    inFolder(tree, (folder) => {
      const files = [change(folder, 'a.txt', 'one\n', '1\n'), change(folder, 'c.txt', '', 'new\n', true)];
      const rename = (from: string, to: string): void => {
        renameSync(from, to);
        if (to.endsWith('a.txt')) writeFileSync(path.join(folder, 'c.txt'), 'theirs\n');
      };
      assert.throws(() => writeAll(files, rename as typeof renameSync), { message: 'cannot write c.txt (EEXIST); all files are as they were' });
      assert.deepEqual(snapshot(folder), { 'a.txt': base64('one\n'), 'b.txt': base64('two\n'), 'c.txt': base64('theirs\n') });
    });
  });

  it('says which files stay changed if they cannot be taken back', () => {
    inFolder(tree, (folder) => {
      const files = [change(folder, 'a.txt', 'one\n', '1\n'), change(folder, 'b.txt', 'two\n', '2\n')];
      const rename = (from: string, to: string): void => {
        if (!to.endsWith('b.txt')) return renameSync(from, to);
        // The name of the copy that would be put back is taken.
        writeFileSync(`${path.join(folder, 'a.txt')}.portolan-${process.pid}`, 'in the way');
        throw Object.assign(new Error('no'), { code: 'EIO' });
      };
      assert.throws(() => writeAll(files, rename as typeof renameSync), {
        message: 'cannot write b.txt (EIO); could not be taken back and stay changed: a.txt',
      });
    });
  });
});
