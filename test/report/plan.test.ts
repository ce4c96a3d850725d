import assert from 'node:assert/strict';
import { goalOf, keepPlan, planDocument, planToJson, planToMarkdown, planToText, progressSince, readKeptPlan, type Plan } from '../../src/engine';
import { smallEngine } from '../support/small-catalog';
import type { Entry } from '../workspace/tree-files';
import { hostileProject } from './export-samples';
import { planOn } from './plan-on';
import { secret, secretFiles } from './small-report';

/** `rule/remedy edits` of each step. */
function steps({ steps: found }: Plan): readonly string[] {
  return found.map(({ rule, remedy, edits }) => `${rule.id}/${remedy.id} ${edits}`);
}

describe('plan: the goal', () => {
  it('a maker stands for its targets and vendors, a vendor for itself', async () => {
    const { vocabulary } = await smallEngine();
    const google = goalOf('leave', 'google', vocabulary);
    assert.ok(google?.kind === 'leave' && google.ids.includes('google-tpu') && google.ids.includes('google-gemini'));
    assert.deepEqual(goalOf('leave', 'azure-openai', vocabulary), { kind: 'leave', id: 'azure-openai', ids: ['azure-openai'] });
    assert.deepEqual(goalOf('target', 'amd-rocm', vocabulary), { kind: 'target', id: 'amd-rocm' });
  });
  for (const [kind, id] of [
    ['target', 'openai'],
    ['target', '__proto__'],
    ['leave', 'amd-rocm'],
    ['leave', 'constructor'],
  ] as const)
    it(`no ${kind} ${id}`, async () => assert.equal(goalOf(kind, id, (await smallEngine()).vocabulary), undefined));
});

describe('plan: steps', () => {
  it('one step for a group, with the fix that serves it', async () => {
    const plan = await planOn('--extra-index-url https://wheels.acme.org/cu124\narray==2.6.0+cu124\narrayvision\n', 'target', 'amd-rocm');
    assert.deepEqual(steps(plan), ['acme/array/drop-local ready']);
    assert.deepEqual(plan.blockers, ['array', 'arrayvision']);
    assert.deepEqual(plan.steps[0]?.subjects, ['array 2.6.0+cu124', 'arrayvision']);
    assert.deepEqual(plan.steps[0]?.commands, [{ words: '--review --rule acme/array --target amd-rocm', files: [] }]);
  });
  it('a command names its files where the rule has places in files that the plan keeps', async () => {
    const bound = 'array==2.6.0+cu124\n';
    const files = { 'requirements-rocm.txt': 'requests\n', 'requirements-cuda.txt': bound, 'a/requirements.txt': bound };
    const plan = await planOn(files, 'target', 'amd-rocm');
    const words = '--review --rule acme/array --target amd-rocm';
    assert.deepEqual(plan.steps[0]?.commands, [{ words, files: ['a/requirements.txt'] }]);
    assert.match(planToText(plan, ['.']), /^ +portolan fix --review --rule acme\/array --target amd-rocm a\/requirements\.txt$/m);
  });
  it('one step for a remedy over all files', async () => {
    const plan = await planOn(
      { 'requirements.txt': 'client\n', 'a/requirements.txt': 'client\n', 'package.json': '{"dependencies":{"client":"1"}}' },
      'leave',
      'openai',
    );
    assert.deepEqual(steps(plan), ['acme/client/endpoint none']);
    assert.equal(plan.steps[0]?.places.length, 3);
    assert.equal(plan.steps[0]?.byHand, 'OPENAI_BASE_URL');
  });
  it('those that take most out of the way first, then the lightest', async () => {
    const plan = await planOn('gpu-only\nsearch-gpu\nacme-a-cu12\nacme-b-cu12\n', 'leave', 'nvidia');
    assert.deepEqual(steps(plan), ['acme/runtime-wheels/remove ready', 'acme/search-gpu/cpu ready', 'acme/gpu-only/rewrite none']);
    assert.deepEqual(
      plan.steps.map(({ unlocks }) => unlocks),
      [2, 1, 1],
    );
  });
  it('a remedy for a target must name it', async () => {
    const plan = await planOn('search-gpu\n', 'target', 'amd-rocm');
    assert.deepEqual([steps(plan), plan.stuck.map(({ subjects }) => subjects)], [[], [['search-gpu']]]);
    assert.deepEqual(plan.blockers, ['search-gpu']);
  });
  it('a guard leaves nobody, and it helps where a system shuts the package out', async () => {
    assert.deepEqual(steps(await planOn('gpu-only\n', 'leave', 'nvidia')), ['acme/gpu-only/rewrite none']);
    assert.deepEqual(steps(await planOn('gpu-only\n', 'target', 'os-macos')), ['acme/gpu-only/linux ready']);
  });
  it('what is bound to other hardware and has no verdict for the target is told apart, with its remedy', async () => {
    const plan = await planOn('acme-a-cu12\nrequests\n', 'target', 'cpu-arm64');
    assert.deepEqual(
      [plan.blockers, steps(plan), plan.doubtful.map(({ rule, remedy }) => `${rule.id}/${remedy.id}`)],
      [[], [], ['acme/runtime-wheels/remove']],
    );
    assert.ok(
      planToText(plan, []).startsWith('To run on CPU only (arm64): no blocker known, 1 bound to other hardware, with no verdict here, 1 ready'),
    );
  });
  it('names a few other ways', async () => {
    const plan = await planOn('search-gpu\n', 'leave', 'nvidia');
    const [step] = plan.steps;
    assert.ok(step);
    assert.ok(step.alternatives.every(({ remedy }) => remedy !== step.remedy));
  });
  it('is smaller when it is made again', async () => {
    const before = await planOn('array==2.6.0+cu124\nsearch-gpu\n', 'target', 'amd-rocm');
    const after = await planOn('array==2.6.0\nsearch-gpu\n', 'target', 'amd-rocm');
    assert.deepEqual([before.blockers, after.blockers], [['array', 'search-gpu'], ['search-gpu']]);
    assert.deepEqual(
      after.builds.map(({ name, verdict, how }) => [name, verdict, how]),
      [['array', 'other-build', 'index rocm']],
    );
  });
  it('counts what is accepted, and leaves out what is ignored with a reason', async () => {
    const accepted = await planOn('client\n', 'leave', 'openai', { accept: ['openai'] });
    assert.deepEqual([steps(accepted), accepted.ignored.length], [['acme/client/endpoint none'], 0]);
    const ignored = await planOn('client # portolan-ignore: openai -- ours\n', 'leave', 'openai');
    assert.deepEqual([steps(ignored), ignored.blockers, ignored.ignored.length], [[], [], 1]);
  });
});

