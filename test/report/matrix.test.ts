import assert from 'node:assert/strict';
import { buildMatrix } from '../../src/report/matrix';
import { reportOn } from './support';

async function rowsOf(files: Readonly<Record<string, string>>, targets?: readonly string[]): Promise<readonly string[]> {
  const matrix = buildMatrix(await reportOn(files, targets ? { targets } : {}));
  return matrix.rows.map(({ name, cells, others, places }) => {
    const verdicts = cells
      .filter(({ target }) => ['nvidia-cuda', 'amd-rocm', 'cpu-x86_64', 'os-macos'].includes(target))
      .map(({ verdict }) => verdict);
    return `${name}${others > 0 ? ` and ${others} more` : ''}: ${verdicts.join(' ')} (${places.map(({ file, span }) => `${file}:${span.start}`).join(' ')})`;
  });
}

describe('the matrix of packages and targets', () => {
  it('shows a bound package with its verdicts as written, and the same package unbound with those of its rule', async () => {
    assert.deepEqual(await rowsOf({ 'requirements.txt': 'array==1.0+cu124\n' }), ['array 1.0+cu124: yes no yes (requirements.txt:10)']);
    assert.deepEqual(await rowsOf({ 'requirements.txt': 'array==1.0\n' }), ['array: yes other-build yes (requirements.txt:0)']);
  });

  it('takes the verdict that holds without a condition for a portable row', async () => {
    assert.deepEqual(await rowsOf({ 'requirements.txt': 'flow\n' }), ['flow: other-build unknown yes (requirements.txt:0)']);
  });

  it('says unknown where the rule says nothing', async () => {
    assert.deepEqual(await rowsOf({ 'requirements.txt': 'portable\n' }), ['portable: unknown yes unknown (requirements.txt:0)']);
  });

  it('leaves out what has no word on hardware: services, ordinary and unknown packages', async () => {
    assert.deepEqual(await rowsOf({ 'requirements.txt': 'client\nrequests\nnobody-knows-this\n' }), []);
  });

  it('puts the worst first', async () => {
    const names = (await rowsOf({ 'requirements.txt': 'portable\narray\ngpu-only\narrayvision==1+cu118\n' })).map((row) =>
      row.slice(0, row.indexOf(':')),
    );
    assert.deepEqual(names.indexOf('gpu-only'), 0);
    assert.ok(names.indexOf('arrayvision 1+cu118') < names.indexOf('array'));
  });

  it('merges the places of a package that is written alike, and keeps apart what is written otherwise', async () => {
    const rows = await rowsOf({
      'a/requirements.txt': 'array==1.0\n',
      'b/requirements.txt': '\narray\n',
      'c/requirements.txt': 'array==1.0+cu124\n',
    });
    assert.equal(rows.length, 2);
    assert.ok(rows.includes('array: yes other-build yes (a/requirements.txt:0 b/requirements.txt:1)'));
  });

  it('gives a folded family one row', async () => {
    const rows = await rowsOf({ 'requirements.txt': 'array\nacme-blas-cu12\nacme-fft-cu12\n' });
    assert.equal(rows.filter((row) => row.includes('acme-')).length, 1);
    assert.match(rows.join('\n'), /acme-blas-cu12 and 1 more: yes no/);
  });

  it('shows named targets beside the main ones', async () => {
    assert.deepEqual(await rowsOf({ 'requirements.txt': 'gpu-only\n' }, ['os-macos']), ['gpu-only: yes no unknown no (requirements.txt:0)']);
  });

  it('tells how and with what else a verdict is reached', async () => {
    const { rows } = buildMatrix(await reportOn({ 'requirements.txt': 'array\n' }));
    assert.equal(rows[0]?.cells.find(({ target }) => target === 'amd-rocm')?.how, 'index rocm');
  });
});
