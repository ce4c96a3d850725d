// The command line over the corpus beside the checkout: wall time and peak memory of the process.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { row, skipped } from './measure.mjs';

export function benchCorpus({ root }) {
  const corpus = path.join(process.env.PORTOLAN_SHARED ?? path.join(root, '..', 'shared'), 'corpus');
  if (!existsSync(corpus)) return [skipped('check of the whole corpus', `${corpus} is not here`)];
  const script = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS)); process.argv.splice(1, 0, 'portolan'); require(${JSON.stringify(path.join(root, 'dist/cli.js'))});`;
  const start = performance.now();
  const { stderr } = spawnSync(process.execPath, ['-e', script, 'check', corpus, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const time = performance.now() - start;
  const peak = Number(stderr.slice(stderr.lastIndexOf('peak ') + 'peak '.length)) / 1024;
  return [row('check of the whole corpus as JSON', time / 1000, 's'), row('… peak memory of the process', peak, 'MB', { limit: 1000 })];
}
