import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The import law: a folder of src/ may import its own files and those named here, type-only imports included.
 * `formats/format` stands for that one file, so that analysis never names a format's folder.
 */
const law: Readonly<Record<string, readonly string[]>> = {
  text: [],
  model: ['text'],
  syntax: ['text', 'model'],
  registries: ['model'],
  formats: ['text', 'model', 'syntax'],
  catalog: ['text', 'model', 'registries'],
  policy: ['text', 'model', 'syntax'],
  graph: ['model', 'registries'],
  analysis: ['text', 'model', 'registries', 'catalog', 'policy', 'graph', 'formats/format'],
  messages: ['model'],
  report: ['text', 'model', 'messages'],
  workspace: ['text', 'model', 'registries', 'formats', 'catalog', 'policy', 'graph', 'analysis'],
  engine: ['text', 'model', 'syntax', 'registries', 'formats', 'catalog', 'policy', 'graph', 'analysis', 'messages', 'report', 'workspace'],
  'hosts/vscode': ['engine', 'model'],
  'hosts/cli': ['engine', 'model'],
};

/** Packages that engine and hosts may use; `node:` only in the command line, `vscode` only in the editor's host. */
const packages: Readonly<Record<string, readonly string[]>> = {
  syntax: ['jsonc-parser', 'yaml'],
  registries: ['@renovatebot/pep440', 'semver'],
  'hosts/vscode': ['vscode'],
  'hosts/cli': ['node:', 'diff'],
};

interface Import {
  readonly file: string;
  readonly zone: string;
  readonly target: string;
}

const source = path.join(process.cwd(), 'src');

function sourceFiles(folder = source): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? sourceFiles(full) : entry.name.endsWith('.ts') ? [path.relative(source, full).split(path.sep).join('/')] : [];
  });
}

/** `hosts/cli` for src/hosts/cli/main.ts, `text` for src/text/span.ts, `engine` for src/engine.ts. */
function zoneOf(file: string): string {
  const parts = file.split('/');
  if (parts.length === 1) return file.replace(/\.ts$/, '');
  return parts[0] === 'hosts' ? `hosts/${parts[1]}` : (parts[0] ?? '');
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(source, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\w+|(?:\w+,\s*)?\{[^}]*\})\s+from\s+'([^']+)'|^import\s+'([^']+)'|\b(?:import|require)\('([^']+)'\)/gm,
  );
  return [...found].map((match) => ({ file, zone: zoneOf(file), target: match[1] ?? match[2] ?? match[3] ?? '' }));
}

function isAllowed({ file, zone, target }: Import): boolean {
  if (!target.startsWith('.'))
    return (packages[zone] ?? []).some((name) => target === name || (name.endsWith(':') ? target.startsWith(name) : target.startsWith(`${name}/`)));
  const to = path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
  const toZone = zoneOf(`${to}.ts`);
  if (toZone === zone) return true;
  return (law[zone] ?? []).some((allowed) => allowed === toZone || allowed === to);
}

function formatFolders(): readonly string[] {
  const entries = readdirSync(path.join(source, 'formats'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

describe('the import law', () => {
  const files = sourceFiles();
  const imports = files.flatMap(importsOf);

  it('has files and imports to judge', () => {
    assert.ok(files.length > 50);
    assert.ok(imports.length > 100);
  });

  it('knows every folder', () => {
    assert.deepEqual(
      files.filter((file) => !law[zoneOf(file)]),
      [],
    );
  });

  it('is kept', () => {
    assert.deepEqual(
      imports.filter((one) => !isAllowed(one)).map(({ file, target }) => `${file} imports ${target}`),
      [],
    );
  });

  it('finds a forbidden import', () => {
    assert.equal(isAllowed({ file: 'formats/pyproject/parse.ts', zone: 'formats', target: '../../catalog/catalog' }), false);
    assert.equal(isAllowed({ file: 'text/span.ts', zone: 'text', target: 'node:fs' }), false);
    assert.equal(isAllowed({ file: 'analysis/analyze.ts', zone: 'analysis', target: '../formats/pyproject' }), false);
    assert.equal(isAllowed({ file: 'hosts/cli/main.ts', zone: 'hosts/cli', target: '../vscode/activate' }), false);
  });

  it('keeps each format in a folder of its own shape', () => {
    const folders = formatFolders();
    for (const folder of folders) {
      const names = readdirSync(path.join(source, 'formats', folder));
      for (const name of ['index.ts', 'parse.ts', 'README.md']) assert.ok(names.includes(name), `formats/${folder} lacks ${name}`);
    }
  });

  it('lists every format folder', () => {
    const index = readFileSync(path.join(source, 'formats', 'index.ts'), 'utf8');
    const folders = formatFolders();
    assert.deepEqual(
      folders.filter((name) => !index.includes(`'./${name}'`)),
      [],
    );
  });
});

describe('house rules', () => {
  it('gives a reason with every suppression', () => {
    const unexplained = sourceFiles().flatMap((file) =>
      readFileSync(path.join(source, file), 'utf8')
        .split('\n')
        .filter((line) => /oxlint-disable|eslint-disable|@ts-expect-error|@ts-ignore|prettier-ignore/.test(line) && !/--\s*\S.{9,}/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    assert.deepEqual(unexplained, []);
  });
});
