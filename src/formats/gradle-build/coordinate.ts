import { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';
import type { GradleToken } from '../../syntax/gradle';

/** `group:name:version:classifier@extension` with its places; the last three may be missing. */
export interface Coordinate {
  /** `group:name` as written. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly version?: { readonly text: string; readonly span: Span };
  readonly classifier?: { readonly text: string; readonly span: Span };
}

/** https://docs.gradle.org/current/userguide/dependency_declaration_basics.html; undefined for a text that is no coordinate. */
export function readCoordinate({ content, text }: GradleToken): Coordinate | undefined {
  if (!content || text.length > 500 || /[\s\\/]/.test(text)) return undefined;
  const at = text.lastIndexOf('@');
  const parts = splitColons(at > 0 && !text.includes('}', at) ? text.slice(0, at) : text);
  const [group, name, version, classifier] = parts;
  if (!group?.text || !name?.text || parts.length > 4) return undefined;
  const place = MappedText.verbatim(text, content.start);
  const named = (part: Part): { text: string; span: Span } => ({ text: part.text, span: place.span(part.from, part.from + part.text.length) });
  return {
    name: `${group.text}:${name.text}`,
    nameSpan: place.span(0, name.from + name.text.length),
    ...(version?.text ? { version: named(version) } : {}),
    ...(classifier?.text ? { classifier: named(classifier) } : {}),
  };
}

interface Part {
  readonly text: string;
  readonly from: number;
}

/** At the colons that stand in no `${…}`. */
function splitColons(text: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  let braces = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text.charAt(at);
    if (character === '{') braces++;
    else if (character === '}') braces--;
    else if (at === text.length || (character === ':' && braces <= 0)) {
      parts.push({ text: text.slice(from, at), from });
      from = at + 1;
    }
  }
  return parts;
}
