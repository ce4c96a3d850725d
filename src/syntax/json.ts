import type { Comment, Problem } from '../model/manifest';
import type { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';
import { JsonReader } from './json-reader';

/** A text in quotes. `span` holds the quotes, `content` lies between them with its escapes decoded. */
export interface JsonString {
  readonly kind: 'string';
  readonly span: Span;
  readonly content: MappedText;
}

export interface JsonScalar {
  readonly kind: 'number' | 'boolean' | 'null';
  readonly span: Span;
  readonly value: number | boolean | null;
}

/** What stands between two commas. `comma` is the offset of the comma behind it. */
export interface JsonMember {
  readonly span: Span;
  readonly comma?: number;
}

export interface JsonItem extends JsonMember {
  readonly value: JsonValue;
}

/** `"key": value`. While it is being typed the value, or the colon too, may be missing. */
export interface JsonProperty extends JsonMember {
  readonly key: JsonString;
  readonly colon?: number;
  readonly value?: JsonValue;
}

/** `closed` is false where the closing bracket is missing or the content was too deep to be read. */
export interface JsonArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly members: readonly JsonItem[];
  readonly closed: boolean;
}

/** Properties stand in the order of the text; a key that is written twice is there twice. */
export interface JsonObject {
  readonly kind: 'object';
  readonly span: Span;
  readonly members: readonly JsonProperty[];
  readonly closed: boolean;
}

export type JsonValue = JsonString | JsonScalar | JsonArray | JsonObject;

export interface JsonDocument {
  readonly root?: JsonValue;
  readonly comments: readonly Comment[];
  /** Code `syntax`; the argument `mistake` is a `JsonMistake`, `reason` its words. */
  readonly problems: readonly Problem[];
}

/**
 * Reads JSON with comments and trailing commas (JSONC). Text that is being typed gives all that can be told apart and a
 * problem for each mistake; a string without its closing quote ends at the line's end. Never throws, linear in the text.
 */
export function readJson(text: string): JsonDocument {
  const reader = new JsonReader(text);
  const root = reader.readRoot();
  return { ...(root ? { root } : {}), comments: reader.comments, problems: reader.problems };
}

/** Every property of that name, in the order of the text; none if the value is no object. */
export function propertiesNamed(value: JsonValue | undefined, name: string): readonly JsonProperty[] {
  return value?.kind === 'object' ? value.members.filter((property) => property.key.content.text === name) : [];
}
