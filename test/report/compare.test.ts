import assert from 'node:assert/strict';
import {
  compareFindings,
  comparisonToJson,
  comparisonToMarkdown,
  comparisonToText,
  exportReport,
  findingsOf,
  findingsOfBaseline,
  readCheckResult,
  type ComparedFinding,
  type Comparison,
} from '../../src/engine';
import { smallEngine } from '../support/small-catalog';
import { hostileProject, smallProject } from './export-samples';
import { reportOf } from './small-report';

async function findingsIn(text: string): Promise<readonly ComparedFinding[]> {
  return findingsOf(await reportOf({ 'requirements.txt': text }), '');
}

async function compare(before: string, after: string): Promise<Comparison> {
  return compareFindings(await findingsIn(before), await findingsIn(after));
}

const names = (findings: readonly ComparedFinding[]): readonly string[] => findings.map(({ package: name }) => name);

describe('comparing with a baseline', () => {
  const against = async (ids: readonly string[], text: string): Promise<Comparison> => {
    const now = await findingsIn(text);
    return compareFindings(findingsOfBaseline(new Set(ids), now), now);
  };
  it('tells what is new, what is gone and what is left', async () => {
    const ids = ['acme/gpu-only@requirements.txt#main/gpu-only~1', 'acme/client@requirements.txt#main/client~1'];
    const { gained, lost, same } = await against(ids, 'client\nsearch-gpu\n');
    assert.deepEqual([names(gained), names(lost), same], [['search-gpu'], ['gpu-only'], 1]);
    assert.deepEqual([lost[0]?.ruleId, lost[0]?.file, lost[0]?.line], ['acme/gpu-only', 'requirements.txt', 0]);
  });
  it('says of what is gone what its id says', async () => {
    const { vocabulary } = await smallEngine();
    const text = comparisonToMarkdown(await against(['acme/x@a#b/requirements.txt#extra:g/@scope/name~2'], ''), vocabulary);
    assert.ok(text.includes('- `a#b/requirements.txt` `@scope/name` (`acme/x`)'), text);
  });
  it('survives ids of any shape', async () => {
    for (const id of ['', '@', '#', '~', 'a@b', 'x#y~1', '@#/~']) assert.equal((await against([id], '')).lost.length, 1);
  });
});

describe('comparing two results', () => {
  it('tells what was gained and lost, wherever its line moved', async () => {
    const { gained, lost, silenced, same } = await compare('gpu-only\nclient\n', '# new\nclient\nsearch-gpu\n');
    assert.deepEqual([names(gained), names(lost), names(silenced), same], [['search-gpu'], ['gpu-only'], [], 1]);
  });
  it('another version is the same binding', async () => {
    const { gained, lost, same } = await compare('gpu-only==1\n', 'gpu-only==2\n');
    assert.deepEqual([gained, lost, same], [[], [], 1]);
  });
  it('what is ignored now is not lost, and what is no longer ignored is gained', async () => {
    const ignored = 'client # portolan-ignore: openai -- ours\n';
    const hidden = await compare('client\n', ignored);
    assert.deepEqual([names(hidden.lost), names(hidden.silenced), hidden.same], [[], ['client'], 0]);
    assert.deepEqual(names((await compare(ignored, 'client\n')).gained), ['client']);
    assert.deepEqual(await compare(ignored, ignored), { gained: [], lost: [], silenced: [], same: 0 });
  });
  it('the same place bound more strongly is another binding', async () => {
    const [finding] = await findingsIn('search-gpu\n');
    assert.ok(finding);
    const { gained, lost } = compareFindings([finding], [{ ...finding, strength: 'hard' }]);
    assert.deepEqual([gained.length, lost.length], [1, 1]);
  });
  it('ids and places count from the compared folder', async () => {
    const report = await reportOf({ 'a/b/requirements.txt': 'client\n' });
    const shown = (path: string): string => path.slice('a/'.length);
    const [found] = findingsOf({ ...report, shown }, 'a');
    assert.deepEqual([found?.id, found?.file], ['acme/client@b/requirements.txt#main/client~1', 'b/requirements.txt']);
  });
});

describe('reading a result of check', () => {
  it('gives the findings that the report has', async () => {
    for (const files of [smallProject, hostileProject]) {
      const report = await reportOf(files);
      const text = exportReport(report, 'json', { title: '', formats: [], style: '' });
      assert.deepEqual(readCheckResult(text), findingsOf(report, ''));
    }
  });
  for (const text of [
    '',
    '[]',
    'null',
    '{}',
    '{"schemaVersion":2,"findings":[]}',
    '{"schemaVersion":1}',
    '{"schemaVersion":1,"findings":[{"id":"x"}]}',
    '{"schemaVersion":1,"findings":[null]}',
  ])
    it(`refuses ${text || 'nothing'}`, () => assert.equal(readCheckResult(text), undefined));
});

describe('words of a comparison', () => {
  it('as text', async () => {
    assert.equal(
      comparisonToText(await compare('gpu-only\nclient\n', 'client # portolan-ignore: openai -- ours\nsearch-gpu; sys_platform == "linux"\n')),
      [
        '+ requirements.txt:2: hint (default, guarded): `search-gpu` is the CUDA build. Use search-cpu (minutes). [acme/search-gpu]',
        '- requirements.txt:1: warning (hard): `gpu-only` runs on NVIDIA GPUs only. Write it anew (days). [acme/gpu-only]',
        '~ requirements.txt:2: information (default): `client` talks to OpenAI. Set base_url (minutes). [acme/client]',
        '',
        '1 binding gained, 1 lost, 1 accepted or ignored since, 0 as before',
        '',
      ].join('\n'),
    );
    assert.equal(comparisonToText(await compare('client\n', 'client\n')), '0 bindings gained, 0 lost, 1 as before\n');
  });
  it('as a comment', async () => {
    const { vocabulary } = await smallEngine();
    assert.equal(
      comparisonToMarkdown(await compare('gpu-only\nclient\n', 'client\nsearch-gpu\n'), vocabulary),
      [
        '**Portolan: 1 binding gained, 1 lost.**',
        '',
        'Gained:',
        '',
        '- `requirements.txt:2` `search-gpu` is the CUDA build. Use search-cpu (minutes). _default_',
        '',
        'Lost:',
        '',
        '- `requirements.txt:1` `gpu-only`, bound to NVIDIA GPUs',
        '',
        '1 binding as before.',
        '',
      ].join('\n'),
    );
    assert.match(comparisonToMarkdown(await compare('', ''), vocabulary), /^\*\*Portolan: no binding gained or lost\.\*\*\n/);
  });
  it('a comment stays short', async () => {
    const { vocabulary } = await smallEngine();
    const [finding] = await findingsIn('gpu-only\n');
    assert.ok(finding);
    const many = Array.from({ length: 80 }, (_, n) => ({ ...finding, id: `x${n}` }));
    const text = comparisonToMarkdown(compareFindings([], many), vocabulary);
    assert.ok(text.includes('- and 30 more\n') && text.split('\n').length < 60);
  });
  it('as JSON', async () => {
    const json = comparisonToJson(await compare('gpu-only\n', 'client\n')) as { summary: object; gained: readonly { id: string }[] };
    assert.deepEqual(json.summary, { gained: 1, lost: 1, silenced: 0, same: 0 });
    assert.equal(json.gained[0]?.id, 'acme/client@requirements.txt#main/client~1');
  });
});
