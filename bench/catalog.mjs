// A catalog of 500 rules: its size, and the time from its text to an engine against parsing the same text as JSON.
import { bestOf, row } from './measure.mjs';
import { largeCatalog } from './large-catalog.mjs';

export async function benchCatalog({ root, engine }) {
  const { text, real } = largeCatalog(root, 500);
  const open = () => engine.createEngine({ catalog: text, today: '2026-01-01', version: '0.0.0' });
  const decodeAll = () => open().catalog.allRules();
  const start = performance.now();
  open();
  const first = performance.now() - start;
  const [load, decode, parse] = await bestOf(9, open, decodeAll, () => JSON.parse(text));
  return [
    row('500-rule catalog: size', Buffer.byteLength(text) / 1024, 'KB', {
      limit: 350,
      note: `${real} real rules, the rest repeated with other texts`,
    }),
    row('500-rule catalog: first load in this process', first, 'ms', { goal: 15 }),
    row('500-rule catalog: load', load, 'ms', { goal: 15 }),
    row('500-rule catalog: load / JSON.parse of the same text', load / parse, '×', { limit: 6 }),
    row('500-rule catalog: load and decode every rule', decode, 'ms'),
  ];
}
