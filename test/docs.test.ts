import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { formats } from '../src/engine';
import { readPolicy } from '../src/policy/policy-file';
import { testEngine, testToday } from './support/engine';

const root = process.cwd();
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

function markdownBelow(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return markdownBelow(file);
    return file.endsWith('.md') ? [file] : [];
  });
}

const decisions = markdownBelow('docs/decisions');
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'rules/README.md', ...markdownBelow('docs'), ...markdownBelow('src')];

/** Targets of links and pictures that lie in the repository, without their anchors. */
function linksOf(text: string): readonly string[] {
  const plain = text.replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '');
  return [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]?.split('#')[0] ?? '').filter((to) => to !== '' && !to.includes('://'));
}

describe('the documents', () => {
  for (const file of documents) {
    it(`${file} links to what is there`, () => {
      const missing = linksOf(read(file)).filter((to) => !existsSync(path.join(root, path.dirname(file), to)));
      // Screenshots are made by `npm run screenshots`, which needs the editor.
      assert.deepEqual(
        missing.filter((to) => !to.startsWith('media/screenshots/')),
        [],
      );
    });
  }

  it('repeat package.json and the list of formats as they are now', async () => {
    const script = (await import(pathToFileURL(path.join(root, 'scripts', 'generate.mjs')).href)) as {
      generatedDocuments(): Promise<Record<string, string>>;
    };
    for (const [file, text] of Object.entries(await script.generatedDocuments())) {
      assert.ok(read(file) === text, `${file} is not current: run "npm run generate"`);
    }
  });

  it('list every format, and describe none that is gone', () => {
    const page = read('docs/formats.md');
    const ids = formats.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id) => !page.includes(`| \`${id}\` `)),
      [],
    );
    const sections = [...page.matchAll(/^## `([^`]+)`/gm)].map((match) => match[1] ?? '');
    assert.deepEqual(
      sections.filter((id) => !ids.includes(id)),
      [],
    );
  });

  it('map every folder of the source', () => {
    const page = read('docs/architecture.md');
    const folders = readdirSync(path.join(root, 'src')).flatMap((name) =>
      name === 'hosts' ? readdirSync(path.join(root, 'src/hosts')).map((host) => `src/hosts/${host}`) : [`src/${name}`],
    );
    const missing = folders.filter((folder) => folder !== 'src/tsconfig.json' && !page.includes(`\n| \`${folder}\` `));
    assert.deepEqual(missing, []);
  });

  it('name files of the repository that exist', () => {
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/`((?:src|test|scripts|rules|bench|docs|media)\/[\w./-]+)`/g)].map((match) => match[1] ?? ''),
    );
    assert.ok(named.length > 50);
    assert.deepEqual(
      named.filter((name) => !existsSync(path.join(root, name))),
      [],
    );
  });

  it('name scripts of package.json that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const known = new Set([...Object.keys(scripts), 'ci']);
    const named = documents.flatMap((file) => [...read(file).matchAll(/npm run ([a-z:-]+)/g)].map((match) => match[1] ?? ''));
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });

  it('show a policy that is one', () => {
    const example = /```jsonc\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
    const { targets, vendors, makers } = testEngine().vocabulary;
    const known = {
      targets: new Set(Object.keys(targets)),
      vendors: new Set(Object.keys(vendors)),
      makers: new Set(Object.keys(makers)),
      rules: new Set(testEngine().catalog.ruleIds()),
    };
    const { policy, problems } = readPolicy(example, known, testToday);
    assert.deepEqual(problems, []);
    assert.equal(policy.ignore.length, 1);
  });
});

describe('the decisions', () => {
  it('are numbered without a gap', () => {
    const numbers = decisions.map((file) => Number(path.basename(file).slice(0, 4)));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });

  for (const file of decisions) {
    it(`${path.basename(file)} has its three parts on at most 40 lines`, () => {
      const text = read(file);
      assert.ok(text.split('\n').length <= 41);
      assert.match(text, new RegExp(`^# ${Number(path.basename(file).slice(0, 4))}\\. `));
      assert.deepEqual(
        [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]),
        ['Context', 'Decision', 'Consequence'],
      );
    });
  }
});

describe('the licence', () => {
  it('is in the root, whole', () => {
    assert.match(read('LICENSE'), /Apache License\s+Version 2\.0, January 2004/);
    assert.match(read('LICENSE'), /END OF TERMS AND CONDITIONS/);
    assert.ok(statSync(path.join(root, 'LICENSE')).size > 11_000);
  });
});
