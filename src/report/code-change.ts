import type { CodeChange, RemedyTexts } from '../model/rule';
import { codeLanguages, type Ecosystem } from '../model/vocabulary';

/** A line of changed code: it goes, comes, or stays. */
export interface ChangedLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** How code changes with a remedy, for the languages of these registries, in the order of the rule. */
export function codeChanges(texts: RemedyTexts | undefined, ecosystems: Iterable<Ecosystem>): readonly CodeChange[] {
  const languages = new Set([...ecosystems].map((ecosystem) => codeLanguages[ecosystem]));
  return Object.entries(texts?.code ?? {}).flatMap(([language, change]) => (languages.has(language) ? [change] : []));
}

/** The lines of a change; those that both sides begin or end with stay. */
export function changedLines({ before = [], after }: CodeChange): readonly ChangedLine[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const signed = (sign: ChangedLine['sign'], lines: readonly string[]): readonly ChangedLine[] => lines.map((text) => ({ sign, text }));
  return [
    ...signed(' ', after.slice(0, start)),
    ...signed('-', before.slice(start, before.length - end)),
    ...signed('+', after.slice(start, after.length - end)),
    ...signed(' ', after.slice(after.length - end)),
  ];
}

/** The lines of a change with their signs, as in a diff. */
export function diffLines(change: CodeChange): readonly string[] {
  return changedLines(change).map(({ sign, text }) => `${sign} ${text}`);
}

/** As JSON results have it. */
export function codeToJson({ before = [], after }: CodeChange): object {
  return { before, after };
}
