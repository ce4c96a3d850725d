import type { Report } from '../../src/engine';
import type { SessionSettings } from '../../src/workspace/policies';
import { smallEngine } from '../support/small-catalog';
import { TreeFiles, type Entry } from '../workspace/tree-files';

/** The report of a scan over files in memory, with the small catalog. */
export async function reportOf(files: Readonly<Record<string, Entry>>, settings: SessionSettings = {}): Promise<Report> {
  const engine = await smallEngine();
  const session = engine.createSession(new TreeFiles(files), settings);
  return engine.report(await session.scan(), {
    targets: settings.targets ?? [],
    accept: settings.accept ?? [],
    fixes: (finding, file) => session.fixes(finding, file),
  });
}

/** A user name and password that stand in every kind of file and must be in no output. */
export const secret = 's3cr3t-pa55';

/** Files with the secret wherever a URL may stand, read and unread. */
export const secretFiles: Readonly<Record<string, string>> = {
  'requirements.txt': [
    `--index-url https://user:${secret}@wheels.acme.org/cu124`,
    `--extra-index-url https://${secret}@other.example.org/simple`,
    `--find-links https://user:${secret}@example.org/links`,
    `--unheard-of https://user:${secret}@example.org/`,
    `-r https://user:${secret}@example.org/base.txt`,
    'array==1.0',
    `gpu-only @ https://user:${secret}@example.org/gpu_only-1.0-py3-none-any.whl`,
    `-e git+https://${secret}@example.org/kernels.git#egg=kernels`,
    `git+ssh://user:${secret}@example.org/unnamed.git`,
    `search-gpu @ https://user:${secret}@example.org/a b c`,
    `not a requirement https://user:${secret}@example.org/`,
    '',
  ].join('\n'),
  'pyproject.toml': [
    '[project]',
    `dependencies = ["client @ git+https://user:${secret}@example.org/client.git", "!! https://user:${secret}@example.org"]`,
    '[[tool.uv.index]]',
    'name = "acme"',
    `url = "https://user:${secret}@wheels.acme.org/cu121"`,
    '',
  ].join('\n'),
  'package.json': JSON.stringify({
    dependencies: { client: `git+https://user:${secret}@example.org/client.git`, other: `https://user:${secret}@example.org/x.tgz` },
  }),
  'portolan.jsonc': `{ "accept": ["https://user:${secret}@example.org/"], "https://user:${secret}@example.org/": 1 }`,
};
