import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inFolder, portolan, run } from './run';

interface PlanJson {
  readonly goal: { readonly kind: string; readonly ids: readonly string[] };
  readonly summary: Readonly<Record<string, number>>;
  readonly blockers: readonly string[];
  readonly steps: readonly { readonly rule: string; readonly remedy: string; readonly edits: string; readonly commands: readonly string[] }[];
  readonly after: readonly { readonly target: string; readonly before: number; readonly blockers: readonly string[] }[];
}

const tree = {
  'requirements.txt':
    '--extra-index-url https://download.pytorch.org/whl/cu124\ntorch==2.6.0+cu124\ntensorrt-llm\nopenai\nrequests\nnobody-knows-this\n',
};

function planIn(folder: string, ...args: readonly string[]): PlanJson {
  const { code, out, err } = portolan(folder, ['plan', '--format', 'json', ...args]);
  assert.deepEqual([code, err], [0, '']);
  return JSON.parse(out) as PlanJson;
}

/** The words of a command that the plan tells; the shell's quotes are not needed here. */
function wordsOf(command: string): readonly string[] {
  return command.split(' ').slice(1);
}

describe('command line: plan', () => {
  it('--leave: the lightest way with the code that it changes, then the others with what they cost', () => {
    inFolder({ 'requirements.txt': 'openai\n' }, (folder) => {
      const { out } = portolan(folder, ['plan', '--leave', 'openai']);
      assert.match(out, /\n +- client = OpenAI\(\)\n +\+ client = OpenAI\(base_url="http:\/\/localhost:8000\/v1", api_key="unused"\)\n +you lose: /);
      const gateway = /\n +or: Point base_url at a gateway [^\n]+ \(hours; you lose: [^\n]+\n[^\n]+\n +- client = [^\n]+\n +\+ client = [^\n]+:4000"/;
      assert.match(out, gateway);
      assert.match(out, /\n +or: Call models [^\n]+ \(days; you lose: [^\n]+\n +- from openai import OpenAI\n/);
    });
  });
  it('--target: a choice among builds has a command, and nothing but that command makes it', () => {
    const locked = (name: string, brings: string, source = 'registry = "https://pypi.org/simple"'): string =>
      `[[package]]\nname = "${name}"\nversion = "2.9.1"\nsource = { ${source} }\ndependencies = [${brings === '' ? '' : `{ name = "${brings}" }`}]\n`;
    const lock = [
      'version = 1\n',
      locked('demo', 'kokoro', 'virtual = "."'),
      locked('kokoro', 'torch'),
      locked('torch', 'nvidia-cuda-runtime-cu12'),
      locked('nvidia-cuda-runtime-cu12', '').replace('2.9.1', '12.8.90'),
    ].join('\n');
    inFolder({ 'pyproject.toml': '[project]\nname = "demo"\ndependencies = ["kokoro"]\n', 'uv.lock': lock }, (folder) => {
      const { out } = portolan(folder, ['plan', '--target', 'amd-rocm', '.']);
      assert.match(out, /Other builds and packages:\n +torch: other build: brought by kokoro; [^\n]+\n 1 +hours +torch 2\.9\.1: Declare torch/);
      const command = 'portolan fix --review --rule pytorch/torch --target amd-rocm .';
      assert.ok(out.includes(command), out);
      assert.equal(portolan(folder, ['fix', '--review', '--target', 'amd-rocm', '--dry-run', '.']).out, '');
      assert.match(portolan(folder, wordsOf(command)).out, /Add an extra for each build of torch: cpu, cuda, rocm and xpu/);
    });
  });
  it('--target: blockers, steps, and what is left afterwards', () => {
    inFolder(tree, (folder) => {
      const plan = planIn(folder, '--target', 'amd-rocm');
      assert.deepEqual([plan.goal.kind, plan.goal.ids, plan.blockers], ['target', ['amd-rocm'], ['tensorrt-llm', 'torch']]);
      assert.deepEqual(
        plan.steps.map(({ rule }) => rule),
        ['pytorch/torch', 'nvidia/tensorrt-llm'],
      );
      assert.equal(plan.summary['unknown'], 1);
      assert.ok(plan.after.every(({ target, before, blockers }) => target !== 'amd-rocm' && before > 0 && blockers.length <= before));
    });
  });
  it('the command of a step does that step, and the plan made again is shorter', () => {
    for (const goal of [
      ['--target', 'amd-rocm'],
      ['--leave', 'nvidia'],
    ]) {
      inFolder(tree, (folder) => {
        const before = planIn(folder, ...goal);
        const step = before.steps.find(({ commands }) => commands.length > 0);
        const [command] = step?.commands ?? [];
        assert.ok(step && command !== undefined && step.edits === 'ready');
        const fixed = portolan(folder, wordsOf(command));
        assert.deepEqual([fixed.code, fixed.err], [0, '']);
        assert.ok(fixed.out.includes(`(${step.rule}/${step.remedy})`), fixed.out);
        const after = planIn(folder, ...goal);
        assert.ok(after.steps.every(({ rule, remedy }) => rule !== step.rule || remedy !== step.remedy));
        assert.ok(after.blockers.length < before.blockers.length);
      });
    }
  });
  it('--leave a vendor or a maker', () => {
    inFolder(tree, (folder) => {
      assert.deepEqual(planIn(folder, '--leave', 'openai').blockers, ['openai']);
      const maker = planIn(folder, '--leave', 'nvidia');
      assert.ok(maker.goal.ids.includes('nvidia-cuda') && maker.goal.ids.includes('nvidia-nim'));
      assert.deepEqual(maker.blockers, ['tensorrt-llm', 'torch']);
    });
  });
  it('asks about targets and vendors that the policy does not name', () => {
    inFolder({ ...tree, 'portolan.jsonc': '{ "targets": ["nvidia-cuda"], "accept": ["openai", "nvidia"] }' }, (folder) => {
      assert.deepEqual(planIn(folder, '--target', 'amd-rocm').blockers, ['tensorrt-llm', 'torch']);
      assert.deepEqual(planIn(folder, '--leave', 'nvidia').blockers, ['tensorrt-llm', 'torch']);
      assert.deepEqual(planIn(folder, '--leave', 'openai').blockers, ['openai']);
    });
  });
  it('as text and as a checklist, of the named paths', () => {
    const text = run(tree, 'plan', '--target', 'amd-rocm', 'requirements.txt');
    assert.match(text.out, /^To run on AMD GPUs \(ROCm\): 2 blockers, \d+ ready, 1 unknown\.\n 1 {2}minutes {2}torch 2\.6\.0\+cu124: /);
    assert.match(text.out, /\n +portolan fix --review --rule pytorch\/torch --target amd-rocm requirements\.txt\n/);
    const list = run(tree, 'plan', '--leave', 'openai', '--format', 'markdown');
    assert.match(list.out, /^# Plan: leave OpenAI\n\n1 package in 1 place,[^]+\n- \[ \] \*\*/);
  });

  for (const [args, sentence] of [
    [[], /plan wants one goal/],
    [['--target', 'amd-rocm', '--leave', 'nvidia'], /plan wants one goal/],
    [['--target', 'amd-rocm', '--target', 'cpu-arm64'], /plan wants one goal/],
    [['--target', 'nvidia'], /"nvidia" is no target; known: nvidia-cuda/],
    [['--leave', 'amd-rocm'], /"amd-rocm" is no vendor or maker; known: /],
    [['--leave', '__proto__'], /is no vendor or maker/],
    [['--leave', 'openai', 'missing'], /there is no missing/],
    [['--leave', 'openai', '--fail-on', 'hard'], /plan takes no --fail-on/],
  ] as const)
    it(`refuses ${args.join(' ') || 'no goal'}`, () => {
      const { code, out, err } = run(tree, 'plan', ...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, sentence);
    });

  it('--since: tells what was done since a kept plan, as Markdown or JSON', () => {
    for (const format of ['markdown', 'json'])
      inFolder(tree, (folder) => {
        const kept = portolan(folder, ['plan', '--leave', 'openai', '--format', format, '--output', 'plan.out']);
        assert.deepEqual([kept.code, kept.err], [0, '']);
        portolan(folder, ['fix', '--review']);
        writeFileSync(path.join(folder, 'requirements.txt'), 'tensorrt-llm\n');
        const { code, out } = portolan(folder, ['plan', '--leave', 'openai', '--since', 'plan.out']);
        assert.equal(code, 0);
        assert.ok(out.includes('Since the earlier plan: 1 of 1 place solved.\n    solved: openai in requirements.txt\n'), out);
        const other = portolan(folder, ['plan', '--leave', 'nvidia', '--since', 'plan.out']);
        assert.deepEqual([other.code, other.err.includes('is a plan for another goal (leave openai)')], [2, true]);
      });
  });

  it('--since: a file that holds no plan, or is not there, is wrong usage', () => {
    inFolder(tree, (folder) => {
      const wrong = portolan(folder, ['plan', '--leave', 'openai', '--since', 'requirements.txt']);
      assert.deepEqual([wrong.code, wrong.err.includes('is no plan of')], [2, true]);
      assert.equal(portolan(folder, ['plan', '--leave', 'openai', '--since', 'nowhere.md']).code, 2);
    });
  });
});
