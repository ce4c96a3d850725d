import assert from 'node:assert/strict';
import { buildPlan, goalOf, type Plan, type SessionSettings } from '../../src/engine';
import type { Entry } from '../workspace/tree-files';
import { reportOf } from './small-report';

/** The plan for a goal on a small project; one text is its requirements.txt. */
export async function planOn(
  files: Readonly<Record<string, Entry>> | string,
  kind: 'target' | 'leave',
  id: string,
  settings: SessionSettings = {},
): Promise<Plan> {
  const tree = typeof files === 'string' ? { 'requirements.txt': files } : files;
  const whole = await reportOf(tree, settings);
  const goal = goalOf(kind, id, whole.vocabulary);
  assert.ok(goal);
  return buildPlan(goal, kind === 'target' ? await reportOf(tree, { ...settings, targets: [id] }) : whole, whole);
}