describe('plan: all other packages', () => {
  it('each once: ready, another build, unknown', async () => {
    const plan = await planOn(
      {
        'requirements.txt': 'portable\nrequests\narray\nnobody\nflow\n-c c.txt\n./own\n',
        'c.txt': 'kernels==1\n',
        'b/requirements.txt': 'nobody\nrequests\n',
      },
      'target',
      'amd-rocm',
    );
    assert.deepEqual(plan.blockers, []);
    assert.deepEqual([plan.ready, plan.builds.map(({ name }) => name)], [2, ['array']]);
    // flow has verdicts, but none for this target.
    assert.deepEqual(
      plan.unknown.map(({ name, rule }) => [name, rule?.id]),
      [
        ['flow', 'acme/flow'],
        ['nobody', undefined],
      ],
    );
  });
  it('a package without a binding that does not run there is in the way', async () => {
    const plan = await planOn('kernels>=2.0\n', 'target', 'amd-rocm');
    assert.deepEqual([plan.blockers, plan.others.map(({ name }) => name)], [['kernels'], ['kernels']]);
    const marked = await planOn('kernels>=2.0; sys_platform == "win32"\n', 'target', 'amd-rocm');
    assert.deepEqual([marked.blockers, marked.unknown, marked.ready], [[], [], 1]);
  });
  it('what its marker shuts out of the target is not in the way', async () => {
    const plan = await planOn('gpu-only; sys_platform == "win32"\n', 'target', 'amd-rocm');
    assert.deepEqual([plan.blockers, plan.ready], [[], 1]);
  });
});

