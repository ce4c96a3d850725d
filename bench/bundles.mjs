// Sizes of what is shipped. Code above 500 KB for one entry fails; what is read on first use is only printed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { row } from './measure.mjs';

const limits = {
  'extension.js': 500,
  'extension-web.js': 500,
  'cli.js': 500,
  'engine.js': 500,
  'locks.js': 500,
  'report.js': 500,
  'yaml.js': 500,
  'catalog.json': undefined,
  'pages.json': undefined,
};

export function benchBundles({ root }) {
  return Object.entries(limits).map(([name, limit]) => {
    const bytes = readFileSync(path.join(root, 'dist', name));
    return row(`dist/${name}`, bytes.length / 1024, 'KB', { limit, note: `${Math.round(gzipSync(bytes).length / 1024)} KB gzip` });
  });
}
