import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { checkToJson, listToJson } from '../../src/engine';
import type { SessionSettings } from '../../src/workspace/policies';
import type { Entry } from '../workspace/tree-files';
import { reportOf, secret, secretFiles } from './small-report';

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(path.join(process.cwd(), 'docs', name), 'utf8')) as object;
}

const ajv = new Ajv({ allErrors: true });
const validators: Readonly<Record<'check' | 'list', ValidateFunction>> = {
  check: ajv.compile(schemaOf('check.schema.json')),
  list: ajv.compile(schemaOf('list.schema.json')),
};

function assertValid(kind: 'check' | 'list', document: unknown): void {
  const validate = validators[kind];
  assert.ok(validate(document), ajv.errorsText(validate.errors, { separator: '\n' }));
}

const workspaces: Readonly<Record<string, { files: Readonly<Record<string, Entry>>; settings?: SessionSettings }>> = {
  'nothing at all': { files: {} },
  'nothing bound': { files: { 'requirements.txt': 'requests\nnobody-knows\n' } },
  'every shape of binding': {
    files: {
      'requirements.txt':
        '-c constraints.txt\n--extra-index-url https://wheels.acme.org/cu124\narray==2.6.0+cu124\narrayvision\nsearch-gpu==1\nkernels<1.5\ngpu-only\n',
      'constraints.txt': 'array==1.0+cu118\n',
      'pyproject.toml':
        '[project]\ndependencies = ["flow[and-cuda]; sys_platform == \'linux\'", "acme-a-cu12", "acme-b-cu12"]\n[project.optional-dependencies]\ngpu = ["gpu-only"]\n',
      'web/package.json': '{ "dependencies": { "client": "^1", "sdk": "npm:client@2", "own": "workspace:*", "far": "github:a/b" } }',
    },
  },
  'suppressed in every way': {
    files: {
      'requirements.txt': 'gpu-only # portolan-ignore: acme/gpu-only -- needed (until 2027-01-01)\nclient\nsearch-gpu\nkernels==1\n',
      'portolan.jsonc': '{ "severity": { "acme/search-gpu": "off" }, "ignore": [{ "rule": "acme/kernels", "reason": "old" }] }',
    },
    settings: { accept: ['openai'], targets: ['amd-rocm', 'os-macos'] },
  },
  'files that are broken, binary, too large or locked': {
    files: {
      'requirements.txt': '!!\n-r missing.txt\n-r ../outside.txt\ngpu-only # portolan-ignore: nobody\n',
      'a/package.json': '{ "dependencies": { "client": ',
      'b/pyproject.toml': new Uint8Array([0, 1]),
      'c/requirements.txt': { size: 1e9 },
      'd/requirements.txt': new Uint8Array([...Buffer.from('client\n# '), 0xff]),
      e: { unlisted: 'no permission' },
      'portolan.jsonc': '{ "colour": 1,',
    },
  },
  secrets: { files: secretFiles },
};

describe('JSON output', () => {
  for (const [title, { files, settings }] of Object.entries(workspaces)) {
    it(`follows its schema: ${title}`, async () => {
      const report = await reportOf(files, settings);
      assertValid('check', JSON.parse(JSON.stringify(checkToJson(report))));
      assertValid('list', JSON.parse(JSON.stringify(listToJson(report))));
    });
    it(`has the same bytes again, in whatever order the disk lists: ${title}`, async () => {
      const turned = Object.fromEntries(Object.entries(files).reverse());
      const [first, second] = [await reportOf(files, settings), await reportOf(turned, settings)];
      assert.equal(JSON.stringify(checkToJson(first)), JSON.stringify(checkToJson(second)));
      assert.equal(JSON.stringify(listToJson(first)), JSON.stringify(listToJson(second)));
    });
  }

  it('the schema refuses what is not in it', async () => {
    const document = JSON.parse(JSON.stringify(checkToJson(await reportOf({ 'requirements.txt': 'gpu-only' })))) as {
      findings: Record<string, unknown>[];
    };
    const [finding] = document.findings;
    assert.ok(finding);
    finding['colour'] = 'red';
    assert.equal(validators.check(document), false);
    delete finding['colour'];
    delete finding['boundTo'];
    assert.equal(validators.check(document), false);
  });

  it('holds no user name and no password', async () => {
    const report = await reportOf(secretFiles);
    for (const text of [JSON.stringify(checkToJson(report)), JSON.stringify(listToJson(report))]) {
      const at = text.indexOf(secret);
      assert.equal(at < 0 ? '' : text.slice(at - 80, at + 40), '');
    }
    assert.ok(report.findings.length >= 4, 'the files are read');
  });
});

