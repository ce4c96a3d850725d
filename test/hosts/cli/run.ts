import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const cli = path.join(process.cwd(), 'dist', 'cli.js');

/** Relative to the folder: text of each file. */
export type Tree = Readonly<Record<string, string | Uint8Array>>;

/** Runs `use` with a new folder of these files, below a path with a space and an umlaut; removes it afterwards. */
export function inFolder<T>(tree: Tree, use: (folder: string) => T): T {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'portolan-cli-')));
  const folder = path.join(base, 'my prøject');
  mkdirSync(folder);
  try {
    for (const [file, content] of Object.entries(tree)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    return use(folder);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line in a folder. */
export function portolan(cwd: string, args: readonly string[], input = ''): Ran {
  assert.ok(existsSync(cli), 'dist/cli.js is missing: run "npm run build" first');
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    timeout: 15000,
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(error, undefined);
  return { code: status, out: stdout, err: stderr };
}

/** Runs a command over files; the folder must be as it was afterwards. */
export function run(tree: Tree, ...args: readonly string[]): Ran {
  return inFolder(tree, (folder) => {
    const before = snapshot(folder);
    const ran = portolan(folder, args);
    assert.deepEqual(snapshot(folder), before, 'nothing is written');
    return ran;
  });
}

interface Check {
  readonly findings: readonly {
    ruleId: string;
    file: string;
    line: number;
    severity: string;
    suppressed: { by: string; reason: string; until: string | null } | null;
  }[];
  readonly problems: readonly { code: string; message: string; file: string; line: number }[];
  readonly coverage: {
    readonly files: readonly { file: string; status: string; reason: string | null }[];
    readonly unreadableFolders: readonly { folder: string }[];
  };
}

/** The JSON of `check`, which must end with code 0 and an empty stderr. */
export function check(tree: Tree, ...args: readonly string[]): Check {
  const { code, out, err } = run(tree, 'check', '--format', 'json', ...args);
  assert.deepEqual([code, err], [0, '']);
  return JSON.parse(out) as Check;
}

/** `file:line rule` of findings, or `file:line rule (by)` where they are suppressed. */
export function told({ findings }: Check): string[] {
  return findings.map(({ file, line, ruleId, suppressed }) => `${file}:${line} ${ruleId}${suppressed ? ` (${suppressed.by})` : ''}`);
}

/** Every file and link of a folder with its bytes, for a comparison as a whole. */
export function snapshot(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(folder, name);
    const stat = lstatSync(full);
    if (stat.isSymbolicLink()) found[name] = `link to ${readlinkSync(full)}`;
    else if (stat.isFile()) found[name] = readFileSync(full).toString('base64');
    else found[name] = 'folder';
  }
  return found;
}
