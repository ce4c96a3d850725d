import type { Artifact, Group } from '../model/manifest';
import { splitImage } from '../text/image-reference';
import type { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';

/** An image reference with the places of its parts. Variables without a known value stand in it as written. */
export function imageArtifact(reference: MappedText, span: Span, declaration: Span, group: Group): Artifact {
  const { nameEnd, tag, tagEnd } = splitImage(reference.text);
  return {
    kind: 'image',
    value: reference.text,
    span,
    declaration,
    nameSpan: reference.span(0, nameEnd),
    ...(tag !== undefined && { tagSpan: reference.span(nameEnd + 1, tagEnd) }),
    group,
  };
}
