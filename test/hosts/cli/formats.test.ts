import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readArguments, UsageError } from '../../../src/hosts/cli/args';
import { inFolder, portolan, run } from './run';

const tree = {
  'requirements.txt': 'torch==2.6.0+cu124\nnobody-knows-this\n',
  'web/package.json': '{"dependencies":{"openai":"^4","left-pad":"1"}}',
};

/** What each format begins with, and what it tells of the first finding. */
const formats: Readonly<Record<string, { start: RegExp; holds: RegExp }>> = {
  json: { start: /^\{\n "schemaVersion": 1,/, holds: /"ruleId": "pytorch\/torch"/ },
  jsonl: { start: /^\{"type":"report","schemaVersion":1,/, holds: /\n\{"type":"finding","id":"pytorch\/torch@/ },
  sarif: { start: /^\{\n "\$schema": "https:\/\/[^"]+sarif[^"]+",\n "version": "2\.1\.0",/, holds: /"ruleId": "pytorch\/torch"/ },
  github: { start: /^::warning file=requirements\.txt,line=1,/, holds: /title=pytorch\/torch::`torch 2\.6\.0\+cu124`/ },
  junit: { start: /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /, holds: /<testcase name="pytorch\/torch: torch 2\.6\.0\+cu124"/ },
  markdown: { start: /^# Portolan report\n\n`my prøject`: 2 files/, holds: /\| `torch 2\.6\.0\+cu124` \|/ },
  html: { start: /^<!DOCTYPE html>\n/, holds: /@media print[^]+torch 2\.6\.0\+cu124/ },
  cyclonedx: { start: /^\{\n "\$schema": [^\n]+\n "bomFormat": "CycloneDX",\n "specVersion": "1\.6",/, holds: /pkg:pypi\/torch@2\.6\.0%2Bcu124/ },
  csv: { start: /^package,registry,rule,/, holds: /\r\ntorch 2\.6\.0\+cu124,pypi,pytorch\/torch,/ },
};

describe('command line: formats of check', () => {
  for (const [format, { start, holds }] of Object.entries(formats)) {
    it(`${format}, the same bytes into a pipe, again and into a file`, () => {
      inFolder(tree, (folder) => {
        const { code, out, err } = portolan(folder, ['check', '--format', format]);
        assert.deepEqual([code, err], [0, '']);
        assert.match(out, start);
        assert.match(out, holds);
        assert.equal(portolan(folder, ['check', '--format', format, '--jobs', '3', '.']).out, out);
        assert.equal(portolan(folder, ['check', '--format', format, '--output', 'out.txt']).out, '');
        assert.equal(readFileSync(path.join(folder, 'out.txt'), 'utf8'), out);
      });
    });
  }
  it('ends with code 1 in every format where --fail-on says so', () => {
    inFolder(tree, (folder) => {
      for (const format of Object.keys(formats)) assert.equal(portolan(folder, ['check', '--format', format, '--fail-on', 'conditional']).code, 1);
    });
  });
  it('other commands have formats of their own', () => {
    for (const words of [
      ['list', '--format', 'sarif'],
      ['plan', '--format', 'csv'],
      ['diff', 'a', 'b', '--format', 'jsonl'],
      ['rules', '--format', 'markdown'],
    ])
      assert.throws(
        () => readArguments(words),
        (error) => error instanceof UsageError && /--format wants one of text, json/.test(error.message),
      );
  });
  it('an HTML report loads nothing', () => {
    const { out } = run(tree, 'check', '--format', 'html');
    assert.ok(!/<script|<link|<img|url\(|@import/.test(out));
    assert.ok(out.includes("default-src 'none'"));
  });
});
