// `npm run new-format -- environment-yml --file environment.yml`: writes the folder, the test and the list line of a new format.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `npm run new-format -- ID --file NAME [--title TEXT]

Writes src/formats/ID, test/formats/ID and the line in src/formats/index.ts.
  --file NAME   the file name that the format reads, for example environment.yml
  --title TEXT  how users call it (default: the file name)`;

/** Something in the words of the command is wrong: one sentence, exit code 2. */
export class UsageError extends Error {}

/** Writes a format that reads nothing yet. Returns the written files; throws `UsageError` before anything is written. */
export function createFormat(root, { id, file, title = file }) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id ?? '')) throw new UsageError(`a format's id is lower case with hyphens, not "${id ?? ''}"`);
  if (!file || /[\\/'"]/.test(file)) throw new UsageError('--file wants the plain name of the file that the format reads');
  const folder = `src/formats/${id}`;
  if (existsSync(path.join(root, folder))) throw new UsageError(`${folder} is there already`);
  const name = id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const texts = {
    [`${folder}/index.ts`]: indexText({ id, file, title, name }),
    [`${folder}/parse.ts`]: parseText(title),
    [`${folder}/README.md`]: readmeText(title),
    [`test/formats/${id}/parse.test.ts`]: testText({ id, file, name, title }),
    'src/formats/index.ts': withFormat(readFileSync(path.join(root, 'src/formats/index.ts'), 'utf8'), id, name),
  };
  for (const [written, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(root, written)), { recursive: true });
    writeFileSync(path.join(root, written), text);
  }
  return Object.keys(texts);
}

/** Adds the import and the entry of the list, both in the order of the folders. */
export function withFormat(index, id, name) {
  const line = `import { ${name} } from './${id}';`;
  const lines = index.split('\n');
  const imports = lines.filter((other) => /^import \{ \w+ \} from '\.\/[a-z]/.test(other) && !other.includes("'./format'"));
  const sorted = [...imports, line].sort((a, b) => (folderOf(a) < folderOf(b) ? -1 : 1));
  const names = sorted.map((other) => other.slice(9, other.indexOf(' }')));
  const first = lines.indexOf(imports[0]);
  const rest = lines.filter((other) => !imports.includes(other));
  rest.splice(first, 0, ...sorted);
  return rest.join('\n').replace(/(formats: readonly Format\[\] = \[)[^\]]*\]/, `$1${names.join(', ')}]`);
}

function folderOf(line) {
  return line.slice(line.indexOf("'./"));
}

function indexText({ id, file, title, name }) {
  return `import type { Format } from '../format';
import { parse } from './parse';

/** TODO: what it is, with the address of its reference. */
export const ${name}: Format = {
  id: '${id}',
  title: '${title}',
  capabilities: { write: false, lock: false, includes: false },
  matches: (path) => path.slice(path.lastIndexOf('/') + 1) === '${file}',
  parse,
};
`;
}

function parseText(title) {
  return `import { emptyManifest, type Manifest } from '../../model/manifest';

/** Reads ${title}. Returns what can be read, tells the rest as problems, and never throws. */
export function parse(text: string): Manifest {
  // TODO: read the text.
  return { ...emptyManifest, problems: text.trim() === '' ? [] : [{ code: 'syntax', span: { start: 0, end: text.length }, arguments: {} }] };
}
`;
}

function readmeText(title) {
  return `# ${title}

TODO: one sentence, with the address of the reference.

What it tells

- TODO

What it cannot tell

- TODO
`;
}

function testText({ id, file, name, title }) {
  return `import assert from 'node:assert/strict';
import { ${name} } from '../../../src/formats/${id}';
import { mark, unmark } from '../../support/marks';

/** The names of the rows are where the sample marks them. */
function reads(marked: string): void {
  it(marked.split('\\n').join(' '), () => {
    const { text } = unmark(marked);
    const { dependencies } = ${name}.parse(text);
    assert.equal(
      mark(
        text,
        dependencies.map(({ nameSpan }) => nameSpan),
      ),
      marked,
    );
  });
}

describe('${title}', () => {
  it('is known by its name', () => {
    assert.deepEqual(['${file}', 'a/${file}', 'x${file}', '${file}/x'].map(${name}.matches), [true, true, false, false]);
  });

  reads('');
});
`;
}

function main(root) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { file: { type: 'string' }, title: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return console.log(USAGE);
    if (positionals.length !== 1) throw new UsageError(`one ID is needed, not ${positionals.length}\n\n${USAGE}`);
    const files = createFormat(root, { id: positionals[0], file: values.file, title: values.title });
    console.log(`Written: ${files.join(', ')}\n\nNext: docs/adding-a-format.md, from its second step on.`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
