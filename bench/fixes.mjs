// Proving fixes: all of a requirements file in which every row has a finding, and the run that applies the safe ones.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bestOf, row } from './measure.mjs';

const FILE = 'requirements.txt';

/** Rows with remedies of every kind: other packages, builds, extras, markers, none that can be written. */
const boundRows = [
  'openai>=1.40',
  "flash-attn==2.7.4 ; sys_platform == 'linux'",
  'faiss-gpu-cu12==1.9.0',
  'google-genai',
  'anthropic~=0.40',
  'bitsandbytes==0.45.0',
  'onnxruntime-gpu',
  'jax[cuda12]',
  'tensorflow[and-cuda]==2.18.0',
  'cupy-cuda12x',
  'langchain-openai',
  'nixl>=0.3',
  'tensorrt-llm==0.19.0',
  'dashscope',
  'groq',
  'mistralai',
];

export async function benchFixes({ root, engine }) {
  const catalog = readFileSync(path.join(root, 'dist/catalog.json'), 'utf8');
  const knowledge = engine.createEngine({ catalog, today: '2026-01-01', version: '0.0.0' });
  const few = await judged(knowledge, 64);
  const many = await judged(knowledge, 320);
  await few.prove();
  const [judge, prove, proveFew] = await bestOf(3, many.judge, many.prove, few.prove);
  const [safe] = await bestOf(1, many.applySafe);
  return [
    row('all fixes of a file of 320 findings', prove, 'ms', { note: `${many.count()} fixes` }),
    // Each fix is proven by reading and judging the whole file again.
    row('… / (judging the file once × its findings)', prove / judge / 320, '×', { limit: 2 }),
    // Five times the findings in a file that is five times as long.
    row('320 findings / 64 findings', prove / proveFew, '×', { limit: 50 }),
    row('applying its safe fixes / judging the file once', safe / judge, '×', { limit: 200 }),
    // What the editor asks for again with every light bulb.
    row('the same fixes asked for again / judging the file once', (await bestOf(3, many.askAgain))[0] / judge, '×', { limit: 1 }),
  ];
}

async function judged(knowledge, count) {
  const text = `${Array.from({ length: count }, (_, n) => boundRows[n % boundRows.length]).join('\n')}\n`;
  const files = {
    list: async () => [{ name: FILE, kind: 'file' }],
    read: async (file) => (file === FILE ? { kind: 'text', text, version: 1 } : { kind: 'missing' }),
  };
  const session = knowledge.createSession(files);
  let result = await session.analyzeFile(FILE);
  const fixes = () => result.findings.flatMap((finding) => session.fixes(finding, result));
  const judge = async () => {
    session.changed();
    result = await session.analyzeFile(FILE);
  };
  return {
    judge,
    count: () => fixes().length,
    // Judged anew each time, since a session may remember what it has proven for a result.
    prove: async () => {
      await judge();
      fixes();
    },
    askAgain: fixes,
    applySafe: () => session.fixed([FILE], { review: false, rules: [], packages: [] }),
  };
}
