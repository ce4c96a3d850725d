// Builds everything that runs: `node scripts/build.mjs [engine|extension|cli|catalog|tests|editor-tests ...]`, no name = all but tests.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { lazyEngine } from './lazy-engine.mjs';
import { ownFiles } from './own-files.mjs';
import { yamlReadingOnly } from './yaml-reading-only.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** jsonc-parser's `main` is UMD and breaks when bundled, so ES modules come first. */
const common = {
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
};

/** For what is shipped: the ES modules of the YAML package, of which bundlers can leave parts out. */
const shipped = { ...common, minify: true, format: 'cjs', alias: { yaml: './node_modules/yaml/browser/index.js' } };

/** Lists files below `folder` (relative to the root) whose name ends with `suffix`, sorted. */
export function filesBelow(folder, suffix) {
  const found = [];
  const visit = (dir) => {
    for (const entry of readdirSync(path.join(root, dir), { withFileTypes: true })) {
      const relative = `${dir}/${entry.name}`;
      if (entry.isDirectory()) visit(relative);
      else if (entry.name.endsWith(suffix)) found.push(relative);
    }
  };
  if (existsSync(path.join(root, folder))) visit(folder);
  return found.sort();
}

/** Writes bundles, and beside the tests what went into them. */
async function writeBundles(task, builds) {
  const metafiles = {};
  for (const [name, build] of Object.entries(builds)) metafiles[name] = (await esbuild.build(build)).metafile;
  writeFileSync(path.join(root, `.build/${task}.meta.json`), JSON.stringify(metafiles));
}

const tasks = {
  /** The parts that all hosts read on first use: the engine, what reads lockfiles and words reports, and the YAML package. */
  async engine() {
    const options = { ...shipped, platform: 'neutral', plugins: [yamlReadingOnly, ownFiles(root)] };
    await writeBundles('engine', {
      engine: { ...options, entryPoints: ['src/engine.ts'], outfile: 'dist/engine.js' },
      locks: { ...options, entryPoints: ['src/formats/lock-readers.ts'], outfile: 'dist/locks.js' },
      report: { ...options, plugins: [], entryPoints: ['src/report/renderers.ts'], outfile: 'dist/report.js' },
      yaml: { ...options, plugins: [yamlReadingOnly], entryPoints: ['src/syntax/yaml-library.ts'], outfile: 'dist/yaml.js' },
    });
  },
  async extension() {
    const options = { ...shipped, external: ['vscode'] };
    const [node, web] = ['src/hosts/vscode/entry-node.ts', 'src/hosts/vscode/entry-web.ts'];
    await writeBundles('extension', {
      node: {
        ...options,
        platform: 'node',
        plugins: [lazyEngine(root, node, `module.exports = require('./engine.js');`)],
        external: ['vscode', './engine.js'],
        entryPoints: [node],
        outfile: 'dist/extension.js',
      },
      // A web worker gets one file of an extension; the entry fetches the others and hands them over.
      web: {
        ...options,
        platform: 'browser',
        plugins: [lazyEngine(root, web, `module.exports = require('./src/hosts/vscode/web-code').loadedEngine();`)],
        entryPoints: [web],
        outfile: 'dist/extension-web.js',
      },
    });
  },
  async cli() {
    await writeBundles('cli', {
      cli: {
        ...shipped,
        platform: 'node',
        plugins: [ownFiles(root)],
        entryPoints: ['src/hosts/cli/main.ts'],
        outfile: 'dist/cli.js',
        banner: { js: '#!/usr/bin/env node' },
      },
    });
  },
  async catalog() {
    const { buildCatalog } = await import('./build-catalog.mjs');
    await buildCatalog();
  },
  async tests() {
    const entryPoints = filesBelow('test', '.test.ts').filter((file) => !file.startsWith('test/hosts/vscode/'));
    await esbuild.build({
      ...common,
      format: 'cjs',
      platform: 'node',
      packages: 'external',
      sourcemap: 'inline',
      entryPoints,
      outdir: '.build/test',
      outbase: 'test',
      outExtension: { '.js': '.cjs' },
    });
  },
  async 'editor-tests'() {
    // Mocha finds its parallel workers through require.resolve; the extension host runs no workers.
    const options = {
      ...common,
      format: 'cjs',
      external: ['vscode'],
      sourcemap: 'inline',
      logOverride: { 'require-resolve-not-external': 'silent' },
    };
    await esbuild.build({ ...options, platform: 'node', entryPoints: ['test/hosts/vscode/index.ts'], outfile: '.build/editor-test/index.js' });
    const alias = { mocha: './test/hosts/vscode/web/mocha.mjs', 'node:assert/strict': './test/hosts/vscode/web/assert.mjs' };
    // Mocha's browser build is UMD in a package of ES modules: without `exports` it sets a global, as in a page.
    await esbuild.build({
      ...options,
      platform: 'browser',
      alias,
      define: { exports: 'undefined' },
      entryPoints: ['test/hosts/vscode/web.ts'],
      outfile: '.build/editor-test/web.js',
    });
  },
};

/** What does not run without the files of another task. */
const needs = { extension: ['engine'], cli: ['engine'] };

/** The named tasks with those that they need, in the order in which they run. */
export function withNeeded(names) {
  return [...new Set(names.flatMap((name) => [...(needs[name] ?? []), name]))];
}

/** Runs the named tasks and those that they need, one after another; an unknown name is an error. */
export async function build(names) {
  mkdirSync(path.join(root, '.build'), { recursive: true });
  for (const name of withNeeded(names)) {
    if (!tasks[name]) throw new Error(`unknown build task "${name}"; known: ${Object.keys(tasks).join(', ')}`);
    await tasks[name]();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  await build(names.length > 0 ? names : ['catalog', 'engine', 'extension', 'cli']);
}
