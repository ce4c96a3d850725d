import assert from 'node:assert/strict';
import { applyEdits } from '../../src/text/edit';
import { readPolicy } from '../../src/policy/policy-file';
import { repairPolicy } from '../../src/policy/repair-policy';
import { knownIds } from './known-ids';

const today = '2026-11-21';

/** `kind word: text afterwards` of each repair of the first problem; undefined: nothing is written. */
function repaired(text: string, answer = ''): Record<string, string | undefined> {
  const [problem] = readPolicy(text, knownIds, today).problems;
  assert.ok(problem, 'there is a problem');
  const found: Record<string, string | undefined> = {};
  for (const { kind, word, edits } of repairPolicy(text, problem, knownIds, today)) {
    const made = edits(answer);
    found[`${kind} ${word}`.trim()] = made && applyEdits(text, made);
  }
  return found;
}

const entry = '"rule": "openai", "reason": "x"';

const cases: readonly [title: string, text: string, answer: string, expected: Record<string, string | undefined>][] = [
  [
    'a mistyped key',
    '{ "target": ["amd-rocm"], // ours\n}',
    '',
    { 'use targets': '{ "targets": ["amd-rocm"], // ours\n}', 'remove-value "target"': '{ // ours\n}' },
  ],
  ['a key that nothing is near to', '{ "accept": [], "colour": 1 }', '', { 'remove-value "colour"': '{ "accept": [] }' }],
  [
    'a key of lockfiles',
    '{ "lockfiles": { "diagnostic": true } }',
    '',
    { 'use diagnostics': '{ "lockfiles": { "diagnostics": true } }', 'remove-value "diagnostic"': '{ "lockfiles": {} }' },
  ],
  [
    'a key of an ignore',
    `{ "ignore": [{ ${entry}, "untl": "2027-01-01" }] }`,
    '',
    { 'use until': `{ "ignore": [{ ${entry}, "until": "2027-01-01" }] }`, 'remove-entry': '{ "ignore": [] }' },
  ],
  [
    'a mistyped target',
    '{ "targets": ["cpu-arm64", "amd-rcom"] }',
    '',
    { 'use amd-rocm': '{ "targets": ["cpu-arm64", "amd-rocm"] }', 'remove-value "amd-rcom"': '{ "targets": ["cpu-arm64"] }' },
  ],
  ['a mistyped vendor', '{ "accept": ["opanai"] }', '', { 'use openai': '{ "accept": ["openai"] }', 'remove-value "opanai"': '{ "accept": [] }' }],
  ['a number among the targets', '{ "targets": [1, "amd-rocm"] }', '', { 'remove-value 1': '{ "targets": ["amd-rocm"] }' }],
  ['no list', '{ "targets": "amd-rocm" }', '', { 'make-list': '{ "targets": ["amd-rocm"] }', 'remove-value "targets"': '{}' }],
  ['no list of ignores', `{ "ignore": { ${entry} } }`, '', { 'make-list': `{ "ignore": [{ ${entry} }] }`, 'remove-value "ignore"': '{}' }],
  [
    'a mistyped severity',
    '{ "severity": { "hard": "warn", "default": "hnt" } }',
    '',
    { 'remove-value "hard"': '{ "severity": { "default": "hnt" } }' },
  ],
  [
    'a severity that something is near to',
    '{ "severity": { "hard": "warnin" } }',
    '',
    { 'use warning': '{ "severity": { "hard": "warning" } }', 'remove-value "hard"': '{ "severity": {} }' },
  ],
  [
    'a mistyped rule',
    '{ "severity": { "nvidia/dynam": "off" } }',
    '',
    { 'use nvidia/dynamo': '{ "severity": { "nvidia/dynamo": "off" } }', 'remove-value "nvidia/dynam"': '{ "severity": {} }' },
  ],
  [
    'no boolean',
    '{ "lockfiles": { "diagnostics": "yes" } }',
    '',
    {
      'use true': '{ "lockfiles": { "diagnostics": true } }',
      'use false': '{ "lockfiles": { "diagnostics": false } }',
      'remove-value "diagnostics"': '{ "lockfiles": {} }',
    },
  ],
  [
    'an ignore without a reason',
    '{ "ignore": [{ "rule": "openai" }] }',
    'they agreed',
    { 'give-reason': '{ "ignore": [{ "rule": "openai", "reason": "they agreed" }] }', 'remove-entry': '{ "ignore": [] }' },
  ],
  [
    'a blank reason',
    '{ "ignore": [{ "rule": "openai", "reason": " " }] }',
    'so',
    { 'give-reason': '{ "ignore": [{ "rule": "openai", "reason": "so" }] }', 'remove-entry': '{ "ignore": [] }' },
  ],
  ['a blank answer', '{ "ignore": [{ "rule": "openai", "reason": " " }] }', '', { 'give-reason': undefined, 'remove-entry': '{ "ignore": [] }' }],
  ['an ignore of nothing', '{ "ignore": [{ "reason": "x" }] }', '', { 'remove-entry': '{ "ignore": [] }' }],
  [
    'an ignore of an unknown rule',
    '{ "ignore": [{ "rule": "dynamo", "reason": "x" }] }',
    '',
    { 'use nvidia/dynamo': '{ "ignore": [{ "rule": "nvidia/dynamo", "reason": "x" }] }', 'remove-entry': '{ "ignore": [] }' },
  ],
  [
    'an unknown registry',
    '{ "ignore": [{ "package": "pyp:torch", "reason": "x" }] }',
    '',
    { 'use pypi:torch': '{ "ignore": [{ "package": "pypi:torch", "reason": "x" }] }', 'remove-entry': '{ "ignore": [] }' },
  ],
  [
    'an expired ignore',
    `{ "ignore": [\n  // theirs\n  { ${entry}, "until": "2026-01-01" }\n] }`,
    '2027-01-01',
    {
      'set-date "2026-01-01"': `{ "ignore": [\n  // theirs\n  { ${entry}, "until": "2027-01-01" }\n] }`,
      'remove-entry': '{ "ignore": [\n  // theirs\n] }',
    },
  ],
  [
    'a day that does not exist',
    `{ "ignore": [{ ${entry}, "until": "2027-02-30" }] }`,
    '2027-02-28',
    { 'set-date "2027-02-30"': `{ "ignore": [{ ${entry}, "until": "2027-02-28" }] }`, 'remove-entry': '{ "ignore": [] }' },
  ],
  [
    'a day that is over',
    `{ "ignore": [{ ${entry}, "until": "2027-02-30" }] }`,
    '2026-02-28',
    { 'set-date "2027-02-30"': undefined, 'remove-entry': '{ "ignore": [] }' },
  ],
  ['a key twice', '{ "accept": ["openai"], "accept": ["google"] }', '', { 'remove-first accept': '{ "accept": ["google"] }' }],
  ['broken syntax', '{ "targets": ["amd-rcom" }', '', {}],
  ['no object', '[]', '', {}],
];

describe('repairs of the policy file', () => {
  for (const [title, text, answer, expected] of cases) it(title, () => assert.deepEqual(repaired(text, answer), expected));
});
