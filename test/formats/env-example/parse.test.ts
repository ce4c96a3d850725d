import assert from 'node:assert/strict';
import { envExample } from '../../../src/formats/env-example';
import { mark, unmark } from '../../support/marks';
import { readCorpusFile } from '../../support/npm-lock';
import { needShared, readJsonLines } from '../../support/shared';

/** The names of the settings are where the sample marks them. */
function reads(marked: string): void {
  it(JSON.stringify(marked), () => {
    const { text } = unmark(marked);
    const { settings = [], dependencies, artifacts, comments, problems } = envExample.parse(text);
    assert.equal(
      mark(
        text,
        settings.map(({ span }) => span),
      ),
      marked,
    );
    assert.deepEqual([dependencies, artifacts, comments, problems], [[], [], [], []]);
  });
}

describe('examples of environment files', () => {
  it('are known by their names, and no real one is', () => {
    const known = [
      '.env.example',
      'a/.env.sample',
      '.env.template',
      '.env.dev.example',
      '.env-template',
      '.env_example',
      '.ENV.EXAMPLE',
      'env.example',
      'example.env',
      '.env.dist',
    ];
    const others = [
      '.env',
      'a/.env',
      '.env.local',
      '.env.production',
      '.env.example.local',
      'prod.env',
      'env',
      'example',
      '.example',
      '.env.example/x',
      'env.ts',
    ];
    assert.deepEqual(
      [...known, ...others].filter((name) => envExample.matches(name)),
      known,
    );
  });

  reads('⟦OPENAI_BASE_URL⟧=https://x.example.org\nOPENAI_API_KEY=sk-x\n');
  reads('# ⟦OPENAI_API_BASE⟧ = x\nexport ⟦ANTHROPIC_BASE_URL⟧=\n#export ⟦AZURE_OPENAI_ENDPOINT⟧=y');
  reads('openai_base_url=x\nBASE_URL=x\n_BASE_URL=x\nOPENAI_BASE_URLS=x\nOPENAI_BASE_URL\nOPENAI_BASE_URL: x\n');
  reads('# set OPENAI_BASE_URL=x to use another service\nX="OPENAI_BASE_URL=y"\n');
  reads('⟦A_ENDPOINT⟧=1\r\n⟦B_ENDPOINT⟧=2\r\n');
  reads('');

  it('keeps no value of real examples', function () {
    needShared(this);
    let count = 0;
    for (const { repo, path } of readJsonLines<{ repo: string; path: string; format: string }>('corpus/INDEX.jsonl').filter(
      ({ format }) => format === 'env-example',
    )) {
      const text = readCorpusFile(`${repo.replace('/', '+')}/${path}`);
      for (const { name, span } of envExample.parse(text).settings ?? []) {
        assert.match(name, /^[A-Z0-9_]+$/);
        assert.equal(text.slice(span.start, span.end), name, path);
        count++;
      }
    }
    assert.ok(count > 30, String(count));
  });
});
