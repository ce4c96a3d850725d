import type { Source } from '../../model/manifest';

/** A part of a value, as indices into it. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** What the value of a dependency says: a range or tag, another package's name, or a place that is no registry. */
export type NpmSpec =
  | { readonly kind: 'range'; readonly range?: Part }
  | { readonly kind: 'alias'; readonly name: Part; readonly range?: Part }
  | { readonly kind: 'source'; readonly source: Source['kind'] };

const sourceSchemes: Readonly<Record<string, Source['kind']>> = {
  workspace: 'workspace',
  file: 'path',
  link: 'path',
  portal: 'path',
  exec: 'path',
  git: 'vcs',
  ssh: 'vcs',
  github: 'vcs',
  gitlab: 'vcs',
  bitbucket: 'vcs',
  gist: 'vcs',
  jsr: 'url',
};

/**
 * Reads the value of a dependency in package.json. Never fails: what is nothing else is a range or a tag.
 * Forms: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#dependencies, https://yarnpkg.com/protocols,
 * https://pnpm.io/aliases
 */
export function readNpmSpec(value: string): NpmSpec {
  const whole = trimmed(value, 0, value.length);
  const text = value.slice(whole.from, whole.to);
  if (text.startsWith('npm:')) return readAlias(value, whole.from + 4, whole.to);
  const source = sourceOf(text);
  if (source) return { kind: 'source', source };
  return { kind: 'range', ...rangePart(whole) };
}

/** True for the names of https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name, old ones with capitals included. */
export function isPackageName(name: string): boolean {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1;
  if (name.startsWith('@') && slash < 2) return false;
  const own = name.slice(slash + 1);
  return own !== '' && !'._'.includes(own.charAt(0)) && isPlain(own) && (slash < 0 || isPlain(name.slice(1, slash)));
}

function isPlain(text: string): boolean {
  return /^[\w.~!'()*-]+$/.test(text) && !text.includes('**');
}

/** `npm:name@range`, `npm:name`, and Yarn's `npm:range`, which is no alias. */
function readAlias(value: string, from: number, to: number): NpmSpec {
  const text = value.slice(from, to);
  const at = text.indexOf('@', 1);
  const name = at < 0 ? text : text.slice(0, at);
  const isName = at >= 0 || name.startsWith('@') || !'^~<>=*0123456789'.includes(name.charAt(0));
  if (!isName || !isPackageName(name)) return { kind: 'range', ...rangePart(trimmed(value, from, to)) };
  return { kind: 'alias', name: { from, to: from + name.length }, ...(at < 0 ? {} : rangePart(trimmed(value, from + at + 1, to))) };
}

function sourceOf(text: string): Source['kind'] | undefined {
  const colon = text.indexOf(':');
  const scheme = colon < 0 ? '' : text.slice(0, colon).toLowerCase();
  if (scheme.startsWith('git+')) return 'vcs';
  if (scheme === 'http' || scheme === 'https') return isGitUrl(text) ? 'vcs' : 'url';
  if (Object.hasOwn(sourceSchemes, scheme)) return sourceSchemes[scheme];
  if (/^(?:[./~]*\/|[a-zA-Z]:[\\/]|\.\.?$)/.test(text) || text.startsWith('.\\') || text.startsWith('..\\')) return 'path';
  if (text.startsWith('git@')) return 'vcs';
  return isShorthand(text) ? 'vcs' : undefined;
}

/** GitHub's `owner/name` with an optional `#ref`: one slash, no space, no at sign. */
function isShorthand(text: string): boolean {
  const path = text.split('#', 1)[0] ?? '';
  const parts = path.split('/');
  return parts.length === 2 && parts.every((part) => /^[\w.-]+$/.test(part));
}

/** npm clones an address that ends with `.git` or is a repository's page at a host that it knows; others are archives. */
function isGitUrl(url: string): boolean {
  const path = url.split(/[#?]/, 1)[0] ?? '';
  const [, , host = '', ...parts] = path.split('/');
  return path.endsWith('.git') || (['github.com', 'gitlab.com', 'bitbucket.org'].includes(host) && parts.filter((part) => part !== '').length === 2);
}

function rangePart(part: Part): { range?: Part } {
  return part.to > part.from ? { range: part } : {};
}

function trimmed(value: string, from: number, to: number): Part {
  let start = from;
  let end = to;
  while (start < end && value.charAt(start).trim() === '') start++;
  while (end > start && value.charAt(end - 1).trim() === '') end--;
  return { from: start, to: end };
}
