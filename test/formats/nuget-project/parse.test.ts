import assert from 'node:assert/strict';
import { nugetProject } from '../../../src/formats/nuget-project';
import { nugetProjectEdits as edits } from '../../../src/formats/nuget-project/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';
import { mark, unmark } from '../../support/marks';

function words({ role, name, specifier, group }: Dependency): string {
  return [role, name, specifier?.raw ?? '', group.id === 'main' ? '' : `{${group.id} ${group.kind}}`].filter(Boolean).join(' ');
}

const items = (text: string, condition = ''): string =>
  `<Project><ItemGroup${condition && ` Condition="${condition}"`}>${text}</ItemGroup></Project>`;
const a = '<PackageReference Include="A" Version="1" />';

describe('formats/nuget-project', () => {
  it('is known by its name', () => {
    const names = [
      'a/App.csproj',
      'a.fsproj',
      'a.vbproj',
      'Directory.Packages.props',
      'x/Directory.Build.props',
      'App.csproj.user',
      'Other.props',
      'a.csproj/x',
    ];
    assert.deepEqual(names.map(nugetProject.matches), [true, true, true, true, true, false, false, false]);
  });

  it('names the places of names and versions', () => {
    const { text, spans } = unmark(
      items('<PackageReference Include=" ⟦A⟧ " Version="⟦1⟧"/><PackageReference Include="⟦B⟧;⟦C⟧"><Version> ⟦2⟧ </Version></PackageReference>'),
    );
    const places = nugetProject.parse(text).dependencies.flatMap(({ nameSpan, specifier }) => [nameSpan, specifier?.span]);
    const distinct = places.filter((span, at) => span && places.findIndex((other) => other?.start === span.start) === at);
    assert.equal(
      mark(
        text,
        distinct.filter((span) => span !== undefined),
      ),
      mark(text, spans),
    );
  });

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    [
      'attributes and elements',
      items(`${a}<PackageReference Include="B"><Version>[2]</Version></PackageReference>`),
      ['requires A 1', 'requires B [2]'],
    ],
    [
      'versions that stand elsewhere',
      items('<PackageReference Include="A" /><PackageReference Include="B" VersionOverride="2" />'),
      ['requires A', 'requires B 2'],
    ],
    [
      'central versions',
      items('<PackageVersion Include="A" Version="1" /><GlobalPackageReference Include="B" Version="2" />'),
      ['constrains A 1 {central main}', 'requires B 2'],
    ],
    [
      'changed and removed items',
      items('<PackageReference Update="A" Version="1" /><PackageReference Remove="B" />'),
      ['constrains A 1 {update main}'],
    ],
    ['tools', items('<DotNetCliToolReference Include="A" Version="1" />'), ['requires A 1 {tool build}']],
    ['projects and files', items('<ProjectReference Include="..\\A\\A.csproj" /><Reference Include="B" /><None Include="C" />'), []],
    ['lists, without what is computed', items('<PackageReference Include="A;@(B);$(C); D" Version="1" />'), ['requires A 1', 'requires D 1']],
    ['a condition', items(a, "'$(Gpu)' == 'true'"), ['requires A 1 {condition optional}']],
    [
      'a condition of the item',
      items('<PackageReference Include="A" Version="1" Condition="\'$(OS)\' == \'Windows_NT\'" />'),
      ['requires A 1 {condition optional}'],
    ],
    ['a condition on the framework alone', items(a, "'$(TargetFramework)' == 'net8.0'"), ['requires A 1']],
    ['frameworks and more', items(a, "'$(TargetFramework)' == 'net8.0' And '$(Gpu)' == 'true'"), ['requires A 1 {condition optional}']],
    [
      'choices',
      `<Project><Choose><When Condition="'$(X)' == '1'"><ItemGroup>${a}</ItemGroup></When></Choose></Project>`,
      ['requires A 1 {condition optional}'],
    ],
    [
      'properties that are set once, without a condition',
      '<Project><PropertyGroup><V>1</V><W Condition="true">2</W></PropertyGroup><ItemGroup><PackageReference Include="A" Version="$(v)" /><PackageReference Include="B" Version="$(W)" /></ItemGroup></Project>',
      ['requires A 1', 'requires B $(W)'],
    ],
    ['another document', `<packages>${a}</packages>`, []],
    ['an item that is being typed', '<Project><ItemGroup><PackageReference Include="A', ['requires A']],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(nugetProject.parse(text).dependencies.map(words), expected));

  const text = items(`\n  ${a}\n  <PackageReference Include="B" />\n  <PackageReference Include="C;D" Version="1" />\n`);
  const changes: readonly [title: string, name: string, make: (one: Dependency) => readonly TextEdit[] | undefined, expected: string | undefined][] =
    [
      ['a name', 'A', (row) => edits.rename(text, row, 'Z'), text.replace('"A"', '"Z"')],
      ['a version', 'A', (row) => edits.setSpecifier(text, row, '[2,3)'), text.replace('"A" Version="1"', '"A" Version="[2,3)"')],
      ['an item with its line', 'A', (row) => edits.remove(text, [row]), text.replace(`  ${a}\n`, '')],
      ['no name whose version stands elsewhere', 'B', (row) => edits.rename(text, row, 'Z'), undefined],
      ['no version where it stands elsewhere', 'B', (row) => edits.setSpecifier(text, row, '2'), undefined],
      ['no part of a list', 'C', (row) => edits.remove(text, [row]), undefined],
    ];
  for (const [title, name, make, expected] of changes) {
    it(`edits: ${title}`, () => {
      const made = make(nugetProject.parse(text).dependencies.find((one) => one.name === name) ?? assert.fail());
      assert.equal(made && applyEdits(text, made), expected);
    });
  }
});
