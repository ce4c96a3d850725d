import assert from 'node:assert/strict';
import { readExtras, readRequirement, sourceKind } from '../../src/syntax/pep508';
import type { RequirementSyntax } from '../../src/syntax/pep508';
import { MappedText } from '../../src/text/mapped-text';
import type { Span } from '../../src/text/span';
import { slice } from '../../src/text/span';
import { mark, unmark } from '../support/marks';

/** The spans of one kind of part, to be drawn into the sample. */
const parts: Record<string, (requirement: RequirementSyntax) => readonly (Span | undefined)[]> = {
  name: ({ nameSpan }) => [nameSpan],
  whole: ({ span }) => [span],
  extras: ({ extras }) => extras.map(({ span }) => span),
  list: ({ extrasSpan }) => [extrasSpan],
  specifier: ({ specifier }) => [specifier?.span],
  clauses: ({ specifier }) => (specifier?.clauses ?? []).map(({ span }) => span),
  versions: ({ specifier }) => (specifier?.clauses ?? []).map(({ versionSpan }) => versionSpan),
  local: ({ specifier }) => (specifier?.clauses ?? []).map(({ localSpan }) => localSpan),
  marker: ({ marker }) => [marker?.span],
  url: ({ source }) => [source?.span],
};

function check(part: string, marked: string, problems = 0): void {
  it(`${part}: ${marked}`, () => {
    const { text } = unmark(marked);
    const reading = readRequirement(MappedText.verbatim(text, 0));
    assert.ok(reading.requirement, 'no requirement');
    const spans = (parts[part]?.(reading.requirement) ?? []).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
    assert.equal(reading.problems.length, problems, JSON.stringify(reading.problems));
  });
}

describe('syntax/pep508', () => {
  describe('finds the parts', () => {
    check('name', '⟦torch⟧');
    check('name', '  ⟦zope.interface⟧ >=5');
    check('whole', ' ⟦torch [a] >= 2 ; x⟧  ');
    check('extras', 'vllm[⟦cuda⟧, ⟦audio⟧ ]==0.5');
    check('list', 'jax ⟦[ cuda12 ]⟧');
    check('list', 'jax⟦[]⟧');
    check('specifier', 'torch⟦>=2.0,<3⟧; sys_platform == "linux"');
    check('specifier', 'torch (⟦>=2.0, <3⟧)');
    check('specifier', 'torch ⟦== 2.0⟧ ');
    check('clauses', 'torch⟦>= 2.0⟧ , ⟦!=2.1⟧');
    check('versions', 'torch===⟦2.0,x⟧ ; a');
    check('versions', 'torch==⟦${VERSION}⟧');
    check('local', 'torch==2.6.0⟦+cu124⟧');
    check('marker', 'torch ; ⟦python_version < "3.12"⟧');
    check('url', 'clip @ ⟦git+https://github.com/openai/CLIP.git@main#egg=clip⟧');
    check('url', 'clip@⟦https://example.org/a;b⟧ ; extra == "x"');
    check('specifier', 'torch⟦>=2,⟧');
  });

  describe('reads what it can of half-typed text', () => {
    check('specifier', 'torch⟦=⟧', 1);
    check('specifier', 'torch⟦>=⟧', 1);
    check('specifier', 'torch⟦=2.0⟧', 1);
    check('specifier', 'torch⟦>=1<2⟧', 1);
    check('clauses', 'torch>=,⟦<2⟧', 1);
    check('extras', 'foo[', 1);
    check('extras', 'foo[⟦a⟧', 1);
    check('extras', 'foo[⟦a⟧,', 1);
    check('list', 'foo[a,', 1);
    check('name', '⟦foo⟧(', 1);
    check('name', '⟦foo⟧ @', 1);
    check('name', '⟦foo⟧-', 1);
    check('marker', 'foo;');
    check('specifier', 'foo⟦==2⟧ bar', 1);
    check('specifier', 'foo⟦>=1⟧[gpu]', 1);
    check('name', '⟦cloud-sql⟧["pymysql"]', 1);
  });

  describe('refuses what starts with no requirement', () => {
    for (const text of ['', '   ', '-e .', 'Hello, world', 'this is prose', 'version https://example.org', 'oid sha256:0', 'café==1']) {
      it(JSON.stringify(text), () => {
        const { requirement, problems } = readRequirement(MappedText.verbatim(text, 0));
        assert.equal(requirement, undefined);
        assert.deepEqual(
          problems.map(({ code }) => code),
          ['unread-requirement'],
        );
      });
    }
    for (const text of ['KEY: value', 'foo (bar)', 'a/b', 'foo. bar', 'foo[a]bar', '<html>', '{"a": 1}']) {
      it(text, () => assert.equal(readRequirement(MappedText.verbatim(text, 0)).requirement, undefined));
    }
  });

  it('ends a URL at a semicolon only where it is told to', () => {
    const text = MappedText.verbatim('foo @ https://example.org/x;extra == "a"', 0);
    assert.equal(readRequirement(text).requirement?.source?.url, 'https://example.org/x;extra');
    const { requirement } = readRequirement(text, { urlEndsAtSemicolon: true });
    assert.equal(requirement?.source?.url, 'https://example.org/x');
    assert.equal(requirement?.marker?.raw, 'extra == "a"');
  });

  it('gives places in the document for joined text', () => {
    const document = 'torch>=\\\n2.0';
    const joined = MappedText.joined(
      [
        { text: 'torch>=', offset: 0 },
        { text: '2.0', offset: 9 },
      ],
      12,
    );
    const clause = readRequirement(joined).requirement?.specifier?.clauses[0];
    assert.equal(clause && slice(document, clause.versionSpan), '2.0');
    assert.equal(clause && slice(document, clause.span), '>=\\\n2.0');
  });

  it('reads extras that stand alone', () => {
    const { extras, extrasSpan, problems } = readExtras(MappedText.verbatim('[a, b]', 5));
    assert.deepEqual(
      extras.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.deepEqual([extrasSpan, problems], [{ start: 5, end: 11 }, []]);
  });

  const kinds: [string, string][] = [
    ['https://example.org/a.whl', 'url'],
    ['git+ssh://git@example.org/a', 'vcs'],
    ['file:///a', 'path'],
    ['./a', 'path'],
  ];
  for (const [url, kind] of kinds) it(`${url} is ${kind}`, () => assert.equal(sourceKind(url), kind));

  it('takes time in proportion to the text', () => {
    for (const text of ['a['.repeat(50000), `a${'>='.repeat(50000)}`, `a ${'('.repeat(99999)}`, `a${'.'.repeat(99999)}`, `a[${'b,'.repeat(50000)}`]) {
      readRequirement(MappedText.verbatim(text, 0));
    }
  });
});
