import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildPlan,
  checkToGithub,
  exportReport,
  goalOf,
  planToJson,
  planToMarkdown,
  planToText,
  type ExportFormat,
  type Plan,
  type Report,
} from '../../src/engine';
import { smallProject } from './export-samples';
import { reportOf } from './small-report';

/** Set to 1 to write the expected texts anew; read the difference before you keep it. */
const updates = process.env['PORTOLAN_UPDATE_GOLDEN'] === '1';
const folder = path.join(process.cwd(), 'test', 'report', 'golden');

const options = { title: 'acme', formats: [], style: '' };
/** A catalog whose digest does not change with the vocabulary. */
const catalog = { packages: 12, rules: 8, date: '2026-11-01', digest: 'abc' };

async function smallReport(targets: readonly string[] = []): Promise<Report> {
  return { ...(await reportOf(smallProject, { targets })), catalog };
}

async function smallPlan(kind: 'target' | 'leave', id: string): Promise<Plan> {
  const whole = await smallReport();
  const goal = goalOf(kind, id, whole.vocabulary);
  assert.ok(goal);
  return buildPlan(goal, kind === 'target' ? await smallReport([id]) : whole, whole);
}

const exported = (format: ExportFormat) => async (): Promise<string> => exportReport(await smallReport(), format, options);

const texts: Readonly<Record<string, () => Promise<string>>> = {
  csv: exported('csv'),
  cyclonedx: exported('cyclonedx'),
  github: async () => checkToGithub(await smallReport()),
  jsonl: exported('jsonl'),
  junit: exported('junit'),
  markdown: exported('markdown'),
  sarif: exported('sarif'),
  'plan-target-text': async () => planToText(await smallPlan('target', 'amd-rocm'), ['my app']),
  'plan-leave-text': async () => planToText(await smallPlan('leave', 'nvidia'), []),
  'plan-target-markdown': async () => planToMarkdown(await smallPlan('target', 'amd-rocm'), { paths: [] }),
  'plan-target-json': async () => `${JSON.stringify(planToJson(await smallPlan('target', 'amd-rocm'), []), null, 1)}\n`,
};

describe('each format of a small project', () => {
  for (const [name, write] of Object.entries(texts)) {
    it(name, async () => {
      const file = path.join(folder, `${name}.golden`);
      const found = await write();
      if (updates) writeFileSync(file, found);
      assert.equal(found, existsSync(file) ? readFileSync(file, 'utf8') : '');
    });
  }
});