interface Found {
  readonly [key: string]: unknown;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The only finding of one file. */
async function only(text: string, settings?: SessionSettings): Promise<Found> {
  const { findings } = checkToJson(await reportOf({ 'requirements.txt': text }, settings)) as { findings: Found[] };
  const [finding] = findings;
  assert.ok(finding && findings.length === 1, `${findings.length} findings`);
  return finding;
}

describe('JSON output: content', () => {
  it('counts lines and columns from 1, in UTF-16 units, ends exclusive', async () => {
    const { line, column, endLine, endColumn } = await only('# 🚀\r\nrequests\r\narray==2.6.0+cu124 # 🚀\r\n');
    assert.deepEqual([line, column, endLine, endColumn], [3, 13, 3, 19]);
  });
  it('names an index without scheme and credentials', async () => {
    assert.equal((await only('--index-url https://me:pw@Wheels.acme.org/cu124/\n'))['package'], 'wheels.acme.org/cu124');
  });
  it('gives edits with the text that they hold for', async () => {
    const text = 'search-gpu==1\n';
    const [fix] = (await only(text))['fixes'] as { id: string; edits: object[]; base: { file: string; length: number }[] }[];
    assert.equal(fix?.id, 'acme/search-gpu/cpu');
    assert.deepEqual(fix?.edits, [{ file: 'requirements.txt', start: 0, end: 10, newText: 'search-cpu', create: false }]);
    assert.deepEqual(
      fix?.base.map(({ file, length }) => [file, length]),
      [['requirements.txt', text.length]],
    );
  });
  it('offers no edits for what is suppressed, and says by what', async () => {
    const finding = await only('search-gpu # portolan-ignore: acme/search-gpu -- because\n');
    assert.deepEqual(finding['fixes'], []);
    assert.deepEqual(finding['suppressed'], { by: 'inline', reason: 'because', until: null });
  });
  it('supports what it says by sources', async () => {
    const finding = await only('gpu-only\n');
    assert.deepEqual(finding['evidence'], [{ url: 'https://example.org/', checked: '2026-11-01', supports: ['binds.0'] }]);
  });
  it('puts open findings before suppressed ones', async () => {
    const { findings } = checkToJson(await reportOf({ 'requirements.txt': 'client\ngpu-only\n' }, { accept: ['openai'] })) as { findings: Found[] };
    assert.deepEqual(
      findings.map((finding) => finding['ruleId']),
      ['acme/gpu-only', 'acme/client'],
    );
  });
  it('lists every row and artifact once, with the place of its name', async () => {
    const report = await reportOf({
      'requirements.txt': '--index-url https://wheels.acme.org/cu124\nGPU_only[x]>=1; os_name == "nt"\nnobody-knows\n',
    });
    const { dependencies } = listToJson(report) as { dependencies: Found[] };
    assert.deepEqual(
      dependencies.map((row) => [
        row['name'],
        row['normalized'],
        row.line,
        row.column,
        row['specifier'],
        row['extras'],
        row['marker'],
        row['kind'],
        row['rules'],
      ]),
      [
        ['GPU_only', 'gpu-only', 2, 1, '>=1', ['x'], 'os_name == "nt"', 'registry', ['acme/gpu-only']],
        ['nobody-knows', 'nobody-knows', 3, 1, '', [], null, 'registry', []],
        ['https://wheels.acme.org/cu124', 'https://wheels.acme.org/cu124', 1, 13, '', [], null, 'artifact', ['acme/array']],
      ],
    );
  });
});
