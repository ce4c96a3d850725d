import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, formatOf } from '../../src/engine';
import type { RuleDetails } from '../../src/model/rule';
import { sessionOver, testEngine } from '../support/engine';
import { mark, unmark } from '../support/marks';
import { examplesOf, type PageExample } from '../support/rule-pages';

const pages = JSON.parse(readFileSync(path.join(process.cwd(), 'dist', 'pages.json'), 'utf8')) as { rules: Record<string, RuleDetails> };

/** Findings of one rule in an example. */
async function findingsIn(ruleId: string, file: string, text: string, beside: Readonly<Record<string, string>> = {}) {
  const { session } = sessionOver({ ...beside, [file]: text });
  const result = await session.analyzeFile(file);
  assert.ok(result, `no format reads ${file}`);
  assert.deepEqual(result.problems, [], 'the example is read without a problem');
  return { session, result, findings: result.findings.filter(({ rule }) => rule.id === ruleId) };
}

async function checkHits(ruleId: string, example: PageExample): Promise<void> {
  const { text, spans } = unmark(example.text);
  const { findings } = await findingsIn(ruleId, example.file, text);
  assert.equal(
    mark(
      text,
      findings.map(({ span }) => span),
    ),
    mark(text, spans),
  );
  assert.ok(spans.length > 0, 'a "hits" example marks at least one place');
}

async function checkMisses(ruleId: string, example: PageExample, beside: Readonly<Record<string, string>>): Promise<void> {
  const { findings } = await findingsIn(ruleId, example.file, example.text, beside);
  assert.deepEqual(
    findings.map(({ id }) => id),
    [],
  );
}

async function checkFixed(
  ruleId: string,
  example: PageExample,
  before: PageExample | undefined,
  beside: Readonly<Record<string, string>>,
): Promise<void> {
  assert.ok(before, 'a "fixed" example follows a "hits" example, or one that has a lock beside it');
  const remedy = example.shows.slice('fixed:'.length);
  const { text } = unmark(before.text);
  const { session, result, findings } = await findingsIn(ruleId, before.file, text, beside);
  const fixes = [...findings, ...(result.choices ?? [])]
    .flatMap((finding) => session.fixes(finding, result))
    .filter((fix) => fix.remedy.id === remedy);
  const [fix] = fixes;
  assert.ok(fix, `no proven fix for the remedy ${remedy}`);
  const fixed = applyEdits(text, fix.files[0]?.edits ?? []);
  assert.equal(fixed, example.text);
}

describe('examples of the rule pages', () => {
  for (const rule of testEngine().catalog.allRules()) {
    const page = pages.rules[rule.id]?.page;
    if (page === undefined) continue;
    const examples = examplesOf(page);
    examples.forEach((example, index) => {
      const format = formatOf(example.file);
      it(`${rule.id}, line ${example.line}: ${example.file} ${example.shows}`, async () => {
        assert.ok(format, `no format reads ${example.file}`);
        const above = examples.slice(0, index);
        const lock = above.findLast(({ shows }) => shows !== 'misses' && !shows.startsWith('fixed:'));
        const beside = lock?.shows === 'beside' ? { [lock.file]: lock.text } : {};
        const before = above.findLast(({ shows }) => shows === 'hits' || (shows === 'misses' && lock?.shows === 'beside'));
        if (example.shows === 'hits') await checkHits(rule.id, example);
        else if (example.shows === 'misses') await checkMisses(rule.id, example, beside);
        else if (example.shows !== 'beside') await checkFixed(rule.id, example, before, beside);
      });
    });
  }
});
