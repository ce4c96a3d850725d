import { readFileSync } from 'node:fs';
import {
  buildPlan,
  goalOf,
  planToJson,
  planToMarkdown,
  planToText,
  progressSince,
  readKeptPlan,
  type Engine,
  type Plan,
  type PlanGoal,
  type PlanProgress,
} from '../../engine';
import { UsageError, type Arguments } from './args';
import { analysePaths } from './check';
import { openEngine } from './engine-files';
import type { Outcome } from './outcome';

/** Tells what it takes to run on a target or to leave a vendor. */
export async function plan(args: Arguments): Promise<Outcome> {
  const engine = openEngine(true);
  const goal = readGoal(args, engine);
  const everyAccelerator = Object.entries(engine.vocabulary.targets).flatMap(([id, { axis }]) => (axis === 'hardware' ? [id] : []));
  const whole = (await analysePaths({ ...args, targets: everyAccelerator }, true, engine)).report;
  const report = goal.kind === 'leave' ? whole : (await analysePaths({ ...args, targets: [goal.id] }, true, engine)).report;
  const found = buildPlan(goal, report, whole);
  const since = args.since === undefined ? undefined : readSince(args.since, found);
  switch (args.format) {
    case 'json':
      return { text: `${JSON.stringify(planToJson(found, args.operands, since), null, 1)}\n`, exitCode: 0 };
    case 'markdown':
      return { text: planToMarkdown(found, { paths: args.operands, since }), exitCode: 0 };
    default:
      return { text: planToText(found, args.operands, since), exitCode: 0 };
  }
}

function readSince(name: string, found: Plan): PlanProgress {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${name} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  const kept = readKeptPlan(text);
  if (!kept) throw new UsageError(`${name} is no plan of "plan --format markdown" or "--format json"`);
  const progress = progressSince(kept, found);
  if (!progress) throw new UsageError(`${name} is a plan for another goal (${kept.kind} ${kept.id})`);
  return progress;
}

function readGoal({ targets, leave }: Arguments, { vocabulary }: Engine): PlanGoal {
  const [target, ...others] = targets;
  if (others.length > 0 || (target === undefined) === (leave === undefined))
    throw new UsageError('plan wants one goal: --target ID, or --leave with a vendor or maker');
  if (target !== undefined) {
    const goal = goalOf('target', target, vocabulary);
    if (!goal) throw new UsageError(`"${target}" is no target; known: ${Object.keys(vocabulary.targets).join(', ')}`);
    return goal;
  }
  const goal = goalOf('leave', leave ?? '', vocabulary);
  if (!goal) throw new UsageError(`"${leave ?? ''}" is no vendor or maker; known: ${Object.keys(vocabulary.vendors).join(', ')}`);
  return goal;
}
