import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createEngine, type Engine } from '../../src/engine';
import { testToday } from './engine';

type WrittenRule = Readonly<Record<string, unknown>>;

interface CatalogBuilder {
  compileCatalog(entries: readonly { rule: WrittenRule }[], vocabulary: object, ordinary: object): { catalog: object; pages: object };
}

const source = { url: 'https://example.org/', checked: '2026-11-01', confidence: 'high' };

/** Rules that tests of the analysis share: each shape of binding once, with invented packages. */
export const smallRules: readonly WrittenRule[] = [
  {
    id: 'acme/array',
    title: 'Array',
    names: { pypi: ['array', 'arrayvision'] },
    group: true,
    artifacts: [{ kind: 'index', match: 'wheels.acme.org/cu*' }],
    binds: [
      {
        axis: 'hardware',
        to: ['nvidia-cuda'],
        strength: 'conditional',
        when: { any: [{ local: 'cu*' }, { all: [{ index: 'wheels.acme.org/cu*' }, { not: { local: '*' } }] }] },
        summary: 'is a build for NVIDIA GPUs only',
        targets: { 'amd-rocm': 'no' },
      },
    ],
    targets: { 'nvidia-cuda': 'yes', 'amd-rocm': { verdict: 'other-build', how: 'index rocm' }, 'cpu-x86_64': 'yes' },
    remedies: [
      { id: 'drop-local', kind: 'swap-build', title: 'Drop the label', effort: 'minutes', for: ['amd-rocm'], edit: { local: 'drop', index: 'drop' } },
    ],
    sources: [{ ...source, supports: ['binds.0', 'targets.amd-rocm'] }],
  },
  {
    id: 'acme/gpu-only',
    title: 'GPU only',
    names: { pypi: ['gpu-only'] },
    binds: [{ axis: 'hardware', to: ['nvidia-cuda'], strength: 'hard', summary: 'runs on NVIDIA GPUs only' }],
    targets: { 'nvidia-cuda': 'yes', 'os-macos': 'no', 'os-windows': 'no' },
    remedies: [
      { id: 'rewrite', kind: 'rewrite', title: 'Write it anew', effort: 'days', byHand: 'by hand' },
      { id: 'linux', kind: 'guard', title: 'Guard it', effort: 'minutes', edit: { marker: "sys_platform == 'linux'" } },
    ],
    sources: [{ ...source, supports: ['binds.0'] }],
  },
  {
    id: 'acme/search-gpu',
    title: 'Search',
    names: { pypi: ['search-gpu'] },
    binds: [{ axis: 'hardware', to: ['nvidia-cuda'], strength: 'default', summary: 'is the CUDA build' }],
    targets: { 'nvidia-cuda': 'yes', 'amd-rocm': 'no' },
    remedies: [
      {
        id: 'cpu',
        kind: 'rename',
        title: 'Use search-cpu',
        effort: 'minutes',
        package: 'pypi:search-cpu',
        specifier: 'keep',
        edit: { rename: true },
      },
    ],
    sources: [{ ...source, supports: ['binds.0'] }],
  },
  {
    id: 'acme/runtime-wheels',
    title: 'Runtime wheels',
    names: { pypi: ['acme-*-cu12'] },
    family: true,
    pulledInBy: ['pypi:array'],
    binds: [{ axis: 'hardware', to: ['nvidia-cuda'], strength: 'hard', summary: 'is a CUDA library' }],
    targets: { 'nvidia-cuda': 'yes' },
    remedies: [{ id: 'remove', kind: 'remove', title: 'Remove it', effort: 'minutes', for: ['cpu-arm64'], edit: { remove: true } }],
    sources: [{ ...source, supports: ['binds.0'] }],
  },
  {
    id: 'acme/flow',
    title: 'Flow',
    names: { pypi: ['flow'] },
    binds: [{ axis: 'hardware', to: ['nvidia-cuda'], strength: 'conditional', when: { extra: 'and-cuda' }, summary: 'brings CUDA libraries' }],
    targets: { 'nvidia-cuda': { verdict: 'other-build', how: 'extra and-cuda' }, 'cpu-x86_64': 'yes' },
    remedies: [{ id: 'plain', kind: 'swap-build', title: 'Drop the extra', effort: 'minutes', edit: { extras: { drop: ['and-cuda'] } } }],
    sources: [{ ...source, supports: ['binds.0'] }],
  },
  {
    id: 'acme/client',
    title: 'Client',
    names: { pypi: ['client'], npm: ['client'] },
    binds: [{ axis: 'vendor', to: ['openai'], reaches: ['azure-openai'], strength: 'default', summary: 'talks to OpenAI' }],
    targets: {},
    remedies: [
      {
        id: 'endpoint',
        kind: 'set-endpoint',
        title: 'Set base_url',
        effort: 'minutes',
        byHand: 'OPENAI_BASE_URL',
        code: { python: { before: ['Client()'], after: ['Client(base_url="<url>")'] }, typescript: { after: ['client.baseURL = url;'] } },
      },
    ],
    sources: [{ ...source, supports: ['binds.0'] }],
  },
  {
    id: 'acme/kernels',
    title: 'Kernels',
    names: { pypi: ['kernels'] },
    binds: [{ axis: 'hardware', to: ['nvidia-cuda'], strength: 'conditional', when: { version: '<2.0' }, summary: 'knows CUDA only before 2.0' }],
    targets: { 'nvidia-cuda': 'yes', 'amd-rocm': [{ verdict: 'from-source', when: { version: '>=2.0' } }, { verdict: 'no' }] },
    sources: [{ ...source, confidence: 'low', supports: ['binds.0'] }],
  },
  {
    id: 'acme/portable',
    title: 'Portable',
    names: { pypi: ['portable'] },
    targets: { 'amd-rocm': 'yes' },
    sources: [{ ...source, supports: ['targets.amd-rocm'] }],
  },
];

/** An engine that knows only `smallRules` (or the given ones) and the ordinary names `requests` and `left-pad`. */
export async function smallEngine(rules: readonly WrittenRule[] = smallRules): Promise<Engine> {
  const builder = (await import(pathToFileURL(path.join(process.cwd(), 'scripts', 'build-catalog.mjs')).href)) as CatalogBuilder;
  const read = (name: string): object => JSON.parse(readFileSync(path.join(process.cwd(), 'rules', 'vocabulary', `${name}.json`), 'utf8')) as object;
  const vocabulary = { targets: read('targets'), vendors: read('vendors'), makers: read('makers') };
  const entries = rules.map((rule) => ({ rule }));
  const { catalog, pages } = builder.compileCatalog(entries, vocabulary, { pypi: ['requests'], npm: ['left-pad'] });
  const engine = createEngine({ catalog: JSON.stringify(catalog), today: testToday, version: '0.0.0' });
  engine.loadPages(JSON.stringify(pages));
  return engine;
}
