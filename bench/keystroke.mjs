// A change in a 300-line requirements file: reading and judging it again through a session that knows the folder.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bestOf, row } from './measure.mjs';

const FILE = 'requirements.txt';

export async function benchKeystroke({ root, engine }) {
  const catalog = readFileSync(path.join(root, 'dist/catalog.json'), 'utf8');
  const knowledge = engine.createEngine({ catalog, today: '2026-01-01', version: '0.0.0' });
  const short = typist(knowledge, requirementsOf(300));
  const long = typist(knowledge, requirementsOf(3000));
  for (let n = 0; n < 20; n++) await short.type();
  const [one, ten, baseline] = await bestOf(25, short.type, long.type, () => splitAndLookUp(short.text(), knowledge));
  return [
    row('change in a 300-line requirements file', one, 'ms', { goal: 5, note: `${short.findings()} findings` }),
    // The least that any reader must do: cut lines, take off what follows the name, look the name up. Parsing with places, conditions,
    // verdicts, markers and ignores for each row may cost so many times that.
    row('… / splitting the lines and looking each name up', one / baseline, '×', { limit: 60 }),
    // Ten times the lines: well above 10 means that some step is not linear.
    row('3000 lines / 300 lines', ten / one, '×', { limit: 20 }),
  ];
}

/** A session over one open document to which each `type()` adds or takes away a character near the top. */
function typist(knowledge, start) {
  let text = start;
  let version = 1;
  let findings = 0;
  const files = {
    list: async () => [{ name: FILE, kind: 'file' }],
    read: async (file) => (file === FILE ? { kind: 'text', text, version } : { kind: 'missing' }),
  };
  const session = knowledge.createSession(files);
  return {
    text: () => text,
    findings: () => findings,
    async type() {
      version++;
      text = version % 2 === 0 ? `x${start}` : start;
      session.changed(FILE);
      findings = (await session.analyzeFile(FILE)).findings.length;
    },
  };
}

/** AI packages as people write them: one row in ten is one of these, each in turn. */
const boundRows = [
  'torch==2.6.0+cu124',
  'openai>=1.40',
  "flash-attn==2.7.4 ; sys_platform == 'linux'",
  'transformers>=4.40,<5',
  'faiss-gpu-cu12==1.9.0',
  'google-genai',
  'anthropic~=0.40',
  'vllm>=0.6',
  'bitsandbytes==0.45.0',
  'onnxruntime-gpu',
  'jax[cuda12]',
  'torchvision==0.21.0+cu124',
  'tensorflow[and-cuda]==2.18.0',
  'cupy-cuda12x',
  'langchain-openai',
  'nvidia-cublas-cu12==12.4.5.8',
];

/** Other rows: pins, ranges, extras, markers, URLs and comments. */
const otherRows = [
  (n) => `package-${n}==1.${n}.0`,
  (n) => `other_${n}>=2.0,<3 ; python_version >= "3.10"`,
  (n) => `tool.${n}[fast,http]~=4.${n}  # for the service`,
  (n) => `name-${n} @ https://example.org/name-${n}.tar.gz`,
  () => '# a comment line',
  () => 'requests',
  (n) => `thing-${n}`,
];

function requirementsOf(count) {
  const line = (n) => (n % 10 === 0 ? boundRows[(n / 10) % boundRows.length] : otherRows[n % otherRows.length](n));
  const lines = Array.from({ length: count - 1 }, (_, n) => line(n));
  return `--extra-index-url https://download.pytorch.org/whl/cu124\n${lines.join('\n')}\n`;
}

function splitAndLookUp(text, { catalog }) {
  let known = 0;
  for (const line of text.split('\n')) {
    const end = line.search(/[^A-Za-z0-9._-]/);
    const name = (end < 0 ? line : line.slice(0, end)).toLowerCase();
    if (catalog.ruleFor('pypi', name)) known++;
  }
  return known;
}
