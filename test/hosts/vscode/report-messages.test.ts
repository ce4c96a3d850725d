import assert from 'node:assert/strict';
import { readMessage } from '../../../src/hosts/vscode/report-messages';
import { describeIn, trustedFolder } from './editor';

describeIn(trustedFolder, 'messages of the report page', () => {
  const good: readonly object[] = [
    { command: 'ready' },
    { command: 'refresh' },
    { command: 'cancel' },
    { command: 'exportReport' },
    { command: 'planMove' },
    { command: 'open', file: 'a/requirements.txt', start: 0, end: 5 },
    { command: 'fix', fix: 'pytorch/torch/drop-local', findings: ['pytorch/torch@a#main/torch~1'] },
  ];
  for (const message of good) it(`takes ${JSON.stringify(message)}`, () => assert.deepEqual(readMessage({ ...message, more: 1 }), message));

  const bad: readonly unknown[] = [
    undefined,
    null,
    'refresh',
    {},
    { command: 'workbench.action.quit' },
    { command: 'portolan.planMove' },
    { command: 'open', file: 'a', start: 5, end: 1 },
    { command: 'open', file: 'a', start: -1, end: 1 },
    { command: 'open', file: 'a', start: '0', end: 1 },
    { command: 'open', file: 1, start: 0, end: 1 },
    { command: 'fix', fix: 'a/b/c' },
    { command: 'fix', fix: 'a/b/c', findings: [] },
    { command: 'fix', fix: 'a/b/c', findings: [1] },
    { command: 'fix', fix: 'a/b/c', findings: 'a' },
    { command: 'fix', fix: 1, findings: ['a'] },
  ];
  for (const message of bad) it(`refuses ${JSON.stringify(message) ?? 'nothing'}`, () => assert.equal(readMessage(message), undefined));
});