describe('plan: files that are there for the target', () => {
  const cuda = 'array==2.6.0+cu124\nsearch-gpu\n';
  const variantsOf = async (files: Readonly<Record<string, string>>, target = 'amd-rocm'): Promise<readonly unknown[]> => {
    const plan = await planOn(files, 'target', target);
    return [plan.variants.map(({ file, instead, includes }) => [file, instead, includes.map((one) => one.file)]), plan.blockers];
  };
  it('are taken in place of their neighbours, which are left as they are', async () =>
    assert.deepEqual(
      await variantsOf({ 'requirements.txt': '-r requirements-cuda.txt\n', 'requirements-cuda.txt': cuda, 'requirements-rocm.txt': 'array\n' }),
      [[['requirements-rocm.txt', ['requirements-cuda.txt'], ['requirements.txt']]], []],
    ));
  it('lie in the same folder', async () =>
    assert.deepEqual(await variantsOf({ 'requirements-cuda.txt': cuda, 'a/requirements-rocm.txt': 'array\n' }), [[], ['array', 'search-gpu']]));
  it('are of the same kind', async () =>
    assert.deepEqual(await variantsOf({ 'requirements-cuda.txt': cuda, 'Dockerfile.rocm': 'FROM scratch\n' }), [[], ['array', 'search-gpu']]));
  it('are known by a word with a version too', async () =>
    assert.deepEqual(await variantsOf({ 'requirements-cu124.txt': cuda, 'requirements_rocm6.txt': 'array\n' }), [
      [['requirements_rocm6.txt', ['requirements-cu124.txt'], []]],
      [],
    ]));
  it('do not stand for another target', async () => {
    const plan = await planOn({ 'requirements-cuda.txt': cuda, 'requirements-rocm.txt': 'array\n' }, 'target', 'apple-mps');
    assert.deepEqual(plan.variants, []);
  });
  it('are told with the include to change', async () => {
    const plan = await planOn(
      { 'requirements.txt': 'requests\n-r requirements-cuda.txt\n', 'requirements-cuda.txt': cuda, 'requirements-rocm.txt': 'array\n' },
      'target',
      'amd-rocm',
    );
    const words =
      'requirements-rocm.txt is there already: install it in place of requirements-cuda.txt; change what is included at requirements.txt:2';
    assert.ok(planToText(plan, []).includes(words));
    const spans = words.replaceAll(/requirements[a-z.:\d-]*/g, (name) => `\`${name}\``);
    assert.ok(planToMarkdown(plan).includes(`- [ ] ${spans}`), spans);
  });
  it('are not told by the name of a processor', async () =>
    assert.deepEqual(await variantsOf({ 'requirements_cuda.txt': cuda, 'requirements_macos_amd64.txt': 'array\n' }), [[], ['array', 'search-gpu']]));
});

describe('plan: progress', () => {
  const before = 'array==2.6.0+cu124\nsearch-gpu\ngpu-only\n';
  const since = async (files: Readonly<Record<string, Entry>> | string): Promise<readonly unknown[] | undefined> => {
    const progress = progressSince(keepPlan(await planOn(before, 'leave', 'nvidia')), await planOn(files, 'leave', 'nvidia'));
    if (!progress) return undefined;
    const names = (places: readonly { readonly subject: string }[]): readonly string[] => places.map(({ subject }) => subject);
    return [names(progress.solved), names(progress.ignored), names(progress.unread), progress.left, progress.fresh];
  };
  it('nothing yet', async () => assert.deepEqual(await since(before), [[], [], [], 3, 0]));
  it('one fixed', async () => assert.deepEqual(await since('array==2.6.0\nsearch-gpu\ngpu-only\n'), [['array 2.6.0+cu124'], [], [], 2, 0]));
  it('a moved line is no progress', async () => assert.deepEqual(await since(`# moved\n\n${before}`), [[], [], [], 3, 0]));
  it('an ignore is told as one', async () =>
    assert.deepEqual(await since(before.replace('gpu-only', 'gpu-only # portolan-ignore: nvidia -- ours')), [[], ['gpu-only'], [], 2, 0]));
  it('something new', async () => assert.deepEqual(await since(`${before}acme-a-cu12\n`), [[], [], [], 3, 1]));
  it('a file that is gone needs nothing', async () =>
    assert.deepEqual(await since({ 'pyproject.toml': '' }), [['array 2.6.0+cu124', 'gpu-only', 'search-gpu'], [], [], 0, 0]));
  it('a file that was not read in full is no proof', async () =>
    assert.deepEqual(await since({ 'requirements.txt': { kind: 'failed', reason: 'locked' } as never }), [
      [],
      [],
      ['array 2.6.0+cu124', 'gpu-only', 'search-gpu'],
      0,
      0,
    ]));
  it('another goal is not compared', async () => {
    const kept = keepPlan(await planOn(before, 'leave', 'nvidia'));
    assert.equal(progressSince(kept, await planOn(before, 'target', 'amd-rocm')), undefined);
  });
  it('is read back from the checklist and from JSON', async () => {
    const plan = await planOn('gpu-only --><!-- @ file:///\u202e\narray==1+cu124\n', 'leave', 'nvidia');
    const kept = keepPlan(plan);
    assert.ok(kept.places.length > 0);
    assert.deepEqual(readKeptPlan(planToMarkdown(plan)), kept);
    assert.deepEqual(readKeptPlan(JSON.stringify(planToJson(plan, []))), kept);
  });
  for (const text of ['', '{}', '[]', 'null', '# Plan', '<!-- portolan-plan {"kind":"leave"} -->', '<!-- portolan-plan {'])
    it(`reads nothing from ${JSON.stringify(text)}`, () => assert.equal(readKeptPlan(text), undefined));
  it('ticks what was done', async () => {
    const plan = await planOn('search-gpu\ngpu-only\n', 'leave', 'nvidia');
    const progress = progressSince(keepPlan(await planOn(before, 'leave', 'nvidia')), plan);
    const text = planToMarkdown(plan, { since: progress });
    assert.ok(text.includes('Since the earlier plan: 1 of 3 places solved.'), text);
    assert.ok(text.includes('- [x] `array 2.6.0+cu124` (`requirements.txt`)'), text);
    assert.ok(planToText(plan, [], progress).includes('solved: array 2.6.0+cu124 in requirements.txt'));
  });
});

