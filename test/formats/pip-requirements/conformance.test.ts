import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readLine } from '../../../src/formats/pip-requirements/parse';
import { logicalLines } from '../../../src/formats/pip-requirements/lines';
import type { Dependency } from '../../../src/model/manifest';
import { decodeText } from '../../../src/text/decode';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

interface PipRow {
  line: number;
  raw: string;
  name?: string | null;
  specifier?: string;
  extras?: string[];
  marker?: string;
  url?: string;
  editable?: boolean;
  error?: { type: string; message: string };
  options?: Record<string, unknown>;
  ignored_options?: Record<string, unknown>;
}

interface PipFile {
  file: string;
  requirements: PipRow[];
  options?: { line: number; index_url?: string; extra_index_urls?: string[]; find_links?: string[] }[];
  includes?: { line: number; kind: '-r' | '-c'; target: string }[];
  errors?: { line: number; type: string }[];
}

/** Rows that pip 23.2.1 refuses and that are read all the same, because the refusal comes from what is on its disk. */
function refusedForItsDisk({ error, raw }: PipRow): boolean {
  return (
    error !== undefined && /not installable|not a valid editable|looks like a path/.test(error.message) && !/\s/.test(raw.split(';')[0]?.trim() ?? '')
  );
}

/** Lines that are read otherwise than pip 23.2.1 does, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'camel-ai+camel/apps/dilemma/requirements.txt:1': 'an extra in quotes: pip refuses the line, its name can be read, with a problem',
  'bmaltais+kohya_ss/requirements_macos_amd64.txt:1': 'two requirements on one line: pip refuses it, the first can be read, with a problem',
};

describe('pip-requirements against pip', () => {
  it('reads what pip reads, at the same lines', function () {
    needShared(this);
    this.timeout(600_000);
    const differences: string[] = [];
    let rows = 0;
    for (const expected of readJsonLines<PipFile>('corpus/oracle/requirements.jsonl')) {
      const { text } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', expected.file)));
      rows += expected.requirements.length;
      differences.push(...compare(text, expected));
    }
    assert.deepEqual(differences, []);
    assert.ok(rows > 10000, `only ${rows} rows`);
  });
});

function compare(text: string, expected: PipFile): string[] {
  const actual: string[] = [];
  for (const line of logicalLines(text)) {
    const { dependency, artifacts, include, problems } = readLine(line);
    const place = `${expected.file}:${line.number}`;
    if (place in exceptions) {
      assert.ok(problems.length > 0, place);
      continue;
    }
    if (dependency) actual.push(`${line.number} ${describeDependency(dependency, text)}`);
    for (const artifact of artifacts) if (artifact.kind === 'index') actual.push(`${line.number} index ${artifact.value}`);
    if (include) actual.push(`${line.number} ${include.kind} ${include.path}`);
  }
  const wanted = expectedEntries(expected);
  const missing = wanted.filter((entry) => !actual.includes(entry)).map((entry) => `${expected.file} missing ${entry}`);
  const extra = actual.filter((entry) => !wanted.includes(entry)).map((entry) => `${expected.file} extra ${entry}`);
  if (missing.length + extra.length === 0 && actual.length !== wanted.length) missing.push(`${expected.file} count ${actual.length}`);
  return [...missing, ...extra];
}

function expectedEntries(expected: PipFile): string[] {
  const entries: string[] = [];
  for (const row of expected.requirements) {
    if (`${expected.file}:${row.line}` in exceptions || (row.error && !refusedForItsDisk(row))) continue;
    entries.push(`${row.line} ${describeRow(row)}`);
  }
  for (const { line, index_url, extra_index_urls = [], find_links = [] } of expected.options ?? []) {
    for (const url of [...(index_url ? [index_url] : []), ...extra_index_urls, ...find_links]) entries.push(`${line} index ${url}`);
  }
  for (const { line, kind, target } of expected.includes ?? []) entries.push(`${line} ${kind === '-r' ? 'requires' : 'constrains'} ${target}`);
  return entries;
}

function describeDependency({ name, specifier, extras, marker, source, span }: Dependency, text: string): string {
  const clauses = (specifier?.clauses ?? []).map((clause) => clause.operator + clause.version);
  const editable = text.startsWith('-', span.start);
  const url = source?.kind === 'path' ? '<path>' : source?.url;
  return words(
    name,
    clauses,
    extras.map((extra) => extra.name),
    marker?.raw,
    url,
    editable,
  );
}

function describeRow(row: PipRow): string {
  const clauses = row.specifier ? row.specifier.split(',') : [];
  const local = row.url?.startsWith('file:') === true || row.url?.startsWith('./') === true || row.error !== undefined;
  const extras = row.error ? (/\[(.*)\]/.exec(row.raw)?.[1]?.split(',') ?? []) : (row.extras ?? []);
  const marker = row.error ? row.raw.split(';')[1] : row.marker;
  return words(row.name ?? '', clauses, extras, marker, local ? '<path>' : row.url, row.editable === true);
}

function words(name: string, clauses: string[], extras: string[], marker: string | undefined, url: string | undefined, editable: boolean): string {
  return JSON.stringify({
    name: name.toLowerCase().replaceAll(/[-_.]+/g, '-'),
    clauses: clauses.sort(),
    extras: extras.map((extra) => extra.toLowerCase()).sort(),
    // pip prints a marker with other quotes, brackets and spaces
    marker:
      marker
        ?.replaceAll(/[\s()]/g, '')
        .replaceAll("'", '"')
        .replaceAll('platform.', 'platform_') ?? '',
    url: url ?? '',
    editable,
  });
}
