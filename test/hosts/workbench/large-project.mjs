// A workspace with thousands of declared packages, for measuring: real names of the catalog in many files, the same each time.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/ensure-install.mjs';

const ROWS_OF_A_FILE = 125;

/**
 * Requirements files with `rows` declared packages in all.
 * @returns {Record<string, string>} texts by relative path
 */
export function largeProject(rows = 5000) {
  const names = pythonNames();
  const files = {};
  for (let from = 0; from < rows; from += ROWS_OF_A_FILE) {
    const lines = Array.from({ length: Math.min(ROWS_OF_A_FILE, rows - from) }, (_, n) => rowOf(from + n, names));
    files[`services/team-${from % 7}/service-${from / ROWS_OF_A_FILE}/requirements.txt`] = `${lines.join('\n')}\n`;
  }
  return files;
}

/** Every other row is a package that is bound on each service that has it; the rest are names of the catalog and unheard ones. */
function rowOf(n, names) {
  const bound = ['torch==2.6.0+cu124', 'tensorrt-llm', 'openai', 'flash-attn', 'cupy-cuda12x', 'pinecone', 'jax[cuda12]', 'anthropic'];
  if (n % 2 === 0) return bound[(n / 2) % bound.length];
  return n % 25 === 1 ? `in-house-${n}` : names[(n * 7) % names.length];
}

/** The Python package names that rules know, without patterns. */
function pythonNames() {
  const { rules } = JSON.parse(readFileSync(path.join(root, 'dist/catalog.json'), 'utf8'));
  return rules.flatMap(([, , names]) => (names.pypi ?? '').split(' ')).filter((name) => /^[a-z0-9-]+$/.test(name));
}
