import assert from 'node:assert/strict';
import type { Comment } from '../../src/model/manifest';
import { appliesTo, readInlineIgnores, writeIgnore } from '../../src/policy/inline-ignore';
import { LineIndex } from '../../src/text/line-index';
import { knownIds } from './known-ids';
import { processorTime } from '../support/processor-time';

/** The `#` comments of a text; enough of a notation for these tests. */
function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/#.*/g)].map((match) => {
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    return { span: { start: match.index, end: match.index + match[0].length }, text: match[0].slice(1).trim(), ownLine: before.trim() === '' };
  });
}

function read(text: string): ReturnType<typeof readInlineIgnores> {
  return readInlineIgnores(commentsOf(text), new LineIndex(text), knownIds, '2026-11-21');
}

/** Which of the rows (lines that are no comment) the ignores of a text speak of. */
function hidden(text: string): string[] {
  const lines = new LineIndex(text);
  const { ignores } = read(text);
  const found: string[] = [];
  for (let line = 0, start = 0; line < lines.lineCount; line++, start = lines.lineStart(line)) {
    const row = (text.slice(start, lines.lineStart(line + 1)).split('#')[0] ?? '').trim();
    if (row !== '' && ignores.some((ignore) => appliesTo(ignore, { start, end: start + row.length }, lines))) found.push(row);
  }
  return found;
}

function parses(comment: string, expected: object): void {
  it(comment, () => {
    const { ignores, problems } = read(`row  # ${comment}`);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      ignores.map(({ ids, reason, until }) => ({ ids, reason, ...(until === undefined ? {} : { until }) })),
      [expected],
    );
  });
}

function tells(comment: string, problems: readonly string[], counts: readonly string[] = []): void {
  it(comment, () => {
    const result = read(`row  # ${comment}`);
    assert.deepEqual(
      result.problems.map(({ code, arguments: words, span }) => `${code} ${Object.values(words).join()} ${span.start}`),
      problems.map((problem) => `${problem} 5`),
    );
    assert.deepEqual(
      result.ignores.flatMap((ignore) => ignore.ids),
      counts,
    );
  });
}

describe('inline ignores', () => {
  describe('are read', () => {
    parses('portolan-ignore: nvidia/dynamo -- bought', { ids: ['nvidia/dynamo'], reason: 'bought' });
    parses('portolan-ignore: nvidia/dynamo, openai -- both bought (until 2027-03-01)', {
      ids: ['nvidia/dynamo', 'openai'],
      reason: 'both bought',
      until: '2027-03-01',
    });
    parses('portolan-ignore:nvidia,amd-rocm--x', { ids: ['nvidia', 'amd-rocm'], reason: 'x' });
    parses('portolan-ignore: openai -- see (a) -- and (b)', { ids: ['openai'], reason: 'see (a) -- and (b)' });
    parses('portolan-ignore: openai -- last day (until 2026-11-21)', { ids: ['openai'], reason: 'last day', until: '2026-11-21' });
    parses('pinned  # portolan-ignore: openai -- x', { ids: ['openai'], reason: 'x' });
  });

  describe('are told if they cannot count', () => {
    tells('portolan-ignore: openai', ['ignore-without-reason openai']);
    tells('portolan-ignore: openai --', ['ignore-without-reason openai']);
    tells('portolan-ignore: openai -- (until 2027-01-01)', ['ignore-without-reason openai']);
    tells('portolan-ignore: opnai -- x', ['ignore-unknown-id opnai']);
    tells('portolan-ignore: opnai, openai -- x', ['ignore-unknown-id opnai'], ['openai']);
    tells('portolan-ignore: -- x', ['ignore-unknown-id ']);
    tells('portolan-ignore: openai -- x (until 2026-11-20)', ['ignore-expired 2026-11-20']);
    tells('portolan-ignore: openai -- x (until 2027-02-30)', ['ignore-expired 2027-02-30']);
    tells('portolan-ignore: openai -- x (until soon)', ['ignore-expired soon']);
    tells('we could use portolan-ignore: openai -- x', []);
    tells('portolan-ignores: openai', []);
    tells('noqa', []);
  });

  describe('speak of', () => {
    const speaksOf = (text: string, rows: readonly string[]): void => {
      it(text.replaceAll('\n', ' ⏎ ').slice(0, 100), () => assert.deepEqual(hidden(text.replaceAll('#!', '# portolan-ignore: openai -- x')), rows));
    };
    speaksOf('a\nb  #!\nc', ['b']);
    speaksOf('a\n#!\nb\nc', ['b']);
    speaksOf('a\n  #!\n# why\n#!\nb\nc', ['b']);
    speaksOf('#!\n\nb', []);
    speaksOf('a\n#!', []);
    speaksOf('a  #!\r\nb\r\n', ['a']);
  });

  it('speak of a row of several lines from above and from its lines', () => {
    const text = '# portolan-ignore: openai -- x\na \\\n  b  # portolan-ignore: nvidia -- y\nc';
    const lines = new LineIndex(text);
    const { ignores } = read(text);
    const row = { start: text.indexOf('a \\'), end: text.indexOf('b') + 1 };
    assert.deepEqual(
      ignores.map((ignore) => appliesTo(ignore, row, lines)),
      [true, true],
    );
    assert.deepEqual(
      ignores.map((ignore) => appliesTo(ignore, { start: text.length - 1, end: text.length }, lines)),
      [false, false],
    );
  });

  it('are read in linear time', () => {
    const text = '# portolan-ignore: openai -- x\n'.repeat(30_000) + 'row';
    const taken = processorTime(() => assert.equal(new Set(read(text).ignores.map((ignore) => ignore.line)).size, 1));
    assert.ok(taken < 4000, `${taken} ms`);
  });

  describe('are written', () => {
    const writes = (ids: readonly string[], reason: string, until: string | undefined, expected: string | undefined): void => {
      it(expected ?? `not: ${ids.join()} ${JSON.stringify(reason)}`, () =>
        assert.equal(writeIgnore({ ids, reason, ...(until === undefined ? {} : { until }) }), expected),
      );
    };
    writes(['openai'], 'bought', undefined, 'portolan-ignore: openai -- bought');
    writes(['openai', 'nvidia/dynamo'], ' two\n lines ', '2027-03-01', 'portolan-ignore: openai, nvidia/dynamo -- two lines (until 2027-03-01)');
    writes(['openai'], '  ', undefined, undefined);
    writes([], 'x', undefined, undefined);
    writes(['a, b'], 'x', undefined, undefined);
    writes(['a\nb'], 'x', undefined, undefined);
    writes(['openai'], 'x (until 2027-03-01)', undefined, undefined);
  });
});
