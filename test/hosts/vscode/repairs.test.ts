import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionNamed, actionsAt, answering, apply, closeAll, describeIn, open, replace, trustedFolder, until, diagnosticsOf } from './editor';

interface Case {
  readonly title: string;
  readonly text: string;
  /** Where the light bulb is asked for. */
  readonly at: string;
  readonly action: string;
  readonly answer?: string;
  readonly after: string;
}

const inline: readonly Case[] = [
  {
    title: 'an ignore without a reason',
    text: 'dashscope  # portolan-ignore: alibaba/dashscope\n',
    at: 'portolan-ignore',
    action: 'Give a reason…',
    answer: 'our customers are there',
    after: 'dashscope  # portolan-ignore: alibaba/dashscope -- our customers are there\n',
  },
  {
    title: 'an unknown id',
    text: 'dashscope  # portolan-ignore: alibaba/dashscop -- agreed\n',
    at: 'portolan-ignore',
    action: 'Use alibaba/dashscope',
    after: 'dashscope  # portolan-ignore: alibaba/dashscope -- agreed\n',
  },
  {
    title: 'an ignore past its end',
    text: '# portolan-ignore: alibaba/dashscope -- agreed (until 2024-01-31)\ndashscope\n',
    at: 'portolan-ignore',
    action: 'Set another end date…',
    answer: '2999-01-31',
    after: '# portolan-ignore: alibaba/dashscope -- agreed (until 2999-01-31)\ndashscope\n',
  },
  {
    title: 'an ignore past its end that is not needed any more',
    text: 'httpx\n# portolan-ignore: alibaba/dashscope -- agreed (until 2024-01-31)\ndashscope\n',
    at: 'portolan-ignore',
    action: 'Remove this ignore',
    after: 'httpx\ndashscope\n',
  },
  {
    title: 'an ignore that hides nothing',
    text: 'httpx  # pinned  # portolan-ignore: openai -- agreed\n',
    at: 'portolan-ignore',
    action: 'Remove this ignore',
    after: 'httpx  # pinned\n',
  },
];

const policy: readonly Case[] = [
  { title: 'an unknown key', text: '{ "target": [] }\n', at: '"target"', action: 'Use targets', after: '{ "targets": [] }\n' },
  { title: 'a key of nothing', text: '{ "colour": 1 } // ours\n', at: '"colour"', action: 'Remove "colour"', after: '{} // ours\n' },
  { title: 'an unknown target', text: '{ "targets": ["amd-rcom"] }\n', at: 'amd', action: 'Use amd-rocm', after: '{ "targets": ["amd-rocm"] }\n' },
  { title: 'a text for a list', text: '{ "accept": "openai" }\n', at: 'openai', action: 'Make a list of it', after: '{ "accept": ["openai"] }\n' },
  {
    title: 'an entry without a reason',
    text: '{ "ignore": [{ "rule": "openai" }] }\n',
    at: '"rule"',
    action: 'Give a reason…',
    answer: 'agreed',
    after: '{ "ignore": [{ "rule": "openai", "reason": "agreed" }] }\n',
  },
  {
    title: 'an entry past its end',
    text: '{ "ignore": [\n  { "rule": "openai", "reason": "agreed", "until": "2024-01-31" }\n] }\n',
    at: '"rule"',
    action: 'Remove this entry',
    after: '{ "ignore": [] }\n',
  },
];

async function check({ at, action, answer, after }: Case, document: vscode.TextDocument): Promise<void> {
  await until(() => diagnosticsOf(document.uri).some(({ range }) => range.contains(document.positionAt(document.getText().indexOf(at)))));
  const picked = actionNamed(await actionsAt(document, at), action);
  await answering(
    'showInputBox',
    () => answer,
    () => apply(picked),
  );
  assert.equal(document.getText(), after);
}

describeIn(trustedFolder, 'quick fixes of ignores and of the policy file', () => {
  afterEach(closeAll);

  inline.forEach((sample, n) => {
    it(`mend ${sample.title}`, async () => {
      const document = await open(`repair/requirements-${n}.txt`, sample.text);
      await check(sample, document);
      await until(() => diagnosticsOf(document.uri).every(({ code }) => typeof code !== 'string' || !code.startsWith('ignore-')));
    });
  });

  it('write nothing without an answer', async () => {
    const text = 'dashscope  # portolan-ignore: alibaba/dashscope\n';
    const document = await open('repair/requirements-none.txt', text);
    await check({ title: '', text, at: 'portolan-ignore', action: 'Give a reason…', after: text }, document);
  });

  it('write nothing into a text that has changed', async () => {
    const text = 'httpx  # portolan-ignore: openai -- agreed\n';
    const document = await open('repair/requirements-stale.txt', text);
    await until(() => diagnosticsOf(document.uri).length > 0);
    const picked = actionNamed(await actionsAt(document, 'portolan-ignore'), 'Remove this ignore');
    await replace(document, 'httpx', 'httpx2');
    let told = '';
    await answering(
      'showWarningMessage',
      (sentence: string) => (told = sentence),
      () => apply(picked),
    );
    assert.equal(told, 'repair/requirements-stale.txt has changed since the mistake was found; nothing was changed.');
    assert.equal(document.getText(), text.replace('httpx', 'httpx2'));
  });

  policy.forEach((sample, n) => {
    it(`mend ${sample.title} of the policy file`, async () => {
      const document = await open(`repair-${n}/portolan.jsonc`, sample.text);
      await check(sample, document);
      await until(() => diagnosticsOf(document.uri).length === 0);
    });
  });
});
