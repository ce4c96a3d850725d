import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gradleBuild } from '../../../src/formats/gradle-build';
import { gradleBuildEdits as edits } from '../../../src/formats/gradle-build/edit';
import type { Dependency } from '../../../src/model/manifest';
import { LineIndex } from '../../../src/text/line-index';
import { applyEdits, type TextEdit } from '../../../src/text/edit';
import { mark, unmark } from '../../support/marks';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

function words({ role, name, specifier, group, build, inherits }: Dependency): string {
  const parts = [role, name, specifier?.raw ?? '', build?.raw ?? '', group.id === 'main' ? '' : `{${group.id} ${group.kind}}`];
  return [...parts, inherits === undefined ? '' : `as ${inherits}`].filter(Boolean).join(' ');
}

const block = (...lines: readonly string[]): string => `dependencies {\n${lines.map((line) => `    ${line}\n`).join('')}}\n`;

interface Expected {
  readonly file: string;
  readonly format: string;
  readonly facts: {
    readonly deps: readonly { readonly line: number; readonly coord?: string; readonly catalog?: string; readonly platform?: true }[];
  };
}

describe('formats/gradle-build', () => {
  it('is known by its name', () => {
    const names = ['build.gradle', 'a/build.gradle.kts', 'xbuild.gradle', 'settings.gradle', 'build.gradle/x'];
    assert.deepEqual(names.map(gradleBuild.matches), [true, true, false, false, false]);
  });

  it('names the places of modules, versions and classifiers', () => {
    const { text, spans } = unmark(block("implementation '⟦g:a⟧:⟦1.0⟧:⟦cu⟧@jar'", 'api(⟦libs.b.c⟧)', "api group: 'g', name: '⟦d⟧', version: '⟦2⟧'"));
    const places = gradleBuild.parse(text).dependencies.flatMap(({ nameSpan, specifier, build }) => [nameSpan, specifier?.span, build?.span]);
    assert.equal(
      mark(
        text,
        places.filter((span) => span !== undefined),
      ),
      mark(text, spans),
    );
  });

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    [
      'strings of both languages',
      block("implementation 'g:a:1'", 'api("g:b:2")', 'runtimeOnly "g:c"', '"compileOnly"(\'g:d:4\')'),
      ['requires g:a 1', 'requires g:b 2', 'requires g:c', 'requires g:d 4'],
    ],
    ['several modules', block("implementation 'g:a:1',", "  'g:b:2'"), ['requires g:a 1', 'requires g:b 2']],
    [
      'maps of both languages',
      block("implementation group: 'g', name: 'a', version: '1'", 'implementation(group = "g", name = "b")'),
      ['requires g:a 1', 'requires g:b'],
    ],
    [
      'groups',
      block(
        "testImplementation 'g:a:1'",
        "kaptTest('g:b:1')",
        "debugImplementation 'g:c:1'",
        "androidTestImplementation 'g:d:1'",
        "annotationProcessor 'g:e:1'",
      ),
      [
        'requires g:a 1 {testImplementation dev}',
        'requires g:b 1 {kaptTest build}',
        'requires g:c 1',
        'requires g:d 1 {androidTestImplementation dev}',
        'requires g:e 1 {annotationProcessor build}',
      ],
    ],
    [
      'aliases, without their calls',
      block('implementation(libs.a.b)', 'implementation(libs.c.get())', 'implementation libs.bundles.d'),
      ['requires libs.a.b as a.b', 'requires libs.c as c'],
    ],
    [
      'platforms',
      block("implementation platform('g:a:1')", 'implementation(enforcedPlatform(libs.b))'),
      ['constrains g:a 1 {constraints main}', 'constrains libs.b {constraints main} as b'],
    ],
    ['constraints', block("constraints { implementation 'g:a:1' }"), ['constrains g:a 1 {constraints main}']],
    [
      "Spring's dependency management",
      'dependencyManagement {\n imports { mavenBom "g:a:1" }\n dependencies { dependency "g:b:2" }\n}\n',
      ['constrains g:a 1 {constraints main}', 'constrains g:b 2 {constraints main}'],
    ],
    ['buildscripts', `buildscript {\n${block("classpath 'g:a:1'")}}\n`, ['requires g:a 1 {buildscript build}']],
    [
      'blocks around them',
      `subprojects {\n${block("implementation 'g:a:1'")}}\nkotlin { sourceSets { main.dependencies { api("g:b:1") } } }\n`,
      ['requires g:a 1', 'requires g:b 1'],
    ],
    [
      'conditions',
      block("if (gpu) { implementation 'g:a:1' } else { implementation 'g:b:1' }", "implementation 'g:c:1'"),
      ['requires g:a 1 {condition optional}', 'requires g:b 1 {condition optional}', 'requires g:c 1'],
    ],
    [
      'settings of a row',
      block("implementation('g:a:1') { exclude group: 'g', module: 'b' }", "implementation('g:c:1') {", "  because 'x:y:z'", '}'),
      ['requires g:a 1', 'requires g:c 1'],
    ],
    [
      'names for versions, given once',
      `def v = '1'\nval w = "2"\next { x = '3' }\next.y = '4'\ndef z = '5'\nz = '6'\ndef c = f()\n${block('implementation "g:a:$v"', 'api "g:b:${w}"', 'api "g:c:$x"', 'api "g:d:$y"', 'api "g:e:$c"', "api 'g:f:$v'")}`,
      ['requires g:a 1', 'requires g:b 2', 'requires g:c 3', 'requires g:d 4', 'requires g:e $c', 'requires g:f $v'],
    ],
    [
      'computed modules',
      block(
        'implementation "g:a:" + v',
        'implementation f("g:b:1")',
        "implementation project(':c')",
        "implementation files('d/e.jar')",
        'implementation(kotlin("stdlib"))',
      ),
      [],
    ],
    [
      'comments and other blocks',
      `// implementation 'g:a:1'\n/* ${block("api 'g:b:1'")} */\nplugins { id 'g:c:1' }\nother { implementation 'g:d:1' }\n`,
      [],
    ],
    ['a statement that is being typed', "dependencies {\n  implementation 'g:a:1'\n  implementation 'g:b", ['requires g:a 1', 'requires g:b']],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(gradleBuild.parse(text).dependencies.map(words), expected));

  const text = block("implementation 'g:a:1' // why", 'api("g:b:$v")', "api 'g:c'", "runtimeOnly 'g:d:1', 'g:e:1'", 'api(libs.f)');
  const changes: readonly [title: string, name: string, make: (one: Dependency) => readonly TextEdit[] | undefined, expected: string | undefined][] =
    [
      ['a module', 'g:a', (row) => edits.rename(text, row, 'x:y'), text.replace('g:a', 'x:y')],
      ['a version', 'g:a', (row) => edits.setSpecifier(text, row, '2'), text.replace('g:a:1', 'g:a:2')],
      ['a version in the place of a variable', 'g:b', (row) => edits.setSpecifier(text, row, '2'), text.replace('$v', '2')],
      ['a version where there was none', 'g:c', (row) => edits.setSpecifier(text, row, '2'), text.replace('g:c', 'g:c:2')],
      ['a statement with its line', 'g:a', (row) => edits.remove(text, [row]), text.replace("    implementation 'g:a:1' // why\n", '')],
      ['no module of a list', 'g:d', (row) => edits.remove(text, [row]), undefined],
      ['no name of an alias', 'libs.f', (row) => edits.rename(text, row, 'x:y'), undefined],
    ];
  for (const [title, name, make, expected] of changes) {
    it(`edits: ${title}`, () => {
      const made = make(gradleBuild.parse(text).dependencies.find((one) => one.name === name) ?? assert.fail());
      assert.equal(made && applyEdits(text, made), expected);
    });
  }

  it('reads the scripts of the corpus as their makers meant them', function () {
    needShared(this);
    const scripts = readJsonLines<Expected>('corpus/synthetic/EXPECTED.jsonl').filter(({ format }) => format === 'gradle');
    for (const { file, facts } of scripts) {
      const script = readFileSync(path.join(sharedFolder, 'corpus', 'synthetic', file), 'utf8');
      const lines = new LineIndex(script);
      const rows = gradleBuild.parse(script).dependencies.map(({ name, specifier, nameSpan, role, inherits }) => ({
        line: lines.position(nameSpan.start).line + 1,
        ...(inherits === undefined ? { coord: specifier ? `${name}:${specifier.raw}` : name } : { catalog: name }),
        ...(role === 'constrains' ? { platform: true } : {}),
      }));
      assert.deepEqual(rows, facts.deps, file);
    }
    assert.ok(scripts.length >= 2);
  });
});
