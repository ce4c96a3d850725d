import type { Format } from '../format';
import { denoEdits } from './edit';
import { parseDenoJson } from './parse';

/** Deno's configuration: https://docs.deno.com/runtime/fundamentals/configuration/ */
export const denoJson: Format = {
  id: 'deno.json',
  title: 'deno.json, deno.jsonc (Deno)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => ['deno.json', 'deno.jsonc'].includes(path.slice(path.lastIndexOf('/') + 1)),
  parse: parseDenoJson,
  lineComment: '//',
  edits: denoEdits,
};
