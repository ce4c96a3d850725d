import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { decodeText, formatOf } from '../../src/engine';
import { readJsonLines, sharedFolder } from './shared';

/** The corpus files that a format reads and whose bytes are text, under their own paths. */
export function corpusFiles(): readonly { file: string; text: string }[] {
  return readJsonLines<{ repo: string; path: string }>('corpus/INDEX.jsonl')
    .map(({ repo, path: inside }) => `${repo.replace('/', '+')}/${inside}`)
    .filter((file) => formatOf(file))
    .flatMap((file) => {
      const { text, lossy } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', file)));
      return lossy ? [] : [{ file, text }];
    });
}

/** Leaves of a parsed document as `path = value`; list positions do not count, since a removal shifts them. */
export function leaves(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${at}[]`));
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return Object.entries(value).flatMap(([key, item]) => leaves(item, `${at}/${key}`));
  return [`${at} = ${String(value)}`];
}

/** What an independent reader says is in a file: leaves of TOML, JSON and YAML, lines of all else. Throws if it cannot read it. */
export function readIndependently(file: string, text: string): string[] {
  if (file.endsWith('.toml')) return leaves(parseToml(text));
  if (file.endsWith('.json')) return leaves(JSON.parse(text.replace(/^\ufeff/, '')));
  if (/\.ya?ml$/.test(file)) {
    const documents = parseAllDocuments(text, { logLevel: 'silent' });
    const broken = documents.flatMap(({ errors }) => errors)[0];
    if (broken) throw broken;
    return documents.flatMap((document) => leaves(document.toJS({ maxAliasCount: 1000 })));
  }
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
}

/** What is in `from` more often than in `without`. */
export function difference(from: readonly string[], without: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const item of without) left.set(item, (left.get(item) ?? 0) + 1);
  return from.filter((item) => {
    const count = left.get(item) ?? 0;
    if (count > 0) left.set(item, count - 1);
    return count === 0;
  });
}
