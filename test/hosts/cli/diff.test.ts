import assert from 'node:assert/strict';
import { inFolder, portolan, run, type Ran } from './run';

const tree = {
  'old/requirements.txt': 'torch==2.6.0+cu124\nrequests\n',
  'new/requirements.txt': '# a new line\ntensorrt-llm\nrequests\n',
  'new/a/package.json': '{"dependencies":{"openai":"^4"}}',
};

interface DiffJson {
  readonly summary: { readonly gained: number; readonly lost: number; readonly silenced: number; readonly same: number };
  readonly gained: readonly { readonly id: string; readonly file: string }[];
  readonly lost: readonly { readonly id: string }[];
}

function json({ code, out, err }: Ran): DiffJson {
  assert.deepEqual([code, err], [0, '']);
  return JSON.parse(out) as DiffJson;
}

describe('command line: diff', () => {
  it('two folders, with paths from each of them', () => {
    const { summary, gained, lost } = json(run(tree, 'diff', 'old', 'new', '--format', 'json'));
    assert.deepEqual(summary, { gained: 2, lost: 1, silenced: 0, same: 0 });
    assert.deepEqual(
      gained.map(({ id, file }) => [file, id]),
      [
        ['a/package.json', 'openai/client@a/package.json#main/openai~1'],
        ['requirements.txt', 'nvidia/tensorrt-llm@requirements.txt#main/tensorrt-llm~1'],
      ],
    );
    assert.deepEqual(
      lost.map(({ id }) => id),
      ['pytorch/torch@requirements.txt#main/torch~1'],
    );
  });
  it('two folders within one repository give the same', () => {
    const inside = json(run({ ...tree, '.git/HEAD': '' }, 'diff', 'old', 'new', '--format', 'json'));
    assert.deepEqual(inside, json(run(tree, 'diff', './old/', 'new/.', '--format', 'json')));
  });
  it('results of check, and a result against a folder', () => {
    inFolder(tree, (folder) => {
      for (const side of ['old', 'new']) portolan(`${folder}/${side}`, ['check', '--format', 'json', '--output', `../${side}.json`]);
      const expected = json(portolan(folder, ['diff', 'old', 'new', '--format', 'json']));
      for (const pair of [
        ['old.json', 'new.json'],
        ['old.json', 'new'],
        ['old', 'new.json'],
      ]) {
        const found = json(portolan(folder, ['diff', ...pair, '--format', 'json']));
        assert.deepEqual([found.summary, found.gained.map(({ id }) => id)], [expected.summary, expected.gained.map(({ id }) => id)]);
      }
    });
  });
  it('ends with code 1 only for what was gained at or above --fail-on', () => {
    for (const [from, to, level, code] of [
      ['old', 'new', 'never', 0],
      ['old', 'new', 'hard', 1],
      ['new', 'old', 'hard', 0],
      ['new', 'old', 'conditional', 1],
      ['old', 'old', 'any', 0],
    ] as const)
      assert.equal(run(tree, 'diff', from, to, '--fail-on', level).code, code, `${from} ${to} ${level}`);
  });
  it('as text and as a comment', () => {
    assert.match(
      run(tree, 'diff', 'old', 'new').out,
      /^\+ a\/package\.json:1: [^]+\n- requirements\.txt:1: [^]+\n\n2 bindings gained, 1 lost, 0 as before\n$/,
    );
    assert.match(
      run(tree, 'diff', 'old', 'new', '--format', 'markdown').out,
      /^\*\*Portolan: 2 bindings gained, 1 lost\.\*\*\n\nGained:\n\n- `a\/package\.json:1` /,
    );
  });

  for (const [args, sentence] of [
    [['old'], /diff wants two folders/],
    [['old', 'new', 'old'], /diff wants two folders/],
    [['old', 'missing'], /there is no missing/],
    [['old', 'new/requirements.txt'], /new\/requirements\.txt is no result of "check --format json"/],
  ] as const)
    it(`refuses ${args.join(' ')}`, () => {
      const { code, out, err } = run(tree, 'diff', ...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, sentence);
    });
});
