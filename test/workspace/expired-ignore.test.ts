import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '../../src/engine';
import { MemoryFiles } from '../support/engine';

describe('an ignore whose last day is over', () => {
  it('ends with the day, though the engine was made before', async () => {
    let day = '2026-11-21';
    const catalog = readFileSync(path.join(process.cwd(), 'dist', 'catalog.json'), 'utf8');
    const engine = createEngine({ catalog, today: () => day, version: '0' });
    const files = new MemoryFiles({
      'requirements.txt': 'dashscope  # portolan-ignore: alibaba/dashscope -- agreed (until 2026-11-21)\nvolcengine-python-sdk[ark]\n',
      'portolan.jsonc': '{ "ignore": [{ "rule": "bytedance-volcengine", "reason": "agreed", "until": "2026-11-21" }] }',
    });
    const judge = async (): Promise<unknown> => {
      const session = engine.createSession(files);
      const result = await session.analyzeFile('requirements.txt');
      const codes = [...(result?.problems ?? []), ...session.policies().flatMap(({ problems }) => problems)].map(({ code }) => code);
      return [result?.findings.map(({ suppressed }) => suppressed?.by), codes];
    };
    assert.deepEqual(await judge(), [['inline', 'policy'], []]);
    day = '2026-11-22';
    assert.deepEqual(await judge(), [
      [undefined, undefined],
      ['ignore-expired', 'ignore-expired'],
    ]);
    assert.equal(engine.today(), day);
  });
});
