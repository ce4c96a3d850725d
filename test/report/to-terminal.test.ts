import assert from 'node:assert/strict';
import { checkToTerminal, colourStyle, plainStyle, printable } from '../../src/engine';
import type { SessionSettings } from '../../src/workspace/policies';
import type { Entry } from '../workspace/tree-files';
import { reportOf, secret, secretFiles } from './small-report';

interface Options {
  readonly wide?: boolean;
  readonly verbose?: boolean;
  readonly settings?: SessionSettings;
}

async function textOf(files: Readonly<Record<string, Entry>> | string, { wide = true, verbose = false, settings }: Options = {}): Promise<string> {
  const report = await reportOf(typeof files === 'string' ? { 'requirements.txt': files } : files, settings);
  return checkToTerminal(report, { style: plainStyle, wide, verbose });
}

/** What stands above the tildes of each source line. */
function underlined(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const from = line.indexOf('~');
    const above = lines[index - 1];
    return from < 0 || above === undefined ? [] : [above.slice(from, line.lastIndexOf('~') + 1)];
  });
}

describe('terminal text: the caret', () => {
  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    ['under the label', 'array==2.6.0+cu124\n', ['+cu124']],
    ['under the extra', 'flow[and-cuda]\n', ['and-cuda']],
    ['under the name, behind indentation', '   gpu-only==1\n', ['gpu-only']],
    ['behind tabs', '\tgpu-only==1\n', ['gpu-only']],
    ['under the index', '--extra-index-url https://wheels.acme.org/cu124\n', ['https://wheels.acme.org/cu124']],
    ['on the last line without its end', 'requests\ngpu-only', ['gpu-only']],
    ['in CRLF text', 'requests\r\ngpu-only\r\n', ['gpu-only']],
    ['once for each finding', 'gpu-only\nclient\n', ['gpu-only', 'client']],
    ['not below suppressed ones', 'gpu-only # portolan-ignore: acme/gpu-only -- why\nclient\n', ['client']],
  ];
  for (const [title, text, expected] of cases) it(title, async () => assert.deepEqual(underlined(await textOf(text)), expected));

  it('on a line that is too long for a screen', async () => {
    const text = await textOf({ 'package.json': `{ "dependencies": { "${'x'.repeat(5000)}": "1", "client": "1", "${'y'.repeat(5000)}": "1" } }` });
    assert.deepEqual(underlined(text), ['client']);
    assert.ok(text.split('\n').every((line) => line.length < 250));
  });
});

describe('terminal text: what is said', () => {
  it('file, line, reason, lightest remedy and rule', async () => {
    const [file, source, reason, remedy] = (await textOf('requests\nsearch-gpu==1\n')).split('\n');
    assert.equal(file, 'requirements.txt');
    assert.equal(source, '   2 │ search-gpu==1');
    assert.equal(reason, '     │ ~~~~~~~~~~ is the CUDA build  acme/search-gpu');
    assert.match(remedy ?? '', /^ {5}│ fix \(review, minutes\): Replace search-gpu with search-cpu/);
  });
  it('a remedy by hand, and that there is none', async () => {
    assert.match(await textOf('client\n'), /lightest \(minutes\): Set base_url\./);
    assert.match(await textOf('kernels==1\n'), /no remedy with a source is known/);
  });
  it('one line for each finding where the output is piped', async () => {
    const lines = (await textOf('requests\ngpu-only\nclient\n', { wide: false })).split('\n');
    assert.match(lines[0] ?? '', /^requirements\.txt:2:1: warning: .+ \[acme\/gpu-only\]$/);
    assert.match(lines[1] ?? '', /^requirements\.txt:3:1: information: .+ \[acme\/client\]$/);
    assert.equal(lines[2], '');
  });
  it('only the summary where there is nothing to say', async () => {
    for (const wide of [true, false])
      assert.match(await textOf('requests\n', { wide }), /^0 bound · 0 portable · 1 ordinary · 0 unknown +read 1 file\n$/);
  });
  it('nothing of what is accepted but its number', async () => {
    const text = await textOf('client\n', { settings: { accept: ['openai'] } });
    assert.match(text, /^1 bound .+ 1 accepted or ignored/);
    assert.ok(!text.includes('Set base_url'));
  });
  it('never "runs": no blocker known, and how many are unknown', async () => {
    const text = await textOf('gpu-only\nnobody-knows\n', { settings: { targets: ['nvidia-cuda', 'amd-rocm'] } });
    assert.match(text, /NVIDIA GPUs +no blocker known, 1 unknown/);
    assert.match(text, /1 blocker: gpu-only, 1 unknown/);
  });
  it('what an index, image or device request blocks, where no dependency is bound', async () => {
    const text = await textOf('--extra-index-url https://wheels.acme.org/cu124\nrequests\n', { settings: { targets: ['amd-rocm'] } });
    assert.match(text, /AMD GPUs \(ROCm\) +1 blocker: wheels\.acme\.org\/cu124$/m);
  });
  it('unread places only when asked for, else their number', async () => {
    const broken = '!!\n-r missing.txt\n';
    assert.match(await textOf(broken), /2 places not understood \(--verbose\)/);
    const text = await textOf(
      { 'requirements.txt': broken, 'b/package.json': new Uint8Array([0]), c: { unlisted: 'no permission' }, 'portolan.jsonc': '{ "colour": 1 }' },
      { verbose: true },
    );
    assert.match(text, /^requirements\.txt:1:1: Not read/m);
    assert.match(text, /^requirements\.txt:2:4: The included file/m);
    assert.match(text, /^portolan\.jsonc:1:3: Policy file: `colour`/m);
    assert.match(text, /^b\/package\.json: not read: binary data/m);
    assert.match(text, /^c: folder not read: no permission/m);
  });
});

describe('terminal text: hostile content', () => {
  const isHarmless = (text: string): boolean => [...text].every((character) => character === '\n' || printable(character) === character);

  it('control characters of texts, names and paths stay out', async () => {
    const bad = '\u001b[31m\u0007\u009b2J\u202e\u2028\u0000';
    const files = {
      'requirements.txt': `gpu-only==1 # ${bad.slice(0, -1)}\n!! ${bad.slice(0, -1)}\n`,
      [`a${bad}/requirements.txt`]: 'client\n!!\n',
      'b/package.json': '{ "dependencies": { "client": "\\u001b[31m" }, "\u0085": ',
      [`c${bad}`]: { unlisted: `no ${bad}` },
    };
    for (const wide of [true, false]) assert.ok(isHarmless(await textOf(files, { wide, verbose: true })));
  });
  it('user names and passwords stay out, and the caret stays in its place', async () => {
    for (const wide of [true, false]) {
      const text = await textOf(secretFiles, { wide, verbose: true });
      const at = text.indexOf(secret);
      assert.equal(at < 0 ? '' : text.slice(at - 80, at + 40), '');
    }
    assert.deepEqual(underlined(await textOf(`--index-url https://me:${secret}@wheels.acme.org/cu124\n`)), [
      `https://${'*'.repeat(`me:${secret}`.length)}@wheels.acme.org/cu124`,
    ]);
  });
  it('colours come only from the style', async () => {
    const report = await reportOf({ 'requirements.txt': 'gpu-only\n' });
    const text = checkToTerminal(report, { style: colourStyle, wide: true, verbose: false });
    assert.ok(text.includes('\u001b[33m~~~~~~~~\u001b[39m'));
    assert.ok(!checkToTerminal(report, { style: plainStyle, wide: true, verbose: false }).includes('\u001b'));
  });
});