describe('plan: document', () => {
  it('says on which line each step begins', async () => {
    const plan = await planOn('array==2.6.0+cu124\nsearch-gpu\ngpu-only\n', 'leave', 'nvidia');
    const { text, steps: found } = planDocument(plan);
    const lines = text.split('\n');
    assert.equal(found.length, plan.steps.length);
    for (const { line, step } of found) assert.ok(lines[line]?.startsWith('- [ ] **') && lines[line]?.includes(step.remedy.effort), lines[line]);
  });
});

describe('plan: afterwards', () => {
  it('tells what is left for other targets', async () => {
    const plan = await planOn('array==2.6.0+cu124\nsearch-gpu\nacme-a-cu12\n', 'leave', 'nvidia');
    assert.deepEqual(
      plan.after.find(({ target }) => target === 'amd-rocm'),
      { target: 'amd-rocm', before: 3, blockers: ['search-gpu'] },
    );
    assert.ok(plan.after.every(({ target }) => target !== 'nvidia-cuda'));
  });
  it('says nothing of targets where a service is left', async () =>
    assert.deepEqual((await planOn('client\ngpu-only\n', 'leave', 'openai')).after, []));
});

describe('plan: words', () => {
  it('says so where nothing is in the way', async () => {
    assert.equal(
      planToText(await planOn('requests\n', 'target', 'amd-rocm'), []),
      'To run on AMD GPUs (ROCm): no blocker known, 1 ready, 0 unknown.\n',
    );
    assert.equal(planToText(await planOn('requests\n', 'leave', 'openai'), []), 'To leave OpenAI: no binding known, 1 not bound to it, 0 unknown.\n');
  });
  it('quotes paths for the shell', async () => {
    const text = planToText(await planOn('array==1+cu124\n', 'target', 'amd-rocm'), ["it's", '-x', 'a/b', 'c d;rm']);
    assert.ok(text.includes(`--target amd-rocm 'it'\\''s' '-x' a/b 'c d;rm'\n`), text);
  });
  it('shows no secret and no hidden character', async () => {
    for (const files of [secretFiles, hostileProject]) {
      for (const goal of ['nvidia', 'openai']) {
        const plan = await planOn(files, 'leave', goal);
        const all = [planToText(plan, []), planToMarkdown(plan), JSON.stringify(planToJson(plan, []))].join('\n');
        assert.ok(!all.includes(secret));
        assert.ok(!/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/.test(all));
      }
    }
  });
  it('tells no command in the editor', async () => {
    const plan = await planOn('array==1+cu124\n', 'target', 'amd-rocm');
    assert.ok(!planToMarkdown(plan).includes('portolan fix'));
    assert.ok(planToMarkdown(plan, { paths: [] }).includes('`portolan fix --review --rule acme/array --target amd-rocm`'));
  });
});
