import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { examplesOf } from '../support/rule-pages';

interface NewRule {
  readonly id: string;
  readonly names?: readonly string[];
  readonly bound?: readonly string[];
  readonly title?: string;
}

const script = async (name: string): Promise<unknown> => import(pathToFileURL(path.join(process.cwd(), 'scripts', name)).href);

describe('the scaffold of a rule', () => {
  let root: string;
  let createRule: (root: string, rule: NewRule) => readonly string[];
  let checkRules: (root: string) => readonly string[];

  before(async () => {
    ({ createRule } = (await script('new-rule.mjs')) as { createRule: typeof createRule });
    ({ checkRules } = (await script('check-rules.mjs')) as { checkRules: typeof checkRules });
  });

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'portolan-rule-'));
    mkdirSync(path.join(root, 'rules'));
    for (const part of ['_template', 'vocabulary', 'rule.schema.json']) {
      cpSync(path.join(process.cwd(), 'rules', part), path.join(root, 'rules', part), { recursive: true });
    }
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

  /** Puts an answer in the place of each TODO, as its author would. */
  function fill(files: readonly string[]): void {
    const answers: readonly (readonly [RegExp, string])[] = [
      [/"TODO: set-endpoint, [^"]*"/, '"rewrite"'],
      [/"TODO: minutes, [^"]*"/, '"days"'],
      [/"TODO: hard, [^"]*"/, '"hard"'],
      [/"TODO: open, restricted[^"]*"/, '"open"'],
      [/"TODO: high, medium[^"]*"/, '"high"'],
      [/"TODO: https:[^"]*"/, '"https://example.org/"'],
      [/"TODO: the day [^"]*"/, '"2026-11-21"'],
      [/"TODO: a verdict[^"]*"/g, '"no"'],
      [/"TODO: [^"]*"/g, '"words"'],
      [/TODO: a row like it[^"\n]*/, 'requests'],
      [/TODO: /g, ''],
    ];
    for (const file of files) {
      const filled = answers.reduce((text, [pattern, answer]) => text.replace(pattern, answer), read(file));
      writeFileSync(path.join(root, file), filled);
    }
  }

  const passes = (name: string, rule: NewRule, written: readonly string[]): Mocha.Test =>
    it(`passes the check once it is filled in: ${name}`, () => {
      const files = createRule(root, rule);
      assert.deepEqual(files, written);
      assert.notDeepEqual(checkRules(root), [], 'a rule with a TODO in it is refused');
      fill(files);
      assert.deepEqual(checkRules(root), []);
    });

  passes('bound hardware', { id: 'nvidia/foo', names: ['pypi:foo'], bound: ['nvidia-cuda'] }, ['rules/nvidia/foo.json', 'rules/nvidia/foo.md']);
  passes('a bound vendor', { id: 'acme/sdk', names: ['npm:@acme/sdk'], bound: ['openai'] }, ['rules/acme/sdk.json', 'rules/acme/sdk.md']);
  passes('a bound image', { id: 'acme/image', names: ['oci:acme/image'], bound: ['amd-rocm'] }, ['rules/acme/image.json', 'rules/acme/image.md']);
  passes('portable', { id: 'acme/free', names: ['pypi:free', 'conda:free'], title: 'Free' }, ['rules/acme/free.json']);

  it('takes names, title and bound ids over', () => {
    createRule(root, { id: 'acme/foo', names: ['pypi:foo', 'pypi:foo-gpu', 'npm:foo'], bound: ['nvidia-cuda', 'amd-rocm'], title: 'Foo' });
    const rule = JSON.parse(read('rules/acme/foo.json')) as { title: string; names: object; binds: { axis: string; to: string[] }[] };
    assert.equal(rule.title, 'Foo');
    assert.deepEqual(rule.names, { pypi: ['foo', 'foo-gpu'], npm: ['foo'] });
    assert.deepEqual(
      rule.binds.map(({ axis, to }) => ({ axis, to })),
      [{ axis: 'hardware', to: ['nvidia-cuda', 'amd-rocm'] }],
    );
  });

  it('writes examples that a test can run', () => {
    createRule(root, { id: 'acme/foo', names: ['pypi:foo'], bound: ['nvidia-cuda'] });
    assert.deepEqual(
      examplesOf(read('rules/acme/foo.md')).map(({ file, shows }) => `${file} ${shows}`),
      ['requirements.txt hits', 'requirements.txt misses'],
    );
  });

  const refuses = (message: RegExp, rule: NewRule): Mocha.Test =>
    it(`refuses: ${message.source}`, () => {
      assert.throws(() => createRule(root, rule), message);
      assert.equal(existsSync(path.join(root, 'rules', 'acme')), false, 'nothing is written');
    });

  refuses(/id is maker\/subject/, { id: 'Acme/Foo', names: ['pypi:foo'] });
  refuses(/id is maker\/subject/, { id: 'foo', names: ['pypi:foo'] });
  refuses(/at least one --name/, { id: 'acme/foo' });
  refuses(/wants REGISTRY:NAME/, { id: 'acme/foo', names: ['foo'] });
  refuses(/no target and no vendor/, { id: 'acme/foo', names: ['pypi:foo'], bound: ['nvidea'] });
  refuses(/targets and vendors together/, { id: 'acme/foo', names: ['pypi:foo'], bound: ['nvidia-cuda', 'openai'] });

  it('refuses to overwrite', () => {
    createRule(root, { id: 'acme/foo', names: ['pypi:foo'] });
    const before = read('rules/acme/foo.json');
    assert.throws(() => createRule(root, { id: 'acme/foo', names: ['pypi:bar'] }), /there already/);
    assert.equal(read('rules/acme/foo.json'), before);
  });

  it('refuses a name that another rule has', () => {
    createRule(root, { id: 'acme/foo', names: ['pypi:foo'] });
    assert.throws(() => createRule(root, { id: 'acme/other', names: ['pypi:foo'] }), /belongs to rules\/acme\/foo\.json/);
  });
});
