import type { Dependency } from '../../model/manifest';
import type { ExpandedWord } from '../shell-expand';
import { optionNames, splitArguments } from './options';
import { baseName, joinPath, type CommandContext } from './reading';

/** Options of `git clone` that take a value: https://git-scm.com/docs/git-clone */
const valued = optionNames(`-b --branch --depth -c --config -o --origin -u --upload-pack --reference --reference-if-able --separate-git-dir -j --jobs
  --filter --shallow-since --shallow-exclude --template --server-option --bundle-uri --revision`);

/** Remembers into which folder a repository is cloned. */
export function readClone(words: readonly ExpandedWord[], { stage }: CommandContext): void {
  const { positionals } = splitArguments(words, valued);
  const [repository, folder] = positionals;
  if (!repository || !isRepository(repository.content.text) || folder?.unknown) return;
  stage.clones.set(joinPath(stage.folder, folder?.content.text ?? repositoryName(repository.content.text)), repository.content);
}

/** The row of a cloned repository whose folder is installed; it has no name of its own. Each clone counts once. */
export function clonedRow(path: string, { stage }: CommandContext): Dependency | undefined {
  const bracket = path.endsWith(']') ? path.indexOf('[') : -1;
  const folder = joinPath(stage.folder, bracket < 0 ? path : path.slice(0, bracket));
  const url = stage.clones.get(folder);
  if (!url) return undefined;
  stage.clones.delete(folder);
  const span = url.span(0, url.text.length);
  return {
    ecosystem: 'pypi',
    name: '',
    nameSpan: { start: span.start, end: span.start },
    span,
    role: 'requires',
    extras: [],
    group: stage.group,
    source: { kind: 'vcs', url: url.text, span },
    indexes: [],
  };
}

function isRepository(url: string): boolean {
  return (url.includes('://') && !url.startsWith('file:')) || (url.startsWith('git@') && url.includes(':'));
}

function repositoryName(url: string): string {
  const path = url.endsWith('/') ? url.slice(0, -1) : url;
  const name = baseName(path.slice(path.lastIndexOf(':') + 1));
  return name.endsWith('.git') ? name.slice(0, -4) : name;
}
