import assert from 'node:assert/strict';
import type { Problem } from '../../src/model/manifest';
import { LineIndex } from '../../src/text/line-index';
import { applyEdits } from '../../src/text/edit';
import { readInlineIgnores } from '../../src/policy/inline-ignore';
import { repairIgnore } from '../../src/policy/repair-ignore';
import { knownIds } from './known-ids';

const today = '2026-11-21';

/** The comment from its first sign to the line's end, and what is wrong with it; without a mistake it is one that hides nothing. */
function problemsOf(text: string): readonly Problem[] {
  const start = text.search(/#|\/\//);
  const end = /\r?$/m.exec(text.slice(start))?.index ?? 0;
  const span = { start, end: start + end };
  const comment = {
    span,
    text: text
      .slice(start, start + end)
      .replace(/^(#|\/\/)/, '')
      .trim(),
    ownLine: text.slice(0, start).trim() === '',
  };
  const { problems } = readInlineIgnores([comment], new LineIndex(text), knownIds, today);
  return problems.length > 0 ? problems : [{ code: 'ignore-unused', span, arguments: {} }];
}

/** `kind word: text afterwards` of each repair of the first problem; undefined: nothing is written. */
function repaired(text: string, answer = ''): Record<string, string | undefined> {
  const [problem] = problemsOf(text);
  assert.ok(problem);
  const found: Record<string, string | undefined> = {};
  for (const { kind, word, edits } of repairIgnore(text, problem, knownIds, today)) {
    const made = edits(answer);
    found[`${kind} ${word}`.trim()] = made && applyEdits(text, made);
  }
  return found;
}

const cases: readonly [title: string, text: string, answer: string, expected: Record<string, string | undefined>][] = [
  [
    'no reason',
    'a # portolan-ignore: openai\nb\n',
    'they  agreed\n',
    { 'give-reason': 'a # portolan-ignore: openai -- they agreed\nb\n', 'remove-comment': 'a\nb\n' },
  ],
  ['dashes only', 'a # portolan-ignore: openai --\n', 'why', { 'give-reason': 'a # portolan-ignore: openai -- why\n', 'remove-comment': 'a\n' }],
  [
    'a date without a reason',
    'a # portolan-ignore: openai -- (until 2027-01-01)\n',
    'why',
    { 'give-reason': 'a # portolan-ignore: openai -- why (until 2027-01-01)\n', 'remove-comment': 'a\n' },
  ],
  ['a blank answer', 'a # portolan-ignore: openai\n', ' ', { 'give-reason': undefined, 'remove-comment': 'a\n' }],
  ['a reason that reads as a date', 'a # portolan-ignore: openai\n', 'x (until 2027-01-01)', { 'give-reason': undefined, 'remove-comment': 'a\n' }],
  [
    'expired',
    '# portolan-ignore: openai -- x (until 2026-01-31)\na\n',
    '2027-03-01',
    { 'set-date': '# portolan-ignore: openai -- x (until 2027-03-01)\na\n', 'remove-comment': 'a\n' },
  ],
  [
    'today still counts',
    'a # portolan-ignore: openai -- x (until 2026-02-30)',
    today,
    { 'set-date': `a # portolan-ignore: openai -- x (until ${today})`, 'remove-comment': 'a' },
  ],
  ['a day that is over', 'a # portolan-ignore: openai -- x (until 2026-01-31)', '2026-11-20', { 'set-date': undefined, 'remove-comment': 'a' }],
  ['no day', 'a # portolan-ignore: openai -- x (until 2026-01-31)', 'soon', { 'set-date': undefined, 'remove-comment': 'a' }],
  ['a mistyped id', 'a # portolan-ignore: opnai -- x\n', '', { 'use openai': 'a # portolan-ignore: openai -- x\n', 'remove-comment': 'a\n' }],
  [
    'an id without its maker',
    'a # portolan-ignore: dynamo -- x\n',
    '',
    { 'use nvidia/dynamo': 'a # portolan-ignore: nvidia/dynamo -- x\n', 'remove-comment': 'a\n' },
  ],
  ['an unknown id in front', 'a # portolan-ignore: foobar,  openai -- x\n', '', { 'remove-id foobar': 'a # portolan-ignore: openai -- x\n' }],
  ['an unknown id behind', 'a # portolan-ignore: openai , foobar -- x\n', '', { 'remove-id foobar': 'a # portolan-ignore: openai -- x\n' }],
  [
    'an id that is there already is not offered',
    'a # portolan-ignore: openai, opnai -- x\n',
    '',
    { 'remove-id opnai': 'a # portolan-ignore: openai -- x\n' },
  ],
  ['unused behind a row', 'a   # portolan-ignore: openai -- x\r\nb\r\n', '', { 'remove-comment': 'a\r\nb\r\n' }],
  ['unused on its own line', 'a\r\n  # portolan-ignore: openai -- x\r\n  b\r\n', '', { 'remove-comment': 'a\r\n  b\r\n' }],
  ['unused in the last line', 'a\n# portolan-ignore: openai -- x', '', { 'remove-comment': 'a\n' }],
  ['a remark before it stays', 'a  # pinned  # portolan-ignore: openai -- x\n', '', { 'remove-comment': 'a  # pinned\n' }],
  ['two slashes', '"a": 1, // portolan-ignore: openai -- x\n', '', { 'remove-comment': '"a": 1,\n' }],
];

describe('repairs of inline ignores', () => {
  for (const [title, text, answer, expected] of cases) it(title, () => assert.deepEqual(repaired(text, answer), expected));

  it('leave a comment alone that is none any more', () => {
    assert.deepEqual(repairIgnore('a # b\n', { code: 'ignore-unused', span: { start: 2, end: 5 }, arguments: {} }, knownIds, today), []);
  });
});
