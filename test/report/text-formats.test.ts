import assert from 'node:assert/strict';
import { checkToGithub, exportReport, type ExportFormat } from '../../src/engine';
import { codeMarkdown, linkMarkdown, sentenceMarkdown } from '../../src/report/markdown-text';
import { exactVersion, purlOf } from '../../src/report/purl';
import { uriReference } from '../../src/report/uri-reference';
import type { Ecosystem, SpecifierDialect } from '../../src/model/vocabulary';
import type { Entry } from '../workspace/tree-files';
import { hostileProject, smallProject } from './export-samples';
import { reportOf } from './small-report';

async function written(format: ExportFormat, files: Readonly<Record<string, Entry>>, style = ''): Promise<string> {
  return exportReport(await reportOf(files), format, { title: 'a<b>', formats: [], style });
}

/** Rows of a CSV text, read by the rules of RFC 4180. */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let quoted = false;
  let cell = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (quoted && character === '"' && text[i + 1] === '"') cell += text[++i];
    else if (character === '"') quoted = !quoted;
    else if (quoted || (character !== ',' && character !== '\r')) cell += character;
    else {
      rows.at(-1)?.push(cell);
      cell = '';
      if (character === '\r') {
        assert.equal(text[++i], '\n');
        rows.push([]);
      }
    }
  }
  assert.deepEqual([quoted, cell, rows.pop()], [false, '', []]);
  return rows;
}

describe('CSV', () => {
  it('has cells of one count in every row, whatever the names are', async () => {
    const rows = csvRows(await written('csv', hostileProject));
    assert.ok(rows.length > 1);
    assert.deepEqual([...new Set(rows.map((row) => row.length))], [rows[0]?.length]);
  });
  it('guards what a spreadsheet would run', async () => {
    const named = (name: string): Promise<string> => written('csv', { '=1+1/requirements.txt': `portable\n`, [`${name}/requirements.txt`]: '' });
    const [, row] = csvRows(await named('x'));
    assert.equal(row?.at(-1), "'=1+1/requirements.txt:1");
  });
});

describe('GitHub annotations', () => {
  it('one command a line, with property and message escaped', async () => {
    const lines = checkToGithub(await reportOf(hostileProject))
      .trimEnd()
      .split('\n');
    for (const line of lines) assert.match(line, /^::(error|warning|notice) file=[^:,\r\n]+(,[a-zA-Z]+=[^:,\r\n]+)*::[^\r\n]+$/);
    assert.ok(lines.some((line) => line.includes('file=a%2Cb%3Ac%250A%3A%3Aerror%3A%3A|')));
    assert.ok(lines.some((line) => line.startsWith('::notice ') && line.includes('title=unread-line')));
  });
  it('tells nothing of what is ignored', async () => assert.ok(!checkToGithub(await reportOf(smallProject)).includes('gpu-only')));
});

describe('JUnit XML', () => {
  it('has balanced tags and no raw signs in texts', async () => {
    const xml = await written('junit', hostileProject);
    const stack: string[] = [];
    for (const [tag, close, name = '', attributes = '', own] of xml.matchAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<>]*")*)(\/?)>/g)) {
      if (close) assert.equal(stack.pop(), name, tag);
      else if (!own) stack.push(name);
      assert.ok(!/&(?!amp;|lt;|gt;|quot;|#10;)/.test(attributes));
    }
    assert.deepEqual(stack, []);
    const rest = xml.replace(/^<\?xml[^>]*\?>/, '').replaceAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<>]*")*)(\/?)>/g, '');
    assert.ok(!/[<>]/.test(rest), rest);
  });
  it('counts what fails and what is skipped', async () => {
    assert.match(await written('junit', smallProject), /<testsuites name="portolan" tests="4" failures="1" errors="0" skipped="1">/);
    assert.match(await written('junit', { 'requirements.txt': { size: 1e9 } }), /tests="1" failures="0" errors="0" skipped="1"/);
    assert.match(await written('junit', {}), /<testsuites name="portolan" tests="0" [^>]*>\n<\/testsuites>\n$/);
  });
});

describe('HTML file', () => {
  it('runs nothing, loads nothing and has nothing to press', async () => {
    const page = await written('html', smallProject, 'p::after { content: "</style><script>" }');
    assert.match(page, /^<!DOCTYPE html>\n<html lang="en">/);
    for (const tag of ['script', 'button', 'form', 'input', 'select', 'link', 'img', 'iframe'])
      assert.ok(!new RegExp(`<${tag}\\b`).test(page.replace(/<style>[^]*?<\/style>/, '')), tag);
    assert.equal(page.match(/<\/style/g)?.length, 1);
    assert.ok(!/ (src|on\w+|style)=/.test(page));
    assert.ok(page.includes('<title>Portolan report · a&lt;b&gt;</title>'));
  });
  it('has as many ends as starts', async () => {
    const page = await written('html', hostileProject);
    for (const tag of ['span', 'table', 'tr', 'td', 'th', 'section', 'details', 'ul', 'li']) {
      const count = (sign: string): number => page.match(new RegExp(`<${sign}${tag}[ >\\n]`, 'g'))?.length ?? 0;
      assert.equal(count(''), count('/'), tag);
    }
  });
});

