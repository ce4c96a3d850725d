import assert from 'node:assert/strict';
import { ChangedFiles, type ChangedFile } from '../../src/engine';
import { smallEngine } from '../support/small-catalog';
import { TreeFiles } from './tree-files';

const bytes = (text: string): (() => Promise<Uint8Array>) => {
  const encoded = new TextEncoder().encode(text);
  return () => Promise.resolve(encoded);
};

const now = { 'requirements.txt': 'client\n', 'new/requirements.txt': 'gpu-only\n', 'same/requirements.txt': 'search-gpu\n' };

function treeWith(changes: Readonly<Record<string, ChangedFile>>): ChangedFiles {
  return new ChangedFiles(new TreeFiles(now), new Map(Object.entries(changes)));
}

/** `path: packages` of what a scan finds. */
async function scan(changes: Readonly<Record<string, ChangedFile>>): Promise<readonly string[]> {
  const { files } = await (await smallEngine()).createSession(treeWith(changes)).scan();
  return files.map(({ path, findings }) => `${path}: ${findings.map(({ package: name }) => name).join(', ')}`);
}

describe('a tree told by its differences', () => {
  it('reads the rest from the other tree', async () =>
    assert.deepEqual(await scan({ 'requirements.txt': bytes('gpu-only\n') }), [
      'new/requirements.txt: gpu-only',
      'requirements.txt: gpu-only',
      'same/requirements.txt: search-gpu',
    ]));
  it('leaves out what was not there', async () =>
    assert.deepEqual(await scan({ 'new/requirements.txt': undefined }), ['requirements.txt: client', 'same/requirements.txt: search-gpu']));
  it('has what is gone now, in folders that are gone too', async () =>
    assert.ok((await scan({ 'old/deep/requirements.txt': bytes('array==1+cu124\n') })).includes('old/deep/requirements.txt: array')));
  it('says why a file could not be read, and how large it is', async () => {
    const failing = treeWith({ a: () => Promise.reject(new Error('no such object')), b: bytes('12345') });
    assert.deepEqual(await failing.read('a', 10), { kind: 'failed', reason: 'no such object' });
    assert.deepEqual(await failing.read('b', 4), { kind: 'too-large', size: 5 });
  });
  it('is missing what was not there', async () =>
    assert.deepEqual(await treeWith({ 'requirements.txt': undefined }).read('requirements.txt', 9), { kind: 'missing' }));
  it('fails on a folder that neither tree has', async () => {
    const tree = new TreeFiles({ locked: { unlisted: 'no permission' } });
    await assert.rejects(new ChangedFiles(tree, new Map()).list('locked'), /no permission/);
  });
});
