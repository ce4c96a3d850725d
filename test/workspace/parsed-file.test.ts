import assert from 'node:assert/strict';
import { includedFormat } from '../../src/formats';
import { ParsedFiles } from '../../src/workspace/parsed-file';
import { TreeFiles, type Entry } from './tree-files';

const name = 'requirements.txt';

async function load(entry: Entry) {
  return (await new ParsedFiles(new TreeFiles({ [name]: entry })).load(name)) ?? assert.fail('a file');
}

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

describe('parsed files', () => {
  it('text is read and may be edited', async () => {
    const file = await load('torch\n');
    assert.deepEqual([file.status, file.editable, file.manifest.dependencies.length], ['read', true, 1]);
  });
  it('a byte order mark is no part of the text', async () => {
    const file = await load(bytes(0xef, 0xbb, 0xbf, ...Buffer.from('torch\n')));
    assert.equal(file.text, 'torch\n');
    assert.equal(file.manifest.dependencies[0]?.nameSpan.start, 0);
  });
  it('UTF-16 of either order is read', async () => {
    for (const swap of [false, true]) {
      const body = Buffer.from('torch\n', 'utf16le');
      const file = await load(swap ? bytes(0xfe, 0xff, ...body.swap16()) : bytes(0xff, 0xfe, ...body));
      assert.equal(file.text, 'torch\n');
    }
  });
  it('a misread place makes it partial', async () => assert.equal((await load('torch\n!!\n')).status, 'partial'));
  it('undecodable bytes make it partial and never editable', async () => {
    const file = await load(bytes(...Buffer.from('torch\n# '), 0xff, 0xc0, 0x0a));
    assert.deepEqual([file.status, file.editable, file.reason, file.manifest.dependencies.length], ['partial', false, 'some bytes are no text', 1]);
  });
  it('binary data is skipped with a reason', async () => {
    const file = await load(bytes(0x50, 0x4b, 0, 0, 0x74));
    assert.deepEqual(
      [file.status, file.reason, file.text, file.editable, file.manifest.dependencies.length],
      ['skipped', 'binary data, no text', '', false, 0],
    );
  });
  it('a file above the limit is skipped with a reason', async () => {
    const file = await load({ size: 30 * 1024 * 1024 });
    assert.deepEqual([file.status, file.reason], ['skipped', 'larger than 20 MB']);
  });
  it('a file that cannot be read is skipped with the reason', async () =>
    assert.equal((await load({ fails: 'no permission to read it' })).reason, 'no permission to read it'));
  it('an empty file is read', async () => assert.equal((await load('')).status, 'read'));
});

describe('parsed files: cache', () => {
  it('parses the same content once, another content anew', async () => {
    const tree = new TreeFiles({ [name]: 'torch\n' });
    const files = new ParsedFiles(tree);
    const first = await files.load(name);
    assert.equal(await files.load(name), first);
    tree.entries.set(name, 'numpy\n');
    assert.equal((await files.load(name))?.manifest.dependencies[0]?.name, 'numpy');
  });
  it('parses each version of a document anew', async () => {
    const tree = new TreeFiles({ [name]: { document: 'torch\n', version: 1 } });
    const files = new ParsedFiles(tree);
    const first = await files.load(name);
    assert.equal(await files.load(name), first);
    tree.entries.set(name, { document: 'torch\n', version: 2 });
    assert.notEqual(await files.load(name), first);
  });
  it('forgets a file that is gone', async () => {
    const tree = new TreeFiles({ [name]: 'torch\n' });
    const files = new ParsedFiles(tree);
    await files.load(name);
    tree.entries.delete(name);
    assert.equal(await files.load(name), undefined);
  });
  it('does not mix up two ways to read one file', async () => {
    const files = new ParsedFiles(new TreeFiles({ 'pyproject.toml': '[project]\ndependencies = ["torch"]\n' }));
    assert.equal((await files.load('pyproject.toml'))?.format.id, 'pyproject');
    assert.equal((await files.load('pyproject.toml', includedFormat))?.format.id, 'requirements');
  });
  it('asks for nothing that no format reads', async () => {
    const tree = new TreeFiles({ 'notes.md': '' });
    assert.equal(await new ParsedFiles(tree).load('notes.md'), undefined);
    assert.deepEqual(tree.asked, []);
  });
});
