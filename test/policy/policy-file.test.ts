import assert from 'node:assert/strict';
import { defaultPolicy } from '../../src/policy/policy';
import { readPolicy } from '../../src/policy/policy-file';
import { mark, unmark } from '../support/marks';
import { knownIds, withoutSpan } from './known-ids';

function reads(text: string, expected: object): void {
  it(text.slice(0, 100), () => {
    const { policy, problems } = readPolicy(text, knownIds, '2026-11-21');
    assert.deepEqual(problems, []);
    assert.deepEqual({ ...policy, ignore: policy.ignore.map(withoutSpan) }, { ...defaultPolicy, ...expected });
  });
}

/** The ⟦marks⟧ are the problems' places; each is told as `code key` or `code key expected`. The rest is as `expected`. */
function tells(marked: string, told: readonly string[], expected: object = {}): void {
  it(marked.slice(0, 100), () => {
    const { text } = unmark(marked);
    const { policy, problems } = readPolicy(text, knownIds, '2026-11-21');
    assert.equal(
      mark(
        text,
        problems.map((problem) => problem.span),
      ),
      marked,
    );
    assert.deepEqual(
      problems.map(({ code, arguments: words }) =>
        [code, words['key'] ?? words['mistake'] ?? words['until'], words['expected']].filter((word) => word).join(' '),
      ),
      told,
    );
    assert.deepEqual({ ...policy, ignore: policy.ignore.map(withoutSpan) }, { ...defaultPolicy, ...expected });
  });
}

