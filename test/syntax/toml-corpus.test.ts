import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { type TomlNode, readToml } from '../../src/syntax/toml';
import { contains, slice } from '../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../support/shared';

/** Files of the corpus that are TOML by their names, without a byte order mark. */
function tomlFiles(): { file: string; text: string }[] {
  return readJsonLines<{ repo: string; path: string }>('corpus/INDEX.jsonl')
    .map((entry) => `${entry.repo.replace('/', '+')}/${entry.path}`)
    .filter((file) => file.endsWith('.toml') || /(?:uv|poetry|pdm|Cargo)\.lock$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8').replace(/^\uFEFF/, '') }));
}

/** A template with placeholders in keys: no TOML. */
const notToml = ['crewAIInc+crewAI/lib/cli/src/crewai_cli/templates/crew/pyproject.toml'];

/** Strings, lists and tables; anything else as null. Line breaks alike, as smol-toml normalizes them. */
function plain(node: TomlNode): unknown {
  if (node.kind === 'string') return node.content.text.replaceAll('\r\n', '\n');
  if (node.kind === 'scalar') return null;
  if (node.kind === 'array') return node.items.map(({ value }) => plain(value));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.name, plain(value)]));
}

function plainOracle(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n');
  if (Array.isArray(value)) return value.map(plainOracle);
  if (typeof value !== 'object' || value === null || value instanceof Date) return null;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainOracle(member)]));
}

function checkSpans(text: string, node: TomlNode): void {
  const raw = slice(text, node.span);
  if (node.kind === 'string') {
    assert.ok(contains(node.span, node.contentSpan));
    if (node.plain) assert.equal(slice(text, node.contentSpan), node.content.text);
    assert.ok(/^(?:"""|'''|"|')/.test(raw) && raw.at(0) === raw.at(-1), raw);
  } else if (node.kind === 'scalar') assert.equal(raw, node.raw);
  else if (node.kind === 'array') {
    if (node.form === 'inline') assert.ok(raw.startsWith('[') && raw.endsWith(']'));
    for (const { value, comma } of node.items) {
      if (comma !== undefined) assert.equal(text[comma], ',');
      checkSpans(text, value);
    }
  } else {
    if (node.form === 'inline') assert.ok(raw.startsWith('{') && raw.endsWith('}'));
    for (const { key, value } of node.entries) {
      const written = slice(text, key.span);
      assert.ok(written === key.name || /^["']/.test(written), written);
      checkSpans(text, value);
    }
  }
}

/** Whatever is cut off, reading ends, and every span lies in the text. */
function checkTolerant(text: string): void {
  const { root, comments, problems } = readToml(text);
  const whole = { start: 0, end: text.length };
  const visit = (node: TomlNode): void => {
    assert.ok(contains(whole, node.span));
    if (node.kind === 'array') for (const { value } of node.items) visit(value);
    if (node.kind === 'table') for (const { value } of node.entries) visit(value);
  };
  visit(root);
  for (const { span } of [...comments, ...problems]) assert.ok(contains(whole, span) && span.start <= span.end);
}

describe('readToml on real files', () => {
  it('every string equals that of smol-toml, and every span cuts out its own text', function () {
    needShared(this);
    this.timeout(600_000);
    const files = tomlFiles();
    assert.ok(files.length > 400, `${files.length} files`);
    for (const { file, text } of files) {
      if (notToml.includes(file)) continue;
      const { root, problems } = readToml(text);
      assert.deepEqual(problems, [], file);
      assert.deepEqual(plain(root), plainOracle(parse(text)), file);
      checkSpans(text, root);
    }
  });

  it('every prefix of short files is read', function () {
    needShared(this);
    this.timeout(600_000);
    const files = tomlFiles().filter(({ text }) => text.length <= 4096);
    // Every sixth file: prefixes of one shape repeat in the next.
    for (const { text } of files.filter((_, index) => index % 6 === 0)) {
      for (let end = 0; end <= text.length; end++) checkTolerant(text.slice(0, end));
    }
  });

  it('a line that is cut short loses nothing of the tables that follow', function () {
    needShared(this);
    for (const { file, text } of tomlFiles().filter(({ text: each }) => each.length <= 4096)) {
      const probe = '\n[portolan.probe]\nvalue = "kept"\n';
      for (let end = 0; end <= text.length; end += 37) {
        const cut = text.slice(0, end);
        if (cut.includes('"""') || cut.includes("'''")) continue;
        const table = readToml(cut + probe).root.get('portolan')?.value;
        assert.deepEqual(table && plain(table), { probe: { value: 'kept' } }, `${file} up to ${end}`);
      }
    }
  });
});

describe('readToml on random text', () => {
  const pieces = [
    'a',
    '=',
    '"',
    "'",
    '"""',
    '[',
    ']',
    '[[',
    ']]',
    '{',
    '}',
    ',',
    '.',
    '#',
    '\n',
    '\r\n',
    ' ',
    '\\',
    '1',
    '-',
    'é',
    '\uFEFF',
    '🚀',
    'a = "b"\n',
    '[t]\n',
  ];

  it('never throws and keeps its spans in the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => checkTolerant(parts.join(''))),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('text that smol-toml reads has no problem and the same strings', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let expected;
        try {
          expected = parse(text);
        } catch {
          return;
        }
        const { root, problems } = readToml(text);
        assert.deepEqual(problems, []);
        assert.deepEqual(plain(root), plainOracle(expected));
      }),
      { numRuns: 5000, seed: 2 },
    );
  });
});
