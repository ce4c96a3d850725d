// Bundles the engine from its sources, as the hosts do, and loads it. The parts behind the door that a bench measures alone come along.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from '../scripts/build.mjs';

const entry = [
  `export * from './src/engine';`,
  `export { readToml } from './src/syntax/toml';`,
  `export { scanToml } from './src/syntax/toml-scan';`,
  `export { DiskFiles } from './src/hosts/cli/files';`,
].join('\n');

export async function loadEngineBundle() {
  const outfile = path.join(root, '.build/bench/engine.mjs');
  mkdirSync(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    outfile,
  });
  return import(`${pathToFileURL(outfile).href}?${process.pid}`);
}