describe('Markdown', () => {
  it('keeps table rows whole, whatever the names are', async () => {
    const lines = (await written('markdown', hostileProject)).split('\n').filter((line) => line.startsWith('|'));
    for (const [index, line] of lines.entries()) {
      const cells = line.replaceAll('\\|', '').split('|').length;
      const before = lines[index - 1];
      if (before && !line.startsWith('| Maker') && !line.startsWith('| Package as'))
        assert.equal(cells, before.replaceAll('\\|', '').split('|').length, line);
    }
  });

  const cases: readonly (readonly [string, string])[] = [
    ['a*b_c', 'a\\*b\\_c'],
    ['<b>[x](y)', '\\<b\\>\\[x\\](y)'],
    ['see `a|b` | c', 'see `a\\|b` \\| c'],
    ['odd ` tick', 'odd \\` tick'],
    ['@you #1', '@<!-- -->you #<!-- -->1'],
    ['Use @ai-sdk/openai-compatible, or @you.', 'Use `@ai-sdk/openai-compatible`, or @<!-- -->you.'],
    ['two\nlines', 'two lines'],
  ];
  for (const [text, expected] of cases) it(`sentence: ${JSON.stringify(text)}`, () => assert.equal(sentenceMarkdown(text), expected));
  for (const [text, expected] of [
    ['@a/b', '`@a/b`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['', '`  `'],
    ['a|b', '`a\\|b`'],
  ] as const)
    it(`code: ${JSON.stringify(text)}`, () => assert.equal(codeMarkdown(text), expected));
  it('links lead to web pages only', () => {
    assert.equal(linkMarkdown('https://example.org/a?b'), '<https://example.org/a?b>');
    assert.equal(linkMarkdown('javascript:alert(1)'), '`javascript:alert(1)`');
    assert.equal(linkMarkdown('https://x.org/> <b>'), '`https://x.org/> <b>`');
  });
});

describe('JSON lines', () => {
  it('has one document a line, the report first and the summary last', async () => {
    const lines = (await written('jsonl', smallProject))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    assert.deepEqual(
      lines.map(({ type }) => type),
      ['report', 'problem', 'finding', 'finding', 'finding', 'finding', 'finding', 'summary'],
    );
  });
});

describe('CycloneDX', () => {
  interface Component {
    readonly name: string;
    readonly version?: string;
    readonly purl?: string;
    readonly 'bom-ref': string;
    readonly properties: readonly { name: string; value: string }[];
  }

  async function componentsOf(files: Readonly<Record<string, Entry>>): Promise<readonly Component[]> {
    const bom = JSON.parse(await written('cyclonedx', files)) as { specVersion: string; components: readonly Component[] };
    assert.equal(bom.specVersion, '1.6');
    assert.equal(new Set(bom.components.map((component) => component['bom-ref'])).size, bom.components.length, 'references are unique');
    return bom.components;
  }

  it('names each package once, with its version where it is pinned', async () => {
    assert.deepEqual(
      (await componentsOf(smallProject)).map(({ purl }) => purl),
      [
        'pkg:npm/%40acme/x@1.0.0',
        'pkg:npm/client@4.2.0',
        'pkg:npm/left-pad',
        'pkg:pypi/array@2.6.0%2Bcu124',
        'pkg:pypi/gpu-only',
        'pkg:pypi/nobody-knows',
        'pkg:pypi/portable@1.0',
        'pkg:pypi/search-gpu',
      ],
    );
  });
  it('tells bindings and verdicts as properties', async () => {
    const array = (await componentsOf(smallProject)).find(({ name }) => name === 'array');
    const values = (name: string): readonly string[] => array?.properties.filter((one) => one.name === name).map(({ value }) => value) ?? [];
    assert.deepEqual(values('portolan:binding'), ['conditional: nvidia-cuda']);
    assert.deepEqual(values('portolan:verdict:amd-rocm'), ['no']);
    assert.deepEqual(values('portolan:classification'), ['bound']);
  });
  it('stays whole with hostile names', async () => assert.ok((await componentsOf(hostileProject)).length > 4));

  const specifier = (raw: string, dialect: SpecifierDialect) => ({ specifier: { raw, dialect, clauses: [], span: { start: 0, end: 0 } } });
  for (const [raw, dialect, expected] of [
    ['1.2.3', 'npm', '1.2.3'],
    ['^1.2.3', 'npm', undefined],
    ['=1.2.3-rc.1', 'npm', '1.2.3-rc.1'],
    ['latest', 'npm', undefined],
    ['==2.6.0', 'conda', '2.6.0'],
    ['=2.6.0', 'conda', undefined],
    ['==2.6.*', 'conda', undefined],
    ['=1.2.3', 'cargo', '1.2.3'],
    ['2.6', 'conda', undefined],
  ] as const)
    it(`version of ${dialect} ${raw}`, () => assert.equal(exactVersion(specifier(raw, dialect)), expected));
  for (const [ecosystem, name, expected] of [
    ['npm', '@a/b', 'pkg:npm/%40a/b'],
    ['maven', 'org.x:y', 'pkg:maven/org.x/y'],
    ['go', 'github.com/a/b', 'pkg:golang/github.com/a/b'],
    ['oci', 'x', undefined],
    ['pypi', 'a b\ud800', 'pkg:pypi/a%20b%EF%BF%BD'],
  ] as readonly [Ecosystem, string, string | undefined][])
    it(`package URL of ${ecosystem} ${JSON.stringify(name)}`, () => assert.equal(purlOf(ecosystem, name, undefined), expected));
});

it('a path as a reference', () => assert.equal(uriReference('../a b/ü?#.txt'), '../a%20b/%C3%BC%3F%23.txt'));
