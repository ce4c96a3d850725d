import type { GradleToken } from '../../syntax/gradle';

/** What a statement of a `dependencies` block names. */
export type Named =
  | { readonly kind: 'coordinate'; readonly string: GradleToken; readonly platform: boolean }
  | { readonly kind: 'map'; readonly parts: ReadonlyMap<string, GradleToken>; readonly first: GradleToken; readonly last: GradleToken }
  | { readonly kind: 'alias'; readonly tokens: readonly GradleToken[]; readonly platform: boolean };

/** Calls that take a module and hand it on; a platform gives versions for other rows. */
const wrappers: Readonly<Record<string, boolean>> = { platform: true, enforcedPlatform: true, testFixtures: false, create: false };
/** A list of a thousand modules in one statement is none that a person writes. */
const mostNames = 200;

/**
 * The modules that the arguments of a statement name, behind its configuration: strings, `group: 'g', name: 'n'`,
 * `libs.name`. Anything that a script computes is left out.
 */
export function namedIn(tokens: readonly GradleToken[]): readonly Named[] {
  const map = mapOf(tokens);
  if (map) return [map];
  const found: Named[] = [];
  let wrapper: string | undefined;
  for (let at = 0; at < tokens.length && found.length < mostNames; at++) {
    const token = tokens[at];
    if (!token || token.text === '(' || token.text === ',' || token.text === ')') continue;
    const platform = wrapper !== undefined && wrappers[wrapper] === true;
    if (token.kind === 'string') found.push({ kind: 'coordinate', string: token, platform });
    else if (token.text === 'libs') {
      const path = pathAt(tokens, at);
      found.push({ kind: 'alias', tokens: path, platform });
      at += path.length - 1;
    } else if (token.kind === 'name' && Object.hasOwn(wrappers, token.text) && tokens[at + 1]?.text === '(') wrapper = token.text;
    // `project(":x")`, `files("x")`, `kotlin("stdlib")`, `"a" + b`: what follows names no module, or only a part of one.
    else return found.filter((_, index) => index < found.length - (token.text === '+' ? 1 : 0));
  }
  return found;
}

/** `libs.a.b`, without the `.get()` behind it. */
function pathAt(tokens: readonly GradleToken[], start: number): readonly GradleToken[] {
  let end = start + 1;
  while (tokens[end]?.text === '.' && tokens[end + 1]?.kind === 'name' && tokens[end + 2]?.text !== '(') end += 2;
  return tokens.slice(start, end);
}

/** `group: 'g', name: 'n', version: 'v'` of Groovy, `group = "g", name = "n"` of Kotlin. */
function mapOf(tokens: readonly GradleToken[]): Named | undefined {
  const parts = new Map<string, GradleToken>();
  let first: GradleToken | undefined;
  let last: GradleToken | undefined;
  for (let at = 0; at + 2 < tokens.length; at++) {
    const [key, sign, value] = tokens.slice(at, at + 3);
    if (key?.kind !== 'name' || (sign?.text !== ':' && sign?.text !== '=') || value?.kind !== 'string' || parts.has(key.text)) continue;
    parts.set(key.text, value);
    first ??= key;
    last = value;
    at += 2;
  }
  return parts.has('group') && parts.has('name') && first && last ? { kind: 'map', parts, first, last } : undefined;
}
