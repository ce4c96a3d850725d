import assert from 'node:assert/strict';
import { mavenPom } from '../../../src/formats/maven-pom';
import { mavenPomEdits as edits } from '../../../src/formats/maven-pom/edit';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits, type TextEdit } from '../../../src/text/edit';
import { mark, unmark } from '../../support/marks';

function words({ role, name, specifier, group, build }: Dependency): string {
  return [role, name, specifier?.raw ?? '', build?.raw ?? '', group.id === 'main' ? '' : `{${group.id} ${group.kind}}`].filter(Boolean).join(' ');
}

const row = (artifact: string, more = ''): string => `<dependency><groupId>g</groupId><artifactId>${artifact}</artifactId>${more}</dependency>`;
const list = (...rows: readonly string[]): string => `<dependencies>${rows.join('')}</dependencies>`;
const project = (...parts: readonly string[]): string => `<project>${parts.join('')}</project>`;

describe('formats/maven-pom', () => {
  it('is known by its name', () => {
    assert.deepEqual(['pom.xml', 'a/pom.xml', 'xpom.xml', 'pom.xml/x'].map(mavenPom.matches), [true, true, false, false]);
  });

  it('names the places of artifacts, versions and classifiers', () => {
    const { text, spans } = unmark(
      project(
        list('<dependency><groupId> g </groupId><artifactId> ⟦a⟧ </artifactId><version>⟦${v}⟧</version><classifier>⟦c⟧</classifier></dependency>'),
      ),
    );
    const places = mavenPom.parse(text).dependencies.flatMap(({ nameSpan, specifier, build }) => [nameSpan, specifier?.span, build?.span]);
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
      'versions and ranges',
      project(list(row('a', '<version>1.0</version>'), row('b', '<version>[1,2)</version>'), row('c'))),
      ['requires g:a 1.0', 'requires g:b [1,2)', 'requires g:c'],
    ],
    [
      'scopes',
      project(list(row('a', '<scope>test</scope>'), row('b', '<scope>provided</scope>'), row('c', '<optional>true</optional>'))),
      ['requires g:a {test dev}', 'requires g:b', 'requires g:c {optional optional}'],
    ],
    ['classifiers', project(list(row('a', '<version>1</version><classifier>linux-x86_64-gpu</classifier>'))), ['requires g:a 1 linux-x86_64-gpu']],
    [
      'managed versions and BOMs',
      project(`<dependencyManagement>${list(row('a', '<version>1</version><type>pom</type><scope>import</scope>'))}</dependencyManagement>`),
      ['constrains g:a 1 {dependencyManagement main}'],
    ],
    [
      'properties, the project and its parent',
      project(
        '<parent><groupId>p</groupId><artifactId>up</artifactId><version>9</version></parent><artifactId>own</artifactId>',
        '<properties><v>1.${w}</v><w>2</w><loop>${loop}</loop></properties>',
        list(
          row('a-${w}', '<version>${v}</version>'),
          row('b', '<version>${project.version}</version>'),
          row('c', '<version>${gone}</version>'),
          row('d', '<version>${loop}</version>'),
        ),
      ),
      ['requires g:a-2 1.2', 'requires g:b 9', 'requires g:c ${gone}', 'requires g:d ${loop}'],
    ],
    [
      'profiles',
      project(
        `<profiles><profile><id>gpu</id>${list(row('a'))}</profile>`,
        `<profile><id>cpu</id><activation><activeByDefault>true</activeByDefault></activation>${list(row('b'))}</profile></profiles>`,
      ),
      ['requires g:a {profile:gpu optional}', 'requires g:b {profile:cpu main}'],
    ],
    [
      'dependencies of plugins, not plugins',
      project(`<build><plugins><plugin><groupId>g</groupId><artifactId>p</artifactId>${list(row('a'))}</plugin></plugins></build>`),
      ['requires g:a {plugin build}'],
    ],
    [
      'exclusions are no rows',
      project(list(row('a', '<exclusions><exclusion><groupId>g</groupId><artifactId>b</artifactId></exclusion></exclusions>'))),
      ['requires g:a'],
    ],
    ['comments are no rows', project(`<!-- ${list(row('a'))} -->`), []],
    ['another document', `<settings>${list(row('a'))}</settings>`, []],
    [
      'a row that is being typed',
      `<project>${list(row('a'))}<dependencies><dependency><groupId>g</groupId><artifactId>b`,
      ['requires g:a', 'requires g:b'],
    ],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(mavenPom.parse(text).dependencies.map(words), expected));

  it('properties that grow without end stay as they are', () => {
    const grown = Array.from({ length: 30 }, (_, n) => `<p${n}>\${p${n + 1}}\${p${n + 1}}</p${n}>`).join('');
    const text = project(`<properties>${grown}<p30>x</p30></properties>`, list(row('a', '<version>${p0}</version>')));
    assert.ok((mavenPom.parse(text).dependencies[0]?.specifier?.raw ?? '').length < 1000);
  });

  it('knows the project by its own and its inherited coordinates', () => {
    assert.equal(mavenPom.parse(project('<groupId>g</groupId><artifactId>a</artifactId>')).project, 'g:a');
    assert.equal(mavenPom.parse(project('<parent><groupId>p</groupId></parent><artifactId>a</artifactId>')).project, 'p:a');
  });

  const text = `<project>\n  <dependencies>\n    <dependency>\n      <groupId>g</groupId>\n      <artifactId>a</artifactId>\n    </dependency>\n    ${row('b', '<version>${v}</version>')}\n  </dependencies>\n</project>\n`;
  const changes: readonly [title: string, name: string, make: (one: Dependency) => readonly TextEdit[] | undefined, expected: string | undefined][] =
    [
      ['an artifact', 'g:a', (one) => edits.rename(text, one, 'g:z'), text.replace('>a<', '>z<')],
      ['group and artifact', 'g:a', (one) => edits.rename(text, one, 'x.y:z'), text.replace('>g<', '>x.y<').replace('>a<', '>z<')],
      ['a version in the place of a property', 'g:b', (one) => edits.setSpecifier(text, one, '2.0'), text.replace('${v}', '2.0')],
      [
        'a version that was managed elsewhere',
        'g:a',
        (one) => edits.setSpecifier(text, one, '2.0'),
        text.replace('<artifactId>a</artifactId>', '<artifactId>a</artifactId>\n      <version>2.0</version>'),
      ],
      ['an element with its lines', 'g:b', (one) => edits.remove(text, [one]), text.replace(/ {4}<dependency><groupId>.*\n/, '')],
      ['no name without a group', 'g:a', (one) => edits.rename(text, one, 'z'), undefined],
      ['no version that needs escapes', 'g:b', (one) => edits.setSpecifier(text, one, '<2'), undefined],
    ];
  for (const [title, name, make, expected] of changes) {
    it(`edits: ${title}`, () => {
      const made = make(mavenPom.parse(text).dependencies.find((one) => one.name === name) ?? assert.fail());
      assert.equal(made && applyEdits(text, made), expected);
    });
  }
});
