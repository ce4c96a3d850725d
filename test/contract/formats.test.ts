import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formats } from '../../src/engine';
import type { Format, FormatEdits } from '../../src/formats/format';
import { noRowEdits } from '../../src/formats/row-edits';
import { needShared } from '../support/shared';
import { checkEdits as checkChanges } from './format-edits';
import { checkDeviceEdits } from './device-edits';
import { checkImageEdits } from './image-edits';
import { checkRowMoves } from './row-moves';
import { corpusSamples, ownSamples, seededNumbers, type Sample } from './format-samples';
import { checkPlaces, manifestFacts } from './manifest-checks';

const shortSample = 4096;
const hostileLength = 20_000;
/** What is read of one long file in all. */
const mostCharacters = 2_000_000;
/** One parse may take this long at most; a parser whose steps grow with the square of the text needs many times as long for hostile ones. */
const boundMilliseconds = 1000;

function parseBounded(format: Format, text: string): void {
  const start = process.cpuUsage();
  const manifest = format.parse(text);
  // Time of this process, so that a busy machine does not count.
  const elapsed = process.cpuUsage(start).user / 1000;
  assert.ok(elapsed < boundMilliseconds, `${elapsed.toFixed(0)} ms for ${text.length} characters: ${JSON.stringify(text.slice(0, 40))}`);
  checkPlaces(text, manifest);
}

/** Every prefix of a short text, 200 random cuts of a long one. */
function checkPrefixes(format: Format, text: string): void {
  if (text.length > shortSample) checkCuts(format, text);
  else for (let at = 0; at <= text.length; at++) parseBounded(format, text.slice(0, at));
}

function checkCuts(format: Format, text: string): void {
  // Fewer of a lock that is megabytes long.
  const cuts = Math.min(200, Math.ceil(mostCharacters / (text.length + 1)));
  for (const at of seededNumbers(text.length, cuts, text.length)) parseBounded(format, text.slice(0, at));
}

const unreadNames = [
  'README.md',
  'notes.txt',
  'requirements.md',
  'src/package.jsonc',
  'pyproject.toml.bak',
  'my-package.json',
  'requirements.txt/notes.md',
  '',
];

const hostileUnits = [
  '[',
  '{',
  '(',
  '"',
  "'",
  '\\',
  '\\\n',
  '#',
  ';',
  ',',
  '=',
  '@',
  '[[a]]\n',
  '"a":{',
  '{a=',
  'a\r',
  '-r ',
  '<',
  '\u0000',
  '\ud800',
  ' ',
  '\n',
  '"""',
  "'''",
  'a[',
  '--hash=',
  'a.',
  '/*',
  '$',
];

for (const format of formats) {
  describe(`contract of the format ${format.id}`, () => {
    const samples = ownSamples(format.id);

    it('has samples that it claims alone, and claims no other names', () => {
      assert.ok(samples.length > 0, `there is no file below test/contract/samples/${format.id}/<set>/`);
      for (const sample of samples)
        assert.deepEqual(
          formats.filter((other) => other.matches(sample.path)).map(({ id }) => id),
          [format.id],
          sample.path,
        );
      assert.deepEqual(
        unreadNames.filter((name) => format.matches(name)),
        [],
      );
    });

    for (const sample of samples) describe(sample.name, () => checkSample(format, sample));

    it('writes every kind of edit in its samples', () => {
      const counts = new Map<string, number>();
      for (const { text } of samples) checkEdits(format, text, counts);
      // Some notations know no extras; their edit of them is there and always refuses.
      const hasExtras = samples.some(({ text }) => format.parse(text).dependencies.some(({ extras }) => extras.length > 0));
      const refused: Partial<FormatEdits> = noRowEdits;
      const offered = (Object.keys(format.edits ?? {}) as (keyof FormatEdits)[]).filter(
        // Text for the owner is no edit.
        (name) =>
          name !== 'describeBuilds' &&
          name !== 'describeChannel' &&
          typeof format.edits?.[name] === 'function' &&
          (name !== 'setExtras' || hasExtras) &&
          format.edits[name] !== refused[name],
      );
      assert.deepEqual(
        offered.filter((name) => !counts.has(name)),
        [],
      );
      assert.equal(format.edits !== undefined, format.capabilities.write);
    });

    it('stays bounded on hostile text', () => {
      const [sample] = samples;
      const half = sample?.text.slice(0, sample.text.length / 2) ?? '';
      for (const unit of hostileUnits) {
        for (const lead of ['', half]) parseBounded(format, lead + unit.repeat(Math.floor(hostileLength / unit.length)));
      }
    });

    it('keeps the contract on files of real projects', function () {
      needShared(this);
      this.timeout(600_000); // every edit of several files, each read again
      for (const sample of corpusSamples(format.id, 5)) checkCuts(format, sample.text);
      for (const { text } of corpusSamples(format.id, 8)) {
        if (text.length <= shortSample) checkEdits(format, text, new Map());
      }
    });
  });
}

function checkSample(format: Format, sample: Sample): void {
  const { text } = sample;
  const sameAs = (changed: string): void => {
    const manifest = format.parse(changed);
    checkPlaces(changed, manifest);
    assert.deepEqual(manifestFacts(manifest), manifestFacts(format.parse(text)));
  };

  it('says something', () => {
    const { dependencies, artifacts, settings = [] } = format.parse(text);
    assert.ok(dependencies.length + artifacts.length + settings.length > 0);
  });
  it('parses every prefix', () => checkPrefixes(format, text));
  it('parses with anything cut out of its middle', () => {
    for (const at of seededNumbers(7, 100, text.length)) parseBounded(format, text.slice(0, at) + text.slice(at + 1 + (at % 17)));
  });
  it('reads the same with CRLF', () => sameAs(text.replaceAll('\n', '\r\n')));
  // YAML shuts tabs out of indentation: https://yaml.org/spec/1.2.2/#61-indentation-spaces
  if (!/\.ya?ml$|pixi\.lock$/.test(sample.path))
    it('reads the same with tabs', () => sameAs(text.replaceAll(/^ +/gm, '\t').replaceAll(/ +#/g, '\t#')));
  it('reads the same without a final newline', () => sameAs(text.trimEnd()));
  it('survives lone surrogates and emoji anywhere', () => {
    for (const at of seededNumbers(11, 70, text.length)) {
      for (const odd of ['\ud83d', '\ude80', '🚀']) parseBounded(format, text.slice(0, at) + odd + text.slice(at));
    }
  });
  it('edits change exactly one thing', () => checkEdits(format, text, new Map()));
  it('edits change exactly one thing with CRLF', () => checkEdits(format, text.replaceAll('\n', '\r\n'), new Map()));
  it('edits change exactly one thing in half-typed text', () => {
    for (const at of seededNumbers(13, 12, text.length)) checkEdits(format, text.slice(0, at), new Map());
  });
}

function checkEdits(format: Format, text: string, counts: Map<string, number>): void {
  checkChanges(format, text, counts);
  checkRowMoves(format, text, counts);
  checkImageEdits(format, text, counts);
  checkDeviceEdits(format, text, counts);
}

describe('format folders', () => {
  const folder = path.join(process.cwd(), 'src', 'formats');
  for (const entry of readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())) {
    it(`${entry.name} has a README that says what it reads`, () => {
      const readme = path.join(folder, entry.name, 'README.md');
      assert.ok(existsSync(readme));
      assert.ok(readFileSync(readme, 'utf8').length > 300);
    });
  }
});
