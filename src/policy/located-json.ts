import type { Problem } from '../model/manifest';
import { propertiesNamed, readJson, type JsonValue } from '../syntax/json';
import type { Span } from '../text/span';

/** A JSON text as plain data that can still say where each of its values stands. */
export interface LocatedJson {
  /** Undefined where the text is empty. */
  readonly value?: unknown;
  /** Code `syntax`; the argument `reason` says what is wrong. */
  readonly problems: readonly Problem[];
  /** The place of a value by keys and indexes from the root; the nearest one above it where there is none. */
  readonly spanAt: (path: readonly (string | number)[]) => Span;
}

/** Reads JSON (comments allowed). Of equal keys the last one counts. Never throws. */
export function readLocatedJson(text: string): LocatedJson {
  const { root, problems } = readJson(text);
  return { ...(root ? { value: plainValue(root) } : {}), problems, spanAt: (path) => spanAt(root, path) };
}

/** The folders that the `rules` of a policy file name, with their places. */
export function namedRuleFolders(policy: string): readonly { readonly text: string; readonly span: Span }[] {
  const value = propertiesNamed(readJson(policy).root, 'rules').at(-1)?.value;
  if (value?.kind !== 'array') return [];
  return value.members.flatMap(({ value: item }) => (item.kind === 'string' ? [{ text: item.content.text, span: item.span }] : []));
}

function spanAt(root: JsonValue | undefined, path: readonly (string | number)[]): Span {
  let value = root;
  let span = root?.span ?? { start: 0, end: 0 };
  for (const part of path) {
    const next = typeof part === 'number' && value?.kind === 'array' ? value.members[part] : propertiesNamed(value, String(part)).at(-1);
    if (!next) break;
    value = next.value;
    span = value?.span ?? next.span;
  }
  return span;
}

/** Keys become own properties whatever their name, `__proto__` too. */
function plainValue(value: JsonValue): unknown {
  if (value.kind === 'string') return value.content.text;
  if (value.kind === 'array') return value.members.map((item) => plainValue(item.value));
  if (value.kind === 'object')
    return Object.fromEntries(value.members.map(({ key, value: own }) => [key.content.text, own ? plainValue(own) : null]));
  return value.value;
}
