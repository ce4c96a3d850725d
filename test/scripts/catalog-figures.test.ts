import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Figures = Readonly<Record<string, unknown>>;
type FiguresOf = (rules: readonly object[], ordinary: Readonly<Record<string, readonly string[]>>) => Figures;

const source = (supports: readonly string[]): object => ({ url: 'https://example.org/', checked: '2026-11-01', confidence: 'high', supports });
const four = ['nvidia-cuda', 'amd-rocm', 'cpu-x86_64', 'cpu-arm64'];
const yes = (targets: readonly string[]): object => Object.fromEntries(targets.map((target) => [target, 'yes']));

describe('the figures of the catalog', () => {
  let figuresOf: FiguresOf;

  before(async () => {
    const file = pathToFileURL(path.join(process.cwd(), 'scripts', 'catalog-figures.mjs')).href;
    ({ figuresOf } = (await import(file)) as { figuresOf: FiguresOf });
  });

  const figures = (rule: object): Figures => figuresOf([{ id: 'acme/thing', names: { pypi: ['thing', 'thing-extra'] }, targets: {}, ...rule }], {});

  it('counts names, not rules', () => {
    const counted = figures({ sources: [source(['portable'])] });
    assert.deepEqual([counted.rules, counted.names, counted.portable, counted.perRegistry], [1, 2, 2, { pypi: 2 }]);
  });

  it('counts a verdict only where a source supports it', () => {
    const targets = yes(four);
    assert.equal(figures({ targets, sources: [source(four.map((target) => `targets.${target}`))] }).fourVerdicts, 2);
    assert.equal(figures({ targets, sources: [source(['targets.nvidia-cuda'])] }).fourVerdicts, 0);
  });

  it('counts an unknown verdict apart, and only a dated one', () => {
    const targets = { 'amd-rocm': { verdict: 'unknown', checked: '2026-11-01' }, 'intel-xpu': 'unknown' };
    const counted = figures({ targets, sources: [source(['portable'])] });
    assert.deepEqual([counted.explicitUnknown, counted.hardwareRelevant], [2, 2]);
  });

  it('counts the verdicts that a binding overrides', () => {
    const binds = [{ axis: 'hardware', to: ['nvidia-cuda'], strength: 'hard', summary: 'is bound', targets: yes(four) }];
    const supports = ['binds.0', ...four.map((target) => `binds.0.targets.${target}`)];
    assert.equal(figures({ binds, sources: [source(supports)] }).fourVerdicts, 2);
  });

  it('counts remedies with a source, and those that are written as an edit', () => {
    const remedies = [{ id: 'cpu', kind: 'rename', title: 'Rename it', effort: 'minutes', edit: { rename: true } }];
    const counted = figures({ remedies, sources: [source(['remedies.cpu'])] });
    assert.deepEqual([counted.remedy, counted.edit], [2, 2]);
    assert.deepEqual([figures({ remedies, sources: [source(['portable'])] }).remedy], [0]);
  });

  it('lists what has fewer than six verdicts', () => {
    assert.deepEqual(figures({ targets: { 'nvidia-cuda': 'yes' }, sources: [source(['targets.nvidia-cuda'])] }).short, [
      { id: 'acme/thing', registry: 'pypi', names: 2, sourced: 1, unknown: 0 },
    ]);
  });
});
