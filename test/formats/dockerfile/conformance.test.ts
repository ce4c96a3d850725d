import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dockerfile } from '../../../src/formats/dockerfile';
import { decodeText } from '../../../src/text/decode';
import { LineIndex } from '../../../src/text/line-index';
import { slice } from '../../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../../support/shared';

interface Expected {
  readonly file: string;
  readonly format: string;
  readonly facts: {
    readonly images: readonly { line: number; image?: string; written?: string; stage?: string }[];
    readonly copy_from?: readonly { line: number; image: string }[];
    readonly pip: readonly { packages: readonly string[]; options?: readonly (readonly [string, string])[] }[];
  };
}

describe('Dockerfile: hand-made files', () => {
  it('reads what was written down for each of them', function () {
    needShared(this);
    const all = readJsonLines<Expected>('corpus/synthetic/EXPECTED.jsonl').filter(({ format }) => format === 'dockerfile');
    assert.ok(all.length > 10);
    for (const { file, facts } of all) {
      assert.ok(dockerfile.matches(file), file);
      const { text } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', 'synthetic', file)));
      const { artifacts, dependencies, includes, problems } = dockerfile.parse(text);
      const lines = new LineIndex(text);
      const images = artifacts.filter(({ kind }) => kind === 'image');
      const expected = [...facts.images.filter(({ image }) => image !== undefined), ...(facts.copy_from ?? [])].sort((a, b) => a.line - b.line);
      assert.deepEqual(
        images.map(({ value, declaration }) => [lines.position(declaration.start).line + 1, value]),
        expected.map(({ line, image }) => [line, image]),
        file,
      );
      for (const { line, written, stage } of facts.images.filter(({ image }) => image !== undefined)) {
        const image = images.find(({ declaration }) => lines.position(declaration.start).line + 1 === line) ?? assert.fail(file);
        if (written !== undefined) assert.equal(slice(text, image.span), written, file);
        // An image that an argument chooses says so in place of its stage.
        if (stage !== undefined && image.group.kind === 'main') assert.equal(image.group.id, `stage:${stage}`, file);
      }
      assert.deepEqual(
        dependencies.filter(({ ecosystem }) => ecosystem === 'pypi').map(({ span }) => slice(text, span).replaceAll(/^["']|["']$/g, '')),
        facts.pip.flatMap(({ packages }) => packages),
        file,
      );
      const options = facts.pip.flatMap((one) => one.options ?? []);
      assert.deepEqual(
        artifacts.filter(({ kind }) => kind === 'index').map(({ value }) => value),
        options.filter(([name]) => name !== '-r').map(([, value]) => value),
        file,
      );
      assert.deepEqual(
        includes.map((include) => include.path),
        options.filter(([name]) => name === '-r').map(([, value]) => value),
        file,
      );
      assert.deepEqual(problems, [], file);
    }
  });
});
