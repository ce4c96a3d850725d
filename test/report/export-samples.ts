import type { Entry } from '../workspace/tree-files';

/** A small project with every kind of thing that a format shows: open, guarded and ignored findings, what is portable, unknown and unread. */
export const smallProject: Readonly<Record<string, string>> = {
  'requirements.txt': [
    '--extra-index-url https://wheels.acme.org/cu124',
    'array==2.6.0+cu124',
    'search-gpu',
    'gpu-only # portolan-ignore: acme/gpu-only -- the cluster is ours (until 2027-01-01)',
    'portable==1.0',
    'nobody-knows',
    '!!',
    '',
  ].join('\n'),
  'web/package.json': '{ "dependencies": { "@acme/x": "1.0.0", "client": "4.2.0", "left-pad": "^1" } }\n',
};

/** Names and texts with signs that some format could take for its own. */
export const hostileProject: Readonly<Record<string, Entry>> = {
  'a,b:c%0A::error::|<x>&"\'`*_[z](y)/requirements.txt':
    'client\nclient @ https://example.org/a|b<script>alert(1)</script>`x`.whl\ngpu-only ; "|" == "`"\n!! ::error:: ]]> @nobody #1 <b>\u202e|\u0007\n',
  'c/package.json': '{ "dependencies": { "=cmd()": "1", "@all/x": "1", "+a": "<>", "-b": "", "\\u0001|`": "1", "client": "]]>&\\"" } }',
  'portolan.jsonc': '{ "ignore": [{ "rule": "acme/gpu-only", "reason": "| <b> @you `x` ]]> -->\\n::error::" }] }',
};
