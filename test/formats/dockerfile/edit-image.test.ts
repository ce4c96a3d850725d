import assert from 'node:assert/strict';
import { dockerfile } from '../../../src/formats/dockerfile';
import { applyEdits } from '../../../src/text/edit';

const images = (text: string) => dockerfile.parse(text).artifacts.filter(({ kind }) => kind === 'image');

/** All images of the text that are written like the first become one argument; undefined: it is refused. */
function check(title: string, text: string, expected: string | undefined): void {
  it(title, () => {
    const [first, ...others] = images(text);
    assert.ok(first);
    const chosen = dockerfile.edits?.makeImageVariable?.(text, [first, ...others.filter(({ value }) => value === first.value)]);
    const after = chosen && applyEdits(text, chosen.edits);
    assert.equal(after, expected);
    if (after === undefined) return;
    assert.deepEqual(
      images(after).map(({ value }) => value),
      images(text).map(({ value }) => value),
    );
  });
}

describe('Dockerfile: an argument for the base image', () => {
  check('stands above the first FROM', 'FROM a/b:1 AS x\nRUN y\n', 'ARG BASE_IMAGE=a/b:1\nFROM ${BASE_IMAGE} AS x\nRUN y\n');
  check(
    'serves every FROM with the same reference',
    'FROM a:1 AS x\nFROM c\nFROM a:1\n',
    'ARG BASE_IMAGE=a:1\nFROM ${BASE_IMAGE} AS x\nFROM c\nFROM ${BASE_IMAGE}\n',
  );
  check(
    'stands behind directives and other arguments',
    '# syntax=docker/dockerfile:1\nARG V=12\n# base\nFROM --platform=linux/amd64 a:${V}-x\n',
    '# syntax=docker/dockerfile:1\nARG V=12\n# base\nARG BASE_IMAGE=a:${V}-x\nFROM --platform=linux/amd64 ${BASE_IMAGE}\n',
  );
  check(
    'keeps what is said to linters',
    'ARG X=1\n# hadolint ignore=DL3006\nFROM a\n',
    'ARG X=1\nARG BASE_IMAGE=a\n# hadolint ignore=DL3006\nFROM ${BASE_IMAGE}\n',
  );
  check('takes a name that is free', 'ARG BASE_IMAGE=c\nFROM a@sha256:1\n', 'ARG BASE_IMAGE=c\nARG BASE_IMAGE_2=a@sha256:1\nFROM ${BASE_IMAGE_2}\n');
  check('keeps line ends', 'FROM a\r\nRUN b\r\n', 'ARG BASE_IMAGE=a\r\nFROM ${BASE_IMAGE}\r\nRUN b\r\n');
  check(
    'leaves COPY --from alone, which knows no variables',
    'FROM a AS x\nCOPY --from=a /b /c\n',
    'ARG BASE_IMAGE=a\nFROM ${BASE_IMAGE} AS x\nCOPY --from=a /b /c\n',
  );
  check('refuses an image that an argument chooses', 'ARG I=a\nFROM $I\n', undefined);
  check('refuses quotes', 'FROM "a"\n', undefined);
  check('refuses templates', '{% if x %}\nFROM a\n{% endif %}\n', undefined);
});

describe('Dockerfile: who chooses an image', () => {
  const groups: readonly (readonly [string, string])[] = [
    ['ARG I=a/b:1\nFROM ${I}\n', 'arg:I optional'],
    ['ARG I=a/b\nFROM $I:2 AS x\n', 'arg:I optional'],
    ['ARG I\nFROM ${I:-a/b:1}\n', 'arg:I optional'],
    ['ARG V=1\nARG I=a:$V\nFROM "${I}"\n', 'arg:I optional'],
    ['ARG V=1\nFROM a:${V}\n', 'stage:0 main'],
    ['ARG R=docker.io\nFROM ${R}/a:1\n', 'stage:0 main'],
    ['FROM ${I:-a}\n', 'stage:0 main'],
    ['FROM a\n', 'stage:0 main'],
  ];
  for (const [text, expected] of groups)
    it(JSON.stringify(text), () => assert.equal(images(text).map(({ group }) => `${group.id} ${group.kind}`)[0], expected));
});

describe('Dockerfile: another image', () => {
  const set = (text: string): string | undefined => {
    const image = images(text).at(-1);
    const edits = image && dockerfile.edits?.setImage?.(text, image, 'new:2');
    return edits && applyEdits(text, edits);
  };
  it('is written in FROM', () => assert.equal(set('FROM a:1 AS b\n'), 'FROM new:2 AS b\n'));
  it('is written in COPY', () => assert.equal(set('FROM x\nCOPY --from=a:1 /b /c\n'), 'FROM x\nCOPY --from=new:2 /b /c\n'));
  it('does not replace a variable', () => assert.equal(set('ARG V=1\nFROM a:$V\n'), undefined));
});
