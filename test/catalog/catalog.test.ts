import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '../../src/engine';
import type { Ecosystem } from '../../src/model/vocabulary';
import { testEngine } from '../support/engine';
import { smallEngine } from '../support/small-catalog';
import { ruleScripts } from './rule-scripts';

const kilobyte = 1024;

describe('catalog: lookup', () => {
  const id = async (ecosystem: Ecosystem, name: string): Promise<string | undefined> => (await smallEngine()).catalog.ruleFor(ecosystem, name)?.id;

  it('finds a rule by each of its names, in its own registry only', async () => {
    assert.equal(await id('pypi', 'array'), 'acme/array');
    assert.equal(await id('pypi', 'arrayvision'), 'acme/array');
    assert.equal(await id('npm', 'client'), 'acme/client');
    assert.equal(await id('npm', 'array'), undefined);
    assert.equal(await id('conda', 'client'), undefined);
  });
  it('finds a family by pattern, whole names only', async () => {
    assert.equal(await id('pypi', 'acme-blas-cu12'), 'acme/runtime-wheels');
    assert.equal(await id('pypi', 'acme--cu12'), 'acme/runtime-wheels');
    assert.equal(await id('pypi', 'acme-blas-cu11'), undefined);
    assert.equal(await id('pypi', 'x-acme-blas-cu12'), undefined);
    assert.equal(await id('npm', 'acme-blas-cu12'), undefined);
  });
  it('an exact name beats a family', async () => {
    const engine = await smallEngine([
      { id: 'a/family', title: 'F', names: { pypi: ['x-*'] }, family: true, targets: {}, sources: [] },
      { id: 'a/one', title: 'O', names: { pypi: ['x-one'] }, targets: {}, sources: [] },
    ]);
    assert.equal(engine.catalog.ruleFor('pypi', 'x-one')?.id, 'a/one');
    assert.equal(engine.catalog.ruleFor('pypi', 'x-two')?.id, 'a/family');
  });
  it('does not take the words of the language for names', async () => {
    for (const name of ['constructor', '__proto__', 'toString', '']) assert.equal(await id('pypi', name), undefined);
  });
  it('finds rules by artifact, of that kind', async () => {
    const { catalog } = await smallEngine();
    assert.deepEqual(
      catalog.rulesForArtifact('index', 'wheels.acme.org/cu124').map((rule) => rule.id),
      ['acme/array'],
    );
    assert.deepEqual(
      catalog.rulesForArtifact('index', 'wheels.acme.org/rocm6').map((rule) => rule.id),
      [],
    );
    assert.deepEqual(
      catalog.rulesForArtifact('image', 'wheels.acme.org/cu124').map((rule) => rule.id),
      [],
    );
  });
  it('knows ordinary names by registry', async () => {
    const { catalog } = await smallEngine();
    assert.deepEqual(
      [catalog.isOrdinary('pypi', 'requests'), catalog.isOrdinary('npm', 'requests'), catalog.isOrdinary('cargo', 'requests')],
      [true, false, false],
    );
    assert.equal(catalog.isOrdinary('pypi', ''), false);
  });
  it('finds rules by id and by names with or without their registry', async () => {
    const engine = await smallEngine();
    assert.equal(engine.catalog.ruleById('acme/flow')?.title, 'Flow');
    assert.equal(engine.catalog.ruleById('acme/none'), undefined);
    assert.deepEqual(
      engine.rulesNamed('Client').map((rule) => rule.id),
      ['acme/client'],
    );
    assert.deepEqual(
      engine.rulesNamed('npm:client').map((rule) => rule.id),
      ['acme/client'],
    );
    assert.deepEqual(engine.rulesNamed('pypi:left-pad'), []);
  });
  it('refuses a catalog of another shape', () => {
    assert.throws(() => createEngine({ catalog: '{"format":2}', today: '2026-01-01', version: '0' }), /catalog format 2/);
  });
});

describe('catalog: the compiled files', () => {
  it('find every written name again', async () => {
    const { catalog } = testEngine();
    const { compileCatalog, readOrdinary, readRuleFiles, readVocabulary } = await ruleScripts();
    const entries = readRuleFiles(process.cwd()).filter(({ rule }) => rule);
    const compiled = compileCatalog(entries, readVocabulary(process.cwd()), readOrdinary(process.cwd()));
    const engine = createEngine({ catalog: JSON.stringify(compiled.catalog), today: '2026-01-01', version: '0' });
    for (const { rule } of entries) {
      for (const [registry, names] of Object.entries(rule?.names ?? {})) {
        for (const name of names)
          assert.equal(engine.catalog.ruleFor(registry as Ecosystem, name.replace('*', 'x'))?.id, rule?.id, `${registry}:${name}`);
      }
    }
    for (const [registry, names] of Object.entries(readOrdinary(process.cwd()))) {
      for (const name of names) assert.ok(engine.catalog.isOrdinary(registry as Ecosystem, name), name);
    }
    assert.ok(catalog.size > 0 && catalog.size <= engine.catalog.size, 'the built catalog holds no rule that is not written');
  });
  it('are small: five hundred rules of this kind stay within 350 KB', () => {
    const text = readFileSync(path.join(process.cwd(), 'dist', 'catalog.json'), 'utf8');
    const { rules } = JSON.parse(text) as { rules: readonly object[] };
    const bytesOfRules = Buffer.byteLength(JSON.stringify(rules));
    const rest = Buffer.byteLength(text) - bytesOfRules;
    assert.ok(rest + (bytesOfRules / rules.length) * 500 < 350 * kilobyte, `${bytesOfRules} bytes for ${rules.length} rules and ${rest} more`);
  });
  it('keep texts and evidence out of the catalog', () => {
    const catalog = readFileSync(path.join(process.cwd(), 'dist', 'catalog.json'), 'utf8');
    assert.ok(!catalog.includes('https://github.com/'));
    assert.ok(statSync(path.join(process.cwd(), 'dist', 'pages.json')).size > catalog.length);
  });
});
