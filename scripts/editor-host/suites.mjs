// The named suites of extension tests: what each opens, and how.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../ensure-install.mjs';

export const SAMPLE_PROJECT = path.join(root, 'media/sample-project');

/**
 * `prepare(folder)` fills an empty temp folder and returns `{ folder }` or `{ workspace }`, an absolute path to open.
 * The suite's name reaches the tests as the environment variable PORTOLAN_SUITE.
 */
export const suites = {
  single: { prepare: (target) => ({ folder: copySample(target, 'project') }) },

  'multi-root': {
    prepare(target) {
      copySample(target, 'first');
      copySample(target, 'second');
      const workspace = path.join(target, 'two.code-workspace');
      writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
      return { workspace };
    },
  },

  untrusted: { trust: true, prepare: (target) => ({ folder: copySample(target, 'project') }) },

  // The extension's browser entry: the setting makes the editor run it in its web worker instead of in Node.
  web: {
    web: true,
    settings: { 'remote.extensionKind': { 'portolan.portolan': ['web'] } },
    prepare: (target) => ({ folder: copySample(target, 'project') }),
  },
};

/** Copies the sample project to the new folder `name` in `target` and returns its path. */
export function copySample(target, name) {
  const folder = path.join(target, name);
  mkdirSync(folder, { recursive: true });
  cpSync(SAMPLE_PROJECT, folder, { recursive: true });
  return folder;
}