describe('policy file', () => {
  describe('is read', () => {
    reads('{}', {});
    reads('{ "$schema": "./x.json" }', {});
    reads('{ "targets": ["amd-rocm", "cpu-arm64"], "accept": ["openai", "nvidia", "nvidia-cuda"] }', {
      targets: ['amd-rocm', 'cpu-arm64'],
      accept: ['openai', 'nvidia', 'nvidia-cuda'],
    });
    reads('{ "severity": { "hard": "error", "nvidia/dynamo": "off" } }', { severity: { hard: 'error', 'nvidia/dynamo': 'off' } });
    reads('{ "rules": ["./portability-rules"], "exclude": ["third_party/**"], "lockfiles": { "diagnostics": true } }', {
      rules: ['./portability-rules'],
      exclude: ['third_party/**'],
      lockfiles: { diagnostics: true },
    });
    reads('// ours\n{ "targets": ["amd-rocm",], }', { targets: ['amd-rocm'] });
    reads(
      '{ "ignore": [{ "rule": "nvidia/dynamo", "package": "pypi:ai-dynamo", "files": ["serving/**"], "reason": " bought ", "until": "2027-03-01" }] }',
      {
        ignore: [{ rule: 'nvidia/dynamo', package: 'pypi:ai-dynamo', files: ['serving/**'], reason: 'bought', until: '2027-03-01' }],
      },
    );
    reads('{ "ignore": [{ "rule": "openai", "reason": "x", "until": "2026-11-21" }, { "package": "npm:@a/b", "reason": "y" }] }', {
      ignore: [
        { rule: 'openai', reason: 'x', until: '2026-11-21' },
        { package: 'npm:@a/b', reason: 'y' },
      ],
    });
  });

  describe('tells each mistake once and counts the rest', () => {
    tells('{ ⟦"target"⟧: ["amd-rocm"], "accept": ["openai"] }', ['policy-key target'], { accept: ['openai'] });
    tells('{ "targets": [⟦"amd"⟧, "amd-rocm", ⟦5⟧] }', ['policy-value targets[0] target', 'policy-value targets[2] target'], {
      targets: ['amd-rocm'],
    });
    tells('{ "targets": ⟦"amd-rocm"⟧ }', ['policy-value targets array']);
    tells('{ "targets": [⟦"openai"⟧] }', ['policy-value targets[0] target']);
    tells('{ "accept": [⟦"opnai"⟧] }', ['policy-value accept[0] accepted-id']);
    tells(
      '{ "severity": { "hard": ⟦"loud"⟧, ⟦"nvidia/dynmo"⟧: "off", "default": "hint" } }',
      ['policy-value severity.hard severity', 'policy-value severity strength-or-rule'],
      { severity: { default: 'hint' } },
    );
    tells('{ "severity": ⟦"error"⟧ }', ['policy-value severity object']);
    tells('{ "severity": { ⟦"__proto__"⟧: "off", ⟦"constructor"⟧: "off" } }', [
      'policy-value severity strength-or-rule',
      'policy-value severity strength-or-rule',
    ]);
    tells('{ "exclude": [⟦""⟧, "a"], "rules": [⟦null⟧] }', ['policy-value exclude[0] text', 'policy-value rules[0] text'], { exclude: ['a'] });
    tells('{ "lockfiles": { "diagnostics": ⟦"yes"⟧, ⟦"mark"⟧: 1 } }', ['policy-value lockfiles.diagnostics boolean', 'policy-key lockfiles.mark']);
    tells('{ "lockfiles": ⟦true⟧ }', ['policy-value lockfiles object']);
    tells('⟦[]⟧', ['policy-value object'], {});
    tells('{ "targets": [], ⟦"targets"⟧: ["amd-rocm"] }', ['policy-value targets once'], { targets: ['amd-rocm'] });
    tells('{ "accept": ["openai"]⟦,⟧, "targets": ["amd-rocm"] }'.replace('⟦,⟧,', ',⟦,⟧'), ['policy-syntax comma-unexpected'], {
      accept: ['openai'],
      targets: ['amd-rocm'],
    });
    tells('{ "accept": ["openai"] ⟦"targets"⟧: [] }', ['policy-syntax comma-expected'], { accept: ['openai'] });
    tells('⟦{⟧ "accept": ["openai"]', ['policy-syntax not-closed'], { accept: ['openai'] });
    tells('⟦⟧', ['policy-syntax value-expected']);
  });

  describe('an ignore entry with a mistake hides nothing', () => {
    tells('{ "ignore": [⟦{ "rule": "openai" }⟧] }', ['policy-value ignore[0] reason']);
    tells('{ "ignore": [{ "rule": "openai", "reason": ⟦" "⟧ }] }', ['policy-value ignore[0].reason reason']);
    tells('{ "ignore": [⟦{ "reason": "x" }⟧, { "rule": "openai", "reason": "y" }] }', ['policy-value ignore[0] rule-or-package'], {
      ignore: [{ rule: 'openai', reason: 'y' }],
    });
    tells('{ "ignore": [{ "rule": ⟦"opnai"⟧, "package": "pypi:x", "reason": "x" }] }', ['policy-value ignore[0].rule ignore-id']);
    tells('{ "ignore": [{ "package": ⟦"x"⟧, "reason": "x" }, { "package": ⟦"pip:x"⟧, "reason": "x" }, { "package": ⟦"pypi:"⟧, "reason": "x" }] }', [
      'policy-value ignore[0].package package',
      'policy-value ignore[1].package package',
      'policy-value ignore[2].package package',
    ]);
    tells('{ "ignore": [{ "rule": "openai", "reason": "x", "until": ⟦"2027-02-29"⟧ }] }', ['policy-value ignore[0].until date']);
    tells('{ "ignore": [{ "rule": "openai", "reason": "x", "until": ⟦20270301⟧ }] }', ['policy-value ignore[0].until text']);
    tells('{ "ignore": [{ "rule": "openai", "reason": "x", ⟦"file"⟧: "a" }] }', ['policy-key ignore[0].file']);
    tells('{ "ignore": [{ "rule": "openai", "reason": "x", "files": ⟦"a"⟧ }] }', ['policy-value ignore[0].files array']);
    tells('{ "ignore": [⟦"openai"⟧] }', ['policy-value ignore[0] object']);
    tells('{ "ignore": [⟦{ "rule": "openai", "reason": "x", "until": "2026-11-20" }⟧] }', ['ignore-expired 2026-11-20']);
  });

  it('gives the place of each entry', () => {
    const { text, spans } = unmark('{ "ignore": [\n  ⟦{ "rule": "openai", "reason": "x" }⟧,\n  ⟦{ "package": "pypi:x", "reason": "y" }⟧\n] }');
    assert.deepEqual(
      readPolicy(text, knownIds).policy.ignore.map((entry) => entry.span),
      spans,
    );
  });

  it('names the keys that exist', () => {
    const { problems } = readPolicy('{ "lockfiles": { "mark": true } }', knownIds);
    assert.equal(problems[0]?.arguments['known'], 'diagnostics');
  });

  it('can be read at every moment of typing', () => {
    const text = '{ "targets": ["amd-rocm"], "severity": { "hard": "error" }, "ignore": [{ "rule": "openai", "reason": "x" }] }';
    for (let end = 0; end < text.length; end++) assert.ok(readPolicy(text.slice(0, end), knownIds).problems.length > 0);
  });
});
