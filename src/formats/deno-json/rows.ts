import { mainGroup, type Dependency, type Problem } from '../../model/manifest';
import { propertiesNamed, readJson } from '../../syntax/json';
import type { JsonDocument, JsonObject, JsonProperty, JsonString } from '../../syntax/json';

/** A dependency together with the property that declares it, for edits. */
export interface Row {
  readonly dependency: Dependency;
  readonly property: JsonProperty;
  readonly parent: JsonObject;
  readonly value: JsonString;
}

export interface Rows {
  readonly document: JsonDocument;
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

/** Reads `imports` and each map of `scopes`: https://docs.deno.com/runtime/fundamentals/modules/ */
export function readRows(text: string): Rows {
  const document = readJson(text);
  const rows: Row[] = [];
  const problems: Problem[] = [...document.problems];
  for (const { value } of propertiesNamed(document.root, 'imports')) if (value?.kind === 'object') readMap(value, rows);
  for (const { value } of propertiesNamed(document.root, 'scopes')) {
    for (const { value: map } of value?.kind === 'object' ? value.members : []) if (map?.kind === 'object') readMap(map, rows);
  }
  return { document, rows, problems };
}

function readMap(parent: JsonObject, rows: Row[]): void {
  for (const property of parent.members) {
    const { value, key } = property;
    if (value?.kind !== 'string') continue;
    const dependency = readSpecifier(key.content.text, value, property);
    if (dependency) rows.push({ dependency, property, parent, value });
  }
}

/** `npm:name@range/path`, `npm:/name@range/`, `jsr:@scope/name@range`; addresses and folders are no packages. */
function readSpecifier(key: string, { content }: JsonString, { span }: JsonProperty): Dependency | undefined {
  const { text } = content;
  const base = { ecosystem: 'npm', span, role: 'requires', extras: [], group: mainGroup, indexes: [], alias: key } as const;
  if (text.startsWith('jsr:')) {
    // JSR has names of its own, which may be others' in npm.
    const place = content.span(0, text.length);
    return { ...base, name: '', nameSpan: { start: place.start, end: place.start }, source: { kind: 'url', url: text, span: place } };
  }
  if (!text.startsWith('npm:')) return undefined;
  let start = 'npm:'.length;
  while (text.charAt(start) === '/') start++;
  const nameEnd = endOfName(text, start);
  if (nameEnd === start) return undefined;
  const row = { ...base, name: text.slice(start, nameEnd), nameSpan: content.span(start, nameEnd) };
  if (text.charAt(nameEnd) !== '@') return row;
  const slash = text.indexOf('/', nameEnd);
  const end = slash < 0 ? text.length : slash;
  const raw = text.slice(nameEnd + 1, end);
  return raw === '' ? row : { ...row, specifier: { raw, span: content.span(nameEnd + 1, end), dialect: 'npm', clauses: [] } };
}

function endOfName(text: string, start: number): number {
  let at = start;
  if (text.charAt(at) === '@') {
    at = text.indexOf('/', at) + 1;
    if (at === 0) return start;
  }
  const local = at;
  while (at < text.length && !'@/'.includes(text.charAt(at))) at++;
  return at === local ? start : at;
}
