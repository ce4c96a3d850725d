import assert from 'node:assert/strict';
import { checkToGithub, checkToTerminal, exportFormats, exportReport } from '../../src/engine';
import { endpointSettings, endpointWords } from '../../src/report/endpoint-settings';
import { plainStyle } from '../../src/report/terminal-style';
import { reportOf } from './small-report';

const secret = 'sk-5ecret-va1ue';
const files = {
  'requirements.txt': `client==1.0\n-r .env\n-r deploy/prod.env\n`,
  '.env': `OPENAI_API_KEY=${secret}\nclient ${secret}\n`,
  'deploy/prod.env': `X=${secret}\n`,
  '.env.example': `OPENAI_API_KEY=${secret}\nOPENAI_BASE_URL=https://${secret}.example.org\n# ANTHROPIC_BASE_URL=${secret}\n`,
};

describe('endpoint settings', () => {
  it('are told by vendor and file', async () => {
    const report = await reportOf({ ...files, 'b/.env.sample': 'OPENAI_API_BASE=x\nAZURE_OPENAI_ENDPOINT=y\nOTHER_BASE_URL=z\n' });
    const found = (vendor: string): string[] => endpointSettings(report.result.files, vendor).map(({ file, name }) => `${file} ${name}`);
    assert.deepEqual(found('openai'), ['.env.example OPENAI_BASE_URL', 'b/.env.sample OPENAI_API_BASE']);
    assert.deepEqual(found('azure-openai'), ['b/.env.sample AZURE_OPENAI_ENDPOINT']);
    assert.deepEqual(found('anthropic'), ['.env.example ANTHROPIC_BASE_URL']);
    assert.deepEqual(found('cohere'), []);
    const words = endpointWords(endpointSettings(report.result.files, 'openai'), (path) => path);
    assert.equal(words, 'an endpoint setting exists in .env.example and 1 more file (OPENAI_BASE_URL)');
    assert.equal(
      endpointWords([], (path) => path),
      undefined,
    );
  });

  it('raise no finding', async () => {
    const report = await reportOf({ '.env.example': files['.env.example'] });
    assert.deepEqual(report.findings, []);
  });

  it('no value of an environment file is in any output, and a real one is not read', async () => {
    const report = await reportOf(files);
    const outputs = exportFormats.map(({ id }) => exportReport(report, id, { title: 'x', formats: [], style: '' }));
    outputs.push(checkToGithub(report), checkToTerminal(report, { style: plainStyle, wide: true, verbose: true }));
    for (const output of outputs) assert.ok(!output.includes(secret), output.slice(0, 200));
    assert.ok(!JSON.stringify(report.result).includes(secret));
    assert.deepEqual(
      report.result.files.map(({ path }) => path),
      ['.env.example', 'requirements.txt'],
    );
  });
});
