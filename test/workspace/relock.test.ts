import assert from 'node:assert/strict';
import { relockCommand } from '../../src/engine';
import { MemoryFiles } from '../support/engine';

const cases: readonly [title: string, path: string, format: string, others: readonly string[], expected: string | undefined][] = [
  ['uv beside', 'pyproject.toml', 'pyproject', ['uv.lock'], 'uv lock in , uv.lock'],
  ['uv of a workspace', 'packages/a/pyproject.toml', 'pyproject', ['uv.lock', 'packages/b/uv.lock'], 'uv lock in , uv.lock'],
  [
    'the nearest lock',
    'packages/a/pyproject.toml',
    'pyproject',
    ['uv.lock', 'packages/a/poetry.lock'],
    'poetry lock in packages/a, packages/a/poetry.lock',
  ],
  ['npm', 'my app/package.json', 'package.json', ['my app/package-lock.json'], 'npm install in my app, my app/package-lock.json'],
  ['pnpm catalogs', 'pnpm-workspace.yaml', 'pnpm-workspace', ['pnpm-lock.yaml'], 'pnpm install in , pnpm-lock.yaml'],
  ['no lock', 'pyproject.toml', 'pyproject', ['package-lock.json'], undefined],
  ['a format without locks', 'requirements.txt', 'requirements', ['uv.lock'], undefined],
];

describe('what to run after an edit', () => {
  for (const [title, path, format, others, expected] of cases)
    it(title, async () => {
      const found = await relockCommand(new MemoryFiles(Object.fromEntries([path, ...others].map((file) => [file, '']))), path, format);
      assert.equal(found && `${found.command} in ${found.folder}, ${found.lock}`, expected);
    });
});
