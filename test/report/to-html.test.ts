import assert from 'node:assert/strict';
import { messageToHtml } from '../../src/engine';
import { smallEngine, smallRules } from '../support/small-catalog';
import { htmlOf, sectionText, textOf } from './support';

const project = {
  'api/requirements.txt': '--extra-index-url https://wheels.acme.org/cu124\narray==1.0+cu124\nclient\nrequests\nstrange-name\n',
  'web/package.json': '{ "dependencies": { "client": "^1.0.0", "left-pad": "1" } }',
};

describe('the report as HTML', () => {
  it('says where it can run, and that unknown is not fine', async () => {
    const where = sectionText(await htmlOf(project), 'where');
    assert.match(where, /NVIDIA no blocker known 0 1 /);
    assert.match(where, /AMD 1 blocker 0 1 array /);
    assert.match(where, /Apple no blocker known 0 2 /);
  });

  it('says whom it depends on, with the way out', async () => {
    const whom = sectionText(await htmlOf(project), 'whom');
    assert.match(whom, /OpenAI · service 2 0 minutes/);
    assert.match(whom, /NVIDIA GPUs · hardware 1 0 minutes/);
    assert.match(whom, /Open-weight ready: 2 of 2 places/);
  });

  it('says what to do first and whether an edit is ready', async () => {
    const first = sectionText(await htmlOf(project), 'first');
    assert.match(first, /minutes Drop the label array 1\.0\+cu124/);
    assert.match(first, /AMD ready, review Apply/);
    assert.match(first, /minutes Set base_url client · 2 places leaving OpenAI by hand/);
  });

  it('shows each finding under its file with facts, remedies and dated sources', async () => {
    const findings = sectionText(await htmlOf(project), 'findings');
    assert.match(findings, /api\/requirements\.txt · 3 findings/);
    assert.match(findings, /line 2 warning array 1\.0\+cu124 is a build for NVIDIA GPUs only\. bound to NVIDIA GPUs · conditional · not on AMD/);
    assert.match(
      findings,
      /Set base_url \(minutes\) (?:Move client [^.]*Apply )?How it is done and 1 source Set base_url\. By hand: OPENAI_BASE_URL\./,
    );
    assert.match(findings, /1 source example\.org\/ · checked 2026-11-01/);
  });

  it('tells texts and sources once for the findings of a file that say the same', async () => {
    const findings = sectionText(await htmlOf({ 'requirements.txt': 'client\nrequests\nclient[extra]\n' }), 'findings');
    assert.equal(findings.split('By hand: OPENAI_BASE_URL').length, 2);
    assert.match(findings, /How it is done, and sources: as for line 1$/);
  });

  it('lists what no rule knows', async () => {
    const coverage = sectionText(await htmlOf(project), 'coverage');
    assert.match(coverage, /2 files · 3 bound · 0 portable · 2 ordinary · 1 unknown · every line understood/);
    assert.match(coverage, /1 package that no rule knows pypi strange-name/);
  });

  it('gives places as offsets into the text', async () => {
    const text = project['api/requirements.txt'];
    const start = text.indexOf('+cu124');
    assert.ok((await htmlOf(project)).includes(`data-file="api/requirements.txt" data-start="${start}" data-end="${start + 6}"`));
  });

  it('gives rows what they are filtered by', async () => {
    assert.match(
      await htmlOf(project),
      /<article class="finding warning" data-row data-ties="nvidia-cuda" data-targets="amd-rocm [^"]*" data-strengths="conditional"\s+data-files="api\/requirements.txt">/,
    );
  });

  it('offers the proven edits by ids only: one place, or all places of a step', async () => {
    const text = '--extra-index-url https://wheels.acme.org/cu124\narray==1.0+cu124\n';
    const html = await htmlOf({ 'a/requirements.txt': text, 'b/requirements.txt': `${text}client\n` });
    const all = [...html.matchAll(/class="fix"\s+data-fix="([^"]*)"\s+data-findings="([^"]*)"[^>]*>\s*([^<]*?)\s*</g)];
    const buttons = all.filter(([, fix]) => fix === 'acme/array/drop-local');
    const ids = ['a', 'b'].map((folder) => `acme/array@${folder}/requirements.txt#main/array~1`);
    assert.deepEqual(
      buttons.filter(([, , , words]) => words !== 'Apply').map(([, fix, , words]) => [fix, words]),
      [
        ['acme/array/drop-local', 'Apply in 2 files'],
        ['acme/array/drop-local', 'Apply in 2 files'],
      ],
    );
    assert.ok(buttons.every(([, , findings = '']) => findings.split('\n').every((id) => id.startsWith('acme/array@'))));
    assert.ok(buttons.some(([, , findings, words]) => findings === ids[0] && words === 'Apply'));
  });

  it('has no fields to filter where there is nothing to filter', async () => {
    assert.doesNotMatch(await htmlOf({ 'requirements.txt': 'requests\n' }), /<form/);
    assert.match(await htmlOf(project), /<select id="filter-file"/);
  });

  it('has heads of rows and columns in every table, and neither style nor script', async () => {
    const html = await htmlOf(project);
    for (const table of html.match(/<table[\s\S]*?<\/table>/g) ?? []) assert.match(table, /<th scope="col"/);
    assert.match(html, /<th scope="row">/);
    assert.doesNotMatch(html, /<script|\sstyle=|\son[a-z]+=/);
  });

  it('has each id once', async () => {
    const ids = [...(await htmlOf(project)).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('is the same for the same input', async () => {
    assert.equal(await htmlOf(project), await htmlOf(project));
  });

  it('tells accepted and ignored bindings apart from open ones', async () => {
    const html = await htmlOf({ 'requirements.txt': 'client  # portolan-ignore: openai -- by <contract> (until 2027-01-01)\n' });
    assert.match(textOf(html), /1 accepted or ignored client talks to OpenAI · ignored: by &lt;contract&gt; \(until 2027-01-01\)/);
    assert.equal(sectionText(html, 'findings'), '');
    assert.match(sectionText(html, 'whom'), /No open binding/);
  });
});

describe('hostile text in a report', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const rules = [
    ...smallRules,
    {
      ...smallRules[5],
      id: 'acme/hostile',
      title: hostile,
      names: { pypi: ['evil'] },
      binds: [{ axis: 'vendor', to: ['openai'], strength: 'hard', summary: hostile }],
      remedies: [{ id: 'x', kind: 'remove', title: hostile, effort: 'hours', byHand: hostile }],
      sources: [{ url: `javascript:alert("${hostile}")`, checked: hostile, confidence: 'high', supports: ['binds.0'] }],
    },
  ];
  const files = {
    [`${hostile}/"onclick="x/requirements.txt`]: `evil\n${hostile}\nclient @ https://example.org/${hostile}\n`,
    'package.json': JSON.stringify({ dependencies: { [hostile]: hostile, client: '1' } }),
  };

  it('stays text wherever it comes from', async () => {
    const html = await htmlOf(files, { engine: await smallEngine(rules) });
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;'));
    assert.doesNotMatch(html, /<img|href="javascript|"onclick="/);
  });
});

describe('the states of a report', () => {
  const none = { files: [], policies: [], unreadable: [], cancelled: false };
  const cases: readonly (readonly [string, Parameters<typeof htmlOf>, RegExp])[] = [
    ['no manifest', [{ 'README.md': '' }], /No manifest was found here\. Portolan reads requirements files\./],
    [
      'folders that cannot be read',
      [{}, { change: () => ({ ...none, unreadable: [{ folder: 'data', reason: 'no permission' }] }) }],
      /some folders could not be read\. .*data: not read, no permission/,
    ],
    ['nothing bound', [{ 'requirements.txt': 'requests\n' }], /No binding to one chip maker or AI vendor was found\. Where can it run\?/],
    ['nothing bound, but unknown packages', [{ 'requirements.txt': 'requests\nodd\n' }], /1 package could not be judged: no rule knows it\./],
    ['manifests without dependencies', [{ 'package.json': '{}' }], /The manifest declares no dependencies\./],
    ['nothing readable', [{ 'package.json': '{{{' }], /Nothing could be read: 1 file could not be understood/],
    [
      'cancelled',
      [{ 'requirements.txt': 'client\n' }, { change: (result) => ({ ...result, cancelled: true }) }],
      /The scan was cancelled: this report covers the 1 file read until then\./,
    ],
  ];
  for (const [name, input, expected] of cases) {
    it(`has a sentence for ${name}`, async () => assert.match(textOf(await htmlOf(...input)), expected));
  }

  it('says one thing where there is no report', () => {
    assert.equal(textOf(messageToHtml('Portolan report', ['No <folder> is open.'])), 'Portolan report No &lt;folder&gt; is open.');
  });
});
