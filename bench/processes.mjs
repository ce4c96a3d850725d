// The command line as whole processes: its start, and `check` over a folder with many real manifests; and the share of reading them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bestOf, row, skipped } from './measure.mjs';

export async function benchProcesses({ root, engine }) {
  const cli = path.join(root, 'dist/cli.js');
  const corpus = path.join(process.env.PORTOLAN_SHARED ?? path.join(root, '../shared'), 'corpus');
  const bare = () => node('-e', '0');
  const [version, start] = await bestOf(5, () => node(cli, '--version'), bare);
  const rows = [row('portolan --version', version, 'ms'), row('… / node -e 0', version / start, '×', { limit: 2.5 })];
  if (!existsSync(corpus)) return [...rows, skipped('check of the whole corpus', `there is no ${path.relative(root, corpus)}; set PORTOLAN_SHARED`)];
  const [check, again] = await bestOf(3, () => node(cli, 'check', corpus), bare);
  rows.push(row('check of the whole corpus', check, 'ms', { goal: 850 }), row('… / node -e 0', check / again, '×', { limit: 60 }));
  return [...rows, ...(await benchReading(root, corpus, engine))];
}

/** Walking, reading and parsing, with a catalog without rules, against reading the same files as bytes and decoding them. */
async function benchReading(root, corpus, engine) {
  const compiled = JSON.parse(readFileSync(path.join(root, 'dist/catalog.json'), 'utf8'));
  const knowledge = engine.createEngine({ catalog: JSON.stringify({ ...compiled, rules: [] }), today: '2026-01-01', version: '0.0.0' });
  const scan = () => knowledge.createSession(new engine.DiskFiles(corpus)).scan();
  const { files } = await scan();
  const paths = files.map((file) => path.join(corpus, file.path));
  const [reading, bytes] = await bestOf(3, scan, () => paths.map((file) => readFileSync(file, 'utf8')));
  const size = paths.reduce((sum, file) => sum + readFileSync(file).length, 0) / 1024 / 1024;
  return [
    row('walking, reading and parsing the corpus', reading, 'ms', { note: `${files.length} files, ${size.toFixed(1)} MB, in this process` }),
    row('… / reading the same files as text', reading / bytes, '×', { limit: 40 }),
  ];
}

function node(...args) {
  const { status, error, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw error ?? new Error(`node ${args.join(' ')} ended with code ${status}: ${stderr}`);
}
