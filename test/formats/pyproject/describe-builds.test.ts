import assert from 'node:assert/strict';
import { pyproject } from '../../../src/formats/pyproject';
import type { Build, HandText } from '../../../src/model/fix';
import { writtenIn } from '../../support/hand-texts';

const builds: readonly Build[] = [
  { name: 'cpu', url: 'https://w.example.org/whl/cpu', companions: [] },
  {
    name: 'cuda',
    url: 'https://w.example.org/whl/cu124',
    index: 'there',
    marker: "sys_platform == 'linux' or sys_platform == 'win32'",
    companions: [],
  },
  { name: 'rocm', url: 'https://w.example.org/whl/rocm6.3', marker: "sys_platform == 'linux'", companions: ['acme-rocm'] },
];

/** Rows named `acme` in several builds; without such a row it is promoted beside the first one. */
function describeFor(text: string, lock?: string): readonly HandText[] | undefined {
  const { dependencies } = pyproject.parse(text);
  const rows = dependencies.filter(({ name }) => name === 'acme');
  const [beside] = dependencies;
  const row = { ecosystem: 'pypi', name: 'acme', specifier: '~=2.6.0' } as const;
  const promoted = rows.length > 0 || !beside ? [] : [{ beside, row }];
  const versions = new Map([['acme', '2.6.0']]);
  return pyproject.edits?.describeBuilds?.(text, { rows, promoted, ...(lock === undefined ? {} : { lock }), versions, builds });
}

function rowsOf(text: string): readonly string[] {
  const { dependencies, artifacts, problems } = pyproject.parse(text);
  assert.deepEqual(problems, [], text);
  return [
    ...dependencies.map(({ name, group, specifier, indexes }) =>
      `${group.id} ${name}${specifier?.raw ?? ''} ${indexes.map(({ index }) => index).join(',')}`.trim(),
    ),
    ...artifacts.map(({ name = '', value, explicit = false }) => `${name} ${value} ${explicit}`),
  ];
}

const source = '\n[[tool.poetry.source]]\nname = "there"\nurl = "https://w.example.org/whl/cu124"\npriority = "explicit"\n';

describe('text for owners of a pyproject.toml', () => {
  it('Poetry with [project]: extras, and sources by markers that exclude each other', () => {
    const text = `[project]\nname = "p"\ndependencies = ["acme==2.6.0+cu124"]\n\n[build-system]\nbuild-backend = "poetry.core.masonry.api"\n${source}`;
    const parts = describeFor(text) ?? assert.fail();
    assert.ok(parts[0]?.title.startsWith('First take acme out of [project] dependencies.'));
    const indexes = 'pytorch-cpu,there,pypi,pytorch-rocm,pypi';
    assert.deepEqual(rowsOf(writtenIn(text.replace('"acme==2.6.0+cu124"', ''), parts)), [
      `extra:cpu acme==2.6.0 ${indexes}`,
      `extra:cuda acme==2.6.0 ${indexes}`,
      `extra:rocm acme==2.6.0 ${indexes}`,
      'extra:rocm acme-rocm pytorch-rocm',
      'there https://w.example.org/whl/cu124 true',
      'pytorch-cpu https://w.example.org/whl/cpu true',
      'pytorch-rocm https://w.example.org/whl/rocm6.3 true',
    ]);
  });
  it("Poetry's own tables: one optional row for each build", () => {
    const text = `[tool.poetry]\nname = "p"\n\n[tool.poetry.dependencies]\nother = "^1"\n${source}`;
    const after = rowsOf(writtenIn(text, describeFor(text, 'poetry.lock') ?? assert.fail()));
    assert.ok(after.includes('main other^1'));
    assert.deepEqual(
      after.filter((row) => row.includes('acme~2.6.0')).map((row) => row.split(' ')[2]),
      ['pytorch-cpu', 'there', 'pypi', 'pytorch-rocm', 'pypi'],
    );
  });
  it('Poetry: what a table says already of the package is named, since no key can stand there twice', () => {
    const text = `[project]\nname = "p"\ndependencies = ["acme==2.6.0"]\n\n[tool.poetry.dependencies]\nacme = { source = "there" }\n${source}`;
    const titles = (describeFor(text) ?? []).map(({ title }) => title);
    assert.ok(titles.includes('Below [tool.poetry.dependencies], which is there, in place of what it says of acme'), titles.join('\n'));
  });
  it('PDM: labels, sources for these packages alone, and a lock for each build', () => {
    const text = '[project]\nname = "p"\ndependencies = ["acme>=2"]\n\n[tool.pdm]\ndistribution = true\n';
    const parts = describeFor(text, 'pdm.lock') ?? assert.fail();
    const after = rowsOf(writtenIn(text.replace('"acme>=2"', ''), parts));
    assert.deepEqual(after.slice(0, 4), [
      'extra:cpu acme==2.6.0+cpu',
      'extra:cuda acme==2.6.0+cu124',
      'extra:rocm acme==2.6.0+rocm6.3',
      'extra:rocm acme-rocm',
    ]);
    const commands = parts.filter(({ language }) => language === 'sh').flatMap((part) => part.text.split('\n'));
    assert.ok(commands.includes('pdm lock --prod --group rocm --platform=linux --lockfile pdm.rocm.lock'), commands.join('\n'));
  });
  for (const [name, text, lock] of [
    ['uv', '[project]\nname = "p"\ndependencies = ["acme"]\n\n[tool.uv]\npackage = true\n', 'uv.lock'],
    [
      'Poetry with an extra of that name',
      '[project]\nname = "p"\ndependencies = ["acme"]\n\n[project.optional-dependencies]\nrocm = []\n\n[tool.poetry]\n',
      undefined,
    ],
    [
      'Poetry with a source of that name',
      `[tool.poetry]\nname = "p"\n\n[tool.poetry.dependencies]\nacme = "^1"\n${source.replace('there', 'pytorch-cpu')}`,
      undefined,
    ],
    ['a row that only some platforms take', '[project]\nname = "p"\ndependencies = ["acme ; os_name == \'nt\'"]\n\n[tool.pdm]\n', undefined],
    ['a broken file', '[project]\nname = "p"\ndependencies = ["acme"]\n\n[tool.pdm\n', undefined],
  ] as const)
    it(`none for ${name}`, () => {
      assert.equal(describeFor(text, lock), undefined);
    });
});
