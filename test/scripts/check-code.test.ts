import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Code = Readonly<Record<string, { readonly before?: readonly string[]; readonly after: readonly string[] }>>;
type CheckCode = (rule: object, tell: (fault: string) => void) => void;

async function faults(
  code: Code,
  rule: object = { names: { pypi: ['acme-client'], npm: ['@acme/client'] }, imports: ['acme'] },
): Promise<readonly string[]> {
  const url = pathToFileURL(path.join(process.cwd(), 'scripts', 'check-code.mjs')).href;
  const { checkCode } = (await import(url)) as { checkCode: CheckCode };
  const told: string[] = [];
  checkCode({ ...rule, remedies: [{ id: 'other', code }] }, (fault) => told.push(fault));
  return told;
}

describe('code in remedies', () => {
  it('may be whole lines that speak of the package', async () => {
    const python = { before: ['from acme import Client', 'Client(', '  key="x")'], after: ['import other'] };
    assert.deepEqual(await faults({ python, typescript: { before: ["import c from '@acme/client';"], after: ['c();'] } }), []);
  });

  it('may import the last part of a module from the rest', async () => {
    const python = { before: ['from acme import client'], after: ['import other'] };
    assert.deepEqual(await faults({ python }, { names: { pypi: ['acme-client'] }, imports: ['acme.client'] }), []);
  });

  for (const [title, code, fault] of [
    ['another package', { python: { before: ['import other'], after: ['x'] } }, '"before" names none of acme'],
    ['an open bracket', { python: { after: ['f(['] } }, 'not closed'],
    ['a bracket of another kind', { python: { after: ['f(]'] } }, 'not closed'],
    ['a quote over the end of a line', { typescript: { after: ["f('a", "')"] } }, 'not closed'],
    ['an ellipsis', { python: { after: ['f(…)'] } }, 'left out'],
    ['broken TypeScript', { typescript: { after: ['const a b = 1;'] } }, 'no TypeScript'],
    ['a long line', { python: { after: ['x'.repeat(121)] } }, 'more than 120 characters'],
    ['many lines', { python: { after: Array<string>(9).fill('x') } }, 'more than 8 lines'],
    ['a language without a package', { java: { after: ['x'] } }, 'no package of that language'],
  ] as const) {
    it(`may not hold ${title}`, async () => {
      const [first, ...more] = await faults(code);
      assert.ok(first?.includes(fault), String(first));
      assert.deepEqual(more, []);
    });
  }
});
