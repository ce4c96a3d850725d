import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SaxesParser } from 'saxes';
import type { Format } from '../../src/formats/format';
import { mavenPom } from '../../src/formats/maven-pom';
import { nugetPackagesConfig } from '../../src/formats/nuget-packages-config';
import { nugetProject } from '../../src/formats/nuget-project';
import { decodeText } from '../../src/text/decode';
import { applyEdits } from '../../src/text/edit';
import { slice } from '../../src/text/span';
import { checkPlaces } from '../contract/manifest-checks';
import { needShared, readJsonLines, sharedFolder } from '../support/shared';

type Entry = Readonly<Record<string, string>>;

interface Oracle {
  readonly file: string;
  readonly format: string;
  readonly loads: boolean;
  readonly entries: readonly Entry[];
}

function files(...names: readonly string[]): (Oracle & { text: string })[] {
  return readJsonLines<Oracle>('corpus/oracle/xml.jsonl')
    .filter(({ format, loads }) => names.includes(format) && loads)
    .map((oracle) => ({ ...oracle, text: decodeText(readFileSync(path.join(sharedFolder, 'corpus', oracle.file))).text }));
}

/** What is written at the places of the rows, against what ElementTree says; properties are not put in. */
function check(format: Format, oracle: Oracle & { text: string }, expected: readonly string[]): number {
  const { dependencies, problems } = format.parse(oracle.text);
  const rows = dependencies.map(
    ({ nameSpan, specifier }) => `${slice(oracle.text, nameSpan)} ${specifier ? slice(oracle.text, specifier.span) : ''}`,
  );
  assert.deepEqual(rows, expected, oracle.file);
  assert.deepEqual(problems, [], oracle.file);
  return rows.length;
}

/** Edits of every row leave well-formed XML, and the other rows as they were. */
function checkEdits(format: Format, { file, text }: Oracle & { text: string }, name: string): number {
  const { dependencies } = format.parse(text);
  const facts = dependencies.map((row) => `${row.name} ${row.specifier?.raw ?? ''}`);
  let count = 0;
  dependencies.forEach((row, at) => {
    // Every edit reads the whole file several times.
    if (at % 4 > 0) return;
    for (const [kind, edit] of Object.entries({ rename: format.edits?.rename(text, row, name), remove: format.edits?.remove(text, [row]) })) {
      if (!edit) continue;
      const after = applyEdits(text, edit) ?? assert.fail(`${file}: edits overlap`);
      const parser = new SaxesParser();
      parser.on('error', (error) => assert.fail(`${file}: ${error.message}`));
      parser.write(after).close();
      const manifest = format.parse(after);
      checkPlaces(after, manifest);
      const others = manifest.dependencies.map((other) => `${other.name} ${other.specifier?.raw ?? ''}`);
      if (kind === 'rename') others.splice(at, 1);
      assert.deepEqual(
        others,
        facts.filter((_, n) => n !== at),
        `${file}: ${kind} ${row.name}`,
      );
      count++;
    }
  });
  return count;
}

describe('XML manifests against ElementTree', () => {
  it('reads every dependency of every pom.xml', function () {
    needShared(this);
    this.timeout(600_000);
    let count = 0;
    let edits = 0;
    for (const oracle of files('pom.xml')) {
      // A parent and a plugin are no dependencies.
      const entries = oracle.entries.filter(({ kind }) => kind === 'dependency');
      count += check(
        mavenPom,
        oracle,
        entries.map(({ artifactId = '', version = '' }) => `${artifactId} ${version}`),
      );
      edits += checkEdits(mavenPom, oracle, 'org.other:portolan-probe');
    }
    assert.ok(count > 130 && edits > 50, `${count} rows, ${edits} edits`);
  });

  it('reads every package of every project and properties file', function () {
    needShared(this);
    this.timeout(600_000);
    let count = 0;
    let edits = 0;
    for (const oracle of files('csproj', 'directory.packages.props')) {
      // Projects of the same solution are no packages; `Remove` takes a row away.
      const entries = oracle.entries.filter((entry) => entry['kind'] !== 'ProjectReference' && !entry['Remove']);
      const expected = entries.map((entry) => `${entry['Include'] ?? entry['Update'] ?? ''} ${entry['VersionOverride'] ?? entry['Version'] ?? ''}`);
      count += check(nugetProject, oracle, expected);
      edits += checkEdits(nugetProject, oracle, 'Portolan.Probe');
    }
    assert.ok(count > 300 && edits > 80, `${count} rows, ${edits} edits`);
  });

  it('reads every package of every packages.config', function () {
    needShared(this);
    this.timeout(600_000);
    let count = 0;
    for (const oracle of files('packages.config')) {
      count += check(
        nugetPackagesConfig,
        oracle,
        oracle.entries.map(({ id = '', version = '' }) => `${id} ${version}`),
      );
      checkEdits(nugetPackagesConfig, oracle, 'Portolan.Probe');
    }
    assert.ok(count > 20, `${count} rows`);
  });
});
