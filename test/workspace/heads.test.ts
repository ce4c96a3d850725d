import assert from 'node:assert/strict';
import type { FileContent } from '../../src/engine';
import { MemoryFiles } from '../support/engine';
import { smallEngine } from '../support/small-catalog';

const script = '# /// script\n# dependencies = ["client"]\n# ///\n';
const tree = { 'a.py': script, 'b.py': 'import client\n', 'requirements.txt': 'client\n' };

/** A port that reads the heads of files, too. */
class HeadFiles extends MemoryFiles {
  readonly heads: string[] = [];

  async head(file: string, bytes: number): Promise<FileContent> {
    this.heads.push(file);
    const content = await this.read(file, Number.POSITIVE_INFINITY);
    this.asked.pop();
    return content.kind === 'bytes' ? { kind: 'bytes', bytes: content.bytes.subarray(0, bytes) } : content;
  }
}

describe('files whose names say too little', () => {
  it('a walk looks into their heads and reads the few that hold something', async () => {
    const files = new HeadFiles(tree);
    const { files: results } = await (await smallEngine()).createSession(files).scan();
    assert.deepEqual(
      results.map(({ path, findings }) => [path, findings.length]),
      [
        ['a.py', 1],
        ['requirements.txt', 1],
      ],
    );
    assert.deepEqual(files.heads, ['a.py', 'b.py']);
    assert.deepEqual(
      files.asked.filter((path) => path.endsWith('.py')),
      ['a.py'],
    );
  });
  it('a walk over a port without heads passes them by', async () => {
    const files = new MemoryFiles(tree);
    const { files: results } = await (await smallEngine()).createSession(files).scan();
    assert.deepEqual(
      results.map(({ path }) => path),
      ['requirements.txt'],
    );
    assert.ok(!files.asked.includes('a.py'));
  });
  it('one that is named is judged, and none where its text holds nothing', async () => {
    const session = (await smallEngine()).createSession(new MemoryFiles(tree));
    assert.equal((await session.analyzeFile('a.py'))?.findings.length, 1);
    assert.equal(await session.analyzeFile('b.py'), undefined);
    assert.deepEqual((await session.scan(['b.py'])).files, []);
    assert.equal(await session.analyzeFile('gone.py'), undefined);
  });
});
