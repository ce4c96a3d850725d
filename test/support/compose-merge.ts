import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';

/** What an independent reader finds in a YAML file, anchors and merges put in. */
export function readYamlFile(text: string): unknown {
  const document = parseDocument(text, { merge: true, logLevel: 'silent' });
  assert.deepEqual(document.errors, []);
  return document.toJS({ maxAliasCount: 1000 });
}

/** Two Compose files as Compose merges them: https://docs.docker.com/reference/compose-file/merge/ */
export function mergedCompose(base: string, override: string): unknown {
  return merged(readYamlFile(base), readYamlFile(override));
}

function merged(first: unknown, second: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(second)) return [...(first as unknown[]), ...(second as unknown[])];
  if (!isMap(first) || !isMap(second)) return second;
  const result = { ...first };
  for (const [key, value] of Object.entries(second)) result[key] = key in first ? merged(first[key], value) : value;
  return result;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
