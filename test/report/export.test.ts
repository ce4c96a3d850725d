import assert from 'node:assert/strict';
import { buildPlan, checkToGithub, exportFormats, exportReport, goalOf, planToText, type Report } from '../../src/engine';
import type { Entry } from '../workspace/tree-files';
import { hostileProject, smallProject } from './export-samples';
import { reportOf, secret, secretFiles } from './small-report';

const options = { title: 'acme', formats: ['requirements files'], style: 'p { color: red }' };

const writers: Readonly<Record<string, (report: Report) => string>> = {
  github: checkToGithub,
  ...Object.fromEntries(exportFormats.map(({ id }) => [id, (report: Report): string => exportReport(report, id, options)])),
};

const workspaces: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  'nothing at all': {},
  'a small project': smallProject,
  'signs of every format': hostileProject,
  'files that are broken, binary, too large or locked': {
    'requirements.txt': '-r missing.txt\r\ngpu-only\r\n',
    'b/pyproject.toml': new Uint8Array([0, 1]),
    'c/requirements.txt': { size: 1e9 },
    e: { unlisted: 'no permission' },
    'portolan.jsonc': '{ "colour": 1,',
  },
};

/** Control characters, and those that turn the direction of writing; JSON writes the first as escapes. */
function hidden(text: string): readonly string[] {
  return [...text].filter((character) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(character));
}

describe('every format', () => {
  for (const [format, write] of Object.entries(writers)) {
    for (const [title, files] of Object.entries(workspaces)) {
      it(`${format}: the same bytes again, in whatever order the disk lists: ${title}`, async () => {
        const turned = Object.fromEntries(Object.entries(files).reverse());
        assert.equal(write(await reportOf(files)), write(await reportOf(turned)));
      });
    }
    it(`${format}: holds no user name and no password`, async () => {
      const text = write(await reportOf(secretFiles));
      const at = text.indexOf(secret);
      assert.equal(at < 0 ? '' : text.slice(at - 80, at + 40), '');
    });
    if (format !== 'json' && format !== 'jsonl') {
      it(`${format}: shows no hidden character`, async () => assert.deepEqual(hidden(write(await reportOf(hostileProject))), []));
    }
  }
});

describe('a project of too many places to prove every fix', () => {
  const padding = `# ${'x'.repeat(1_000_000)}\n`;
  const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}/requirements.txt`, `array==1.0+cu124\n${padding}`]));

  it('SARIF, Markdown and the plan say that some were left out', async () => {
    const report = await reportOf(files);
    const log = JSON.parse(exportReport(report, 'sarif', options)) as { runs: [{ properties: object; results: readonly { fixes?: object }[] }] };
    assert.equal(log.runs[0].results.filter(({ fixes }) => fixes).length, 3);
    assert.ok(JSON.stringify(log.runs[0].properties).includes('"fixesComplete":false'));
    assert.ok(exportReport(report, 'markdown', options).includes('\nThere are more edits than are named here'));
    const goal = goalOf('leave', 'nvidia', report.vocabulary);
    assert.ok(goal);
    const plan = buildPlan(goal, report, report);
    assert.deepEqual([plan.steps[0]?.edits, plan.isUntried], ['partly', true]);
    assert.ok(planToText(plan, []).includes('\nThere are too many places to try every edit now'));
  });
});
