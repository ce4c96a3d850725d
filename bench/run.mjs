// `npm run bench [-- NAME ...]`: measures size and speed. Ratios and sizes above their limit fail; milliseconds are only printed.
import { ensureInstall, root } from '../scripts/ensure-install.mjs';

ensureInstall();
const { build } = await import('../scripts/build.mjs');
const { loadEngineBundle } = await import('./engine.mjs');
const { benchBundles } = await import('./bundles.mjs');
const { benchCatalog } = await import('./catalog.mjs');
const { benchCorpus } = await import('./corpus.mjs');
const { benchFixes } = await import('./fixes.mjs');
const { benchKeystroke } = await import('./keystroke.mjs');
const { benchLocks } = await import('./locks.mjs');
const { benchProcesses } = await import('./processes.mjs');
const { benchToml } = await import('./toml.mjs');

const benches = {
  bundles: benchBundles,
  catalog: benchCatalog,
  keystroke: benchKeystroke,
  fixes: benchFixes,
  toml: benchToml,
  locks: benchLocks,
  corpus: benchCorpus,
  processes: benchProcesses,
};
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const unknown = chosen.find((name) => !benches[name]);
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}"; known: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

await build(['catalog', 'extension', 'cli']);
const context = { root, engine: await loadEngineBundle() };
let failures = 0;
for (const name of chosen) {
  console.log(`\n${name}`);
  for (const line of await benches[name](context)) print(line);
}
console.log(
  `\nNode ${process.versions.node}, ${process.platform}-${process.arch}; ${failures === 0 ? 'every limit is kept' : `${failures} limits are exceeded`}`,
);
process.exitCode = failures === 0 ? 0 : 1;

function print({ name, reason, value, unit, limit, goal, note, failed }) {
  if (reason !== undefined) return console.log(`  ${name.padEnd(56)} skipped: ${reason}`);
  if (failed) failures++;
  const bound = limit === undefined ? (goal === undefined ? '' : `goal ${goal} ${unit}`) : `limit ${limit} ${unit}`;
  const shown = value >= 100 ? value.toFixed(0) : value.toFixed(2);
  return console.log(`${failed ? 'X' : ' '} ${name.padEnd(56)} ${shown.padStart(8)} ${unit.padEnd(2)}  ${bound.padEnd(14)} ${note}`.trimEnd());
}
