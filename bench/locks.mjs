// Locks of 10,000 packages, read, joined to a graph and judged; what an edit of the manifest alone computes again; readers against plain ones.
import { load as loadYaml } from 'js-yaml';
import { parse as parseToml } from 'smol-toml';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bestOf, row } from './measure.mjs';
import { npmLock, pnpmLock, uvLock } from './large-locks.mjs';

const packages = 10_000;

export async function benchLocks({ root, engine }) {
  const catalog = readFileSync(path.join(root, 'dist/catalog.json'), 'utf8');
  const open = engine.createEngine({ catalog, today: '2026-01-01', version: '0.0.0' });
  const uv = await judged(open, 'uv.lock', uvLock(packages), 'pyproject.toml', pyproject(40), ['smol-toml', parseToml, 15]);
  const npm = await judged(open, 'package-lock.json', npmLock(packages), 'package.json', packageJson(40), ['JSON.parse', JSON.parse, 15]);
  return [...uv, ...npm, ...(await readers(engine))];
}

/** One project with a large lock: all of it, then again after an edit of the manifest. */
async function judged(engine, lockName, lock, manifestName, manifest, [oracle, plain, limit]) {
  const files = new Map([
    [lockName, lock],
    [manifestName, manifest],
  ]);
  const port = {
    list: async (folder) => (folder === '' ? [...files.keys()].map((name) => ({ name, kind: 'file' })) : []),
    read: async (name) => (files.has(name) ? { kind: 'text', text: files.get(name), version: files.get(name).length } : { kind: 'missing' }),
  };
  let session = engine.createSession(port, {});
  const whole = async () => {
    session = engine.createSession(port, { targets: ['os-linux', 'cpu-arm64'] });
    engine.lockSummaries(await session.scan());
  };
  const [time, reading] = await bestOf(3, whole, () => plain(lock));
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed / 1024 / 1024;
  let edits = 0;
  const [edit] = await bestOf(3, async () => {
    files.set(manifestName, `${manifest}${' '.repeat(++edits)}`);
    session.changed(manifestName);
    await session.analyzeFile(manifestName);
  });
  const size = `${(lock.length / 1e6).toFixed(1)} MB`;
  return [
    row(`${lockName} of ${packages} packages: read, graph, all verdicts`, time, 'ms', { goal: 1000, note: size }),
    row(`… / ${oracle} of the same text`, time / reading, '×', { limit }),
    row('… memory afterwards', heap, 'MB', { limit: 300 }),
    row('… after an edit of the manifest alone', edit, 'ms'),
    row('… that edit / the whole', edit / time, '×', { limit: 0.2 }),
  ];
}

async function readers(engine) {
  const npm = npmLock(11_000);
  const uv = uvLock(3_300);
  const pnpm = pnpmLock(9_000);
  return [
    ...(await compared('package-lock.json', npm, 'JSON.parse', () => JSON.parse(npm), 5, engine)),
    ...(await compared('uv.lock', uv, 'smol-toml', () => parseToml(uv), 2, engine)),
    ...(await compared('pnpm-lock.yaml', pnpm, 'js-yaml', () => loadYaml(pnpm), 2, engine)),
  ];
}

async function compared(name, text, oracle, plain, limit, engine) {
  const [own, other] = await bestOf(5, () => engine.formatOf(name).parse(text), plain);
  return [row(`${name} read`, own, 'ms', { note: `${(text.length / 1e6).toFixed(1)} MB` }), row(`… / ${oracle}`, own / other, '×', { limit })];
}

function pyproject(count) {
  const rows = Array.from({ length: count }, (_, n) => `"package-${n}"`).join(', ');
  return `[project]\nname = "app"\nrequires-python = ">=3.10"\ndependencies = [${rows}]\n`;
}

function packageJson(count) {
  return JSON.stringify({ name: 'app', dependencies: Object.fromEntries(Array.from({ length: count }, (_, n) => [`package-${n}`, '^1.0.0'])) });
}
