import assert from 'node:assert/strict';
import type { RuleDetails } from '../../src/model/rule';
import { daysBefore, staleEntries } from '../../src/report/stale-claims';
import { smallEngine } from '../support/small-catalog';

type Details = Pick<RuleDetails, 'sources' | 'verdicts'>;

const source = (checked: string, ...supports: readonly string[]): Details['sources'][number] => ({
  url: 'https://example.org/',
  checked,
  confidence: 'high',
  supports,
});

/** `id newest: claim day, …` of what was last checked before 2026-06-01. */
function stale(sources: Details['sources'], verdicts: Details['verdicts'] = {}): string[] {
  const entries = staleEntries([{ id: 'acme/x', details: { sources, verdicts } }], [], '2026-06-01');
  return entries.map(({ id, newest, claims }) => `${id} ${newest}: ${claims.map(({ claim, checked }) => `${claim} ${checked}`).join(', ')}`);
}

describe('claims that are to be checked again', () => {
  it('a day before a day', () => {
    assert.equal(daysBefore('2026-11-21', 0), '2026-11-21');
    assert.equal(daysBefore('2026-03-01', 1), '2026-02-28');
    assert.equal(daysBefore('2024-03-01', 1), '2024-02-29');
    assert.equal(daysBefore('2026-11-21', 180), '2026-05-25');
    assert.equal(daysBefore('2026-01-01', 366), '2024-12-31');
  });
  it('none where all are new', () => assert.deepEqual(stale([source('2026-06-01', 'binds.0')]), []));
  it('by claim, oldest first; the newest source of a claim counts', () =>
    assert.deepEqual(
      stale([source('2026-05-31', 'binds.0', 'licence'), source('2026-07-01', 'binds.0'), source('2025-01-01', 'targets.amd-rocm', 'binds.0')]),
      ['acme/x 2026-07-01: targets.amd-rocm 2025-01-01, licence 2026-05-31'],
    ));
  it('a dated unknown is a claim too', () =>
    assert.deepEqual(stale([source('2026-07-01', 'binds.0')], { 'targets.amd-rocm': { checked: '2026-01-02' }, 'targets.intel-xpu': { how: 'x' } }), [
      'acme/x 2026-07-01: targets.amd-rocm 2026-01-02',
    ]));
  it('model families', () => {
    const family = { id: 'm', title: 'M', maker: 'A', country: 'DE', releases: ['1'], sizes: ['1B'], servers: ['vllm'], terms: 'x' };
    const licence = { spdx: 'MIT', openness: 'open' } as const;
    const found = staleEntries([], [{ ...family, licence, sources: [source('2026-01-01', 'licence')] }], '2026-06-01');
    assert.deepEqual(found, [{ id: 'models/m', newest: '2026-01-01', claims: [{ claim: 'licence', checked: '2026-01-01' }] }]);
  });
  it('the engine counts from its own day', async () => {
    const engine = await smallEngine();
    assert.deepEqual(engine.stale(20), { before: '2026-11-01', entries: [] });
    const { before, entries } = engine.stale(19);
    assert.equal(before, '2026-11-02');
    assert.ok(entries.some(({ id, claims }) => id === 'acme/array' && claims.some(({ claim }) => claim === 'targets.amd-rocm')));
  });
});
