import assert from 'node:assert/strict';
import { formatOf } from '../../src/engine';
import { discover, type Discovery } from '../../src/workspace/discover';
import { TreeFiles, type Entry } from './tree-files';

const never = { aborted: false };

interface Options {
  readonly start?: string;
  readonly excluded?: (path: string) => boolean;
}

function walk(tree: Readonly<Record<string, Entry>>, { start = '', excluded = () => false }: Options = {}): Promise<Discovery> {
  return discover(new TreeFiles(tree), start, (path) => formatOf(path) !== undefined, excluded, never);
}

/** Which files of a tree a walk finds. */
function finds(title: string, tree: Readonly<Record<string, Entry>>, expected: readonly string[], options?: Options): void {
  it(title, async () => assert.deepEqual((await walk(tree, options)).files, expected));
}

const r = 'requirements.txt';

describe('discover: folders', () => {
  finds('takes manifests only', { [r]: '', 'notes.txt': '', 'src/main.ts': '', 'web/package.json': '' }, [r, 'web/package.json']);
  finds(
    'leaves out environments, caches and installed packages',
    Object.fromEntries(
      ['.git', 'node_modules', 'site-packages', '__pycache__', '.tox', '.nox', '.venv', 'a/node_modules', 'a/.venv/lib'].map((folder) => [
        `${folder}/${r}`,
        '',
      ]),
    ),
    [],
  );
  finds(
    'reads folders that may hold manifests in spite of their names',
    Object.fromEntries(['.devcontainer', '.github', 'build', 'dist', 'env', 'vendor', 'venv'].map((folder) => [`${folder}/${r}`, ''])),
    ['.devcontainer', '.github', 'build', 'dist', 'env', 'vendor', 'venv'].map((folder) => `${folder}/${r}`),
  );
  finds(
    'leaves out a folder with pyvenv.cfg, whatever its name',
    { 'my-env/pyvenv.cfg': '', [`my-env/${r}`]: '', [`my-env/lib/${r}`]: '', [r]: '' },
    [r],
  );
  finds('follows no link', { 'a/requirements.txt': { link: true }, elsewhere: { link: true }, [r]: '' }, [r]);
  finds('starts below the root', { [r]: '', [`a/${r}`]: '', [`a/b/${r}`]: '' }, [`a/b/${r}`, `a/${r}`], { start: 'a' });
  finds('goes in one order, whatever the order of the disk', { [`b/${r}`]: '', 'a.txt': '', [`a/${r}`]: '', 'package.json': '' }, [
    `a/${r}`,
    `b/${r}`,
    'package.json',
  ]);
  finds('stops at a depth that no project has', { [`${'d/'.repeat(80)}${r}`]: '', [`${'d/'.repeat(20)}${r}`]: '' }, [`${'d/'.repeat(20)}${r}`]);

  it('tells a folder that cannot be listed, and goes on', async () => {
    const found = await walk({ secret: { unlisted: 'EACCES: permission denied' }, [`z/${r}`]: '' });
    assert.deepEqual(found, { files: [`z/${r}`], unreadable: [{ folder: 'secret', reason: 'EACCES: permission denied' }] });
  });
  it('stops when it is cancelled', async () => {
    const tree = new TreeFiles({ [`a/${r}`]: '', [`b/${r}`]: '' });
    const cancel = { aborted: false };
    const wanted = (path: string): boolean => {
      cancel.aborted = true;
      return formatOf(path) !== undefined;
    };
    const { files } = await discover(tree, '', wanted, () => false, cancel);
    assert.deepEqual(files, [`a/${r}`]);
    assert.ok(!tree.listed.includes('b'));
  });
});

describe('discover: .gitignore', () => {
  finds(
    'is honoured below its folder',
    { '.gitignore': 'out/\n*-dev.txt\n', [`out/${r}`]: '', 'requirements-dev.txt': '', [`a/${r}`]: '', 'a/requirements-dev.txt': '' },
    [`a/${r}`],
  );
  finds('of an inner folder counts only there', { 'a/.gitignore': r, [`a/${r}`]: '', [`a/b/${r}`]: '', [`b/${r}`]: '' }, [`b/${r}`]);
  finds('of an inner folder can take a file back', { '.gitignore': r, 'a/.gitignore': `!${r}`, [`a/${r}`]: '', [r]: '' }, [`a/${r}`]);
  finds('cannot take a file back whose folder is left out', { '.gitignore': 'a/', 'a/.gitignore': `!${r}`, [`a/${r}`]: '' }, []);
  finds('anchors a pattern with a slash', { '.gitignore': `/${r}`, [r]: '', [`a/${r}`]: '' }, [`a/${r}`]);
  finds('of the folders above the start counts too', { '.gitignore': 'a/b/', [`a/b/${r}`]: '', [`a/${r}`]: '' }, [`a/${r}`], { start: 'a' });
  finds('that is too large is as if it were not there', { '.gitignore': { size: 1e9 }, [r]: '' }, [r]);
  finds('in UTF-16 is read', { '.gitignore': new Uint8Array([0xff, 0xfe, ...Buffer.from('a/\n', 'utf16le')]), [`a/${r}`]: '', [r]: '' }, [r]);
});

describe('discover: excluded paths', () => {
  const excluded = (path: string): boolean => path === 'a' || path === `b/${r}`;
  finds('are left out, folders as a whole', { [`a/b/${r}`]: '', [`b/${r}`]: '', [`c/${r}`]: '' }, [`c/${r}`], { excluded });
});
