import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A bundle above this size (bytes) is refused. */
const largestBundle = 500 * 1024;

/** What an installed extension needs, besides the pictures and the stylesheets of media/. */
const always = [
  'CHANGELOG.md',
  'LICENSE',
  'NOTICE',
  'README.md',
  'dist/catalog.json',
  'dist/engine.js',
  'dist/extension-web.js',
  'dist/extension.js',
  'dist/locks.js',
  'dist/pages.json',
  'dist/report.js',
  'dist/yaml.js',
  // The walkthrough opens it.
  'media/sample-project/requirements.txt',
  'package.json',
];

interface Packager {
  readonly PackageManager: { readonly None: number };
  listFiles(options: object): Promise<readonly string[]>;
}

const root = process.cwd();
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as object;

/** Every file of media/ that package.json or the code of the extension names. */
function mediaInUse(): readonly string[] {
  const sources = filesBelow('src/hosts/vscode').map((file) => readFileSync(path.join(root, file), 'utf8'));
  const texts = [JSON.stringify(manifest), ...sources];
  return filesBelow('media').filter((file) => texts.some((text) => text.includes(file) || text.includes(`'${path.posix.basename(file)}'`)));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

describe('the packaged extension', () => {
  it('holds exactly what it needs', async function () {
    this.timeout(600_000); // the packager is slow to load
    const vsce = (await import('@vscode/vsce')) as unknown as { default: Packager };
    const packed = await vsce.default.listFiles({ cwd: root, packageManager: vsce.default.PackageManager.None });
    const sample = 'media/sample-project/';
    assert.deepEqual([...packed].sort(), [...always, ...mediaInUse().filter((file) => !file.startsWith(sample))].sort());
  });

  it('points at files that are there', () => {
    const named = [...JSON.stringify(manifest).matchAll(/"(\.?\/?(?:dist|media)\/[^"]+)"/g)].map((match) => match[1] ?? '');
    assert.ok(named.length >= 2, 'main and browser at least');
    assert.deepEqual(
      named.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  for (const entry of ['extension.js', 'extension-web.js', 'cli.js', 'engine.js', 'locks.js', 'report.js', 'yaml.js']) {
    it(`keeps dist/${entry} within ${largestBundle / 1024} KB`, () => {
      const { length } = readFileSync(path.join(root, 'dist', entry));
      assert.ok(length > 0 && length <= largestBundle, `${Math.round(length / 1024)} KB`);
    });
  }

  it('names every bundled library in NOTICE', () => {
    const inputs = ['engine', 'extension', 'cli'].flatMap((task) => {
      const bundles = JSON.parse(readFileSync(path.join(root, '.build', `${task}.meta.json`), 'utf8')) as Record<string, { inputs: object }>;
      return Object.values(bundles).flatMap((bundle) => Object.keys(bundle.inputs));
    });
    assert.ok(inputs.includes('src/engine.ts'), 'the extension is built');
    const libraries = new Set(inputs.filter((file) => file.startsWith('node_modules/')).map(packageOf));
    const notice = readFileSync(path.join(root, 'NOTICE'), 'utf8');
    const told = [...notice.matchAll(/^(\S+) - https:/gm)].map((match) => match[1]);
    assert.deepEqual(told.toSorted(), [...libraries].toSorted());
  });

  it('runs on no Node module in the browser', () => {
    const required = ['extension-web.js', 'engine.js', 'locks.js', 'report.js', 'yaml.js'].map((name) => {
      const bundle = readFileSync(path.join(root, 'dist', name), 'utf8');
      return [...new Set([...bundle.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]))];
    });
    assert.deepEqual(required, [['vscode'], ['./locks.js', './yaml.js', './report.js'], [], [], []]);
  });
});

/** `semver` for node_modules/semver/…, `@scope/name` for node_modules/@scope/name/… */
function packageOf(file: string): string {
  const [scope = '', name = ''] = file.slice('node_modules/'.length).split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
