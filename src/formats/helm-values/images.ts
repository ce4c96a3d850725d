import type { Artifact, Group } from '../../model/manifest';
import { valueOf, type YamlMap, type YamlScalar } from '../../syntax/yaml';
import { splitImage } from '../../text/image-reference';
import type { Span } from '../../text/span';
import { imageArtifact } from '../image-artifact';
import { isNull } from '../kubernetes/resources';

/** True for a text that can be an image: there, on one line, and no address of something else. */
export function isReference(scalar: YamlScalar): boolean {
  const { text } = scalar.content;
  return !isNull(scalar) && !text.includes('://') && !text.includes('\n') && !text.includes(' ') && !text.startsWith('{{');
}

/** `image: a/b:1` */
export function wholeImage({ content, span }: YamlScalar, declaration: Span, group: Group): Artifact {
  return imageArtifact(content, span, declaration, group);
}

/** An image whose parts stand under keys of one map: `registry`, `repository` (or `image`), `tag`. */
export function joinedImage(map: YamlMap, nameKey: 'repository' | 'image', group: Group): Artifact | undefined {
  const name = scalarAt(map, nameKey);
  if (!name) return undefined;
  const registry = nameKey === 'repository' ? scalarAt(map, 'registry') : undefined;
  const tag = scalarAt(map, 'tag');
  const own = splitImage(name.content.text);
  const reference = registry ? `${registry.content.text}/${name.content.text}` : name.content.text;
  // A repository that has a tag of its own is whole.
  const hasTag = tag !== undefined && own.tag === undefined;
  if (!registry && !hasTag) return imageArtifact(name.content, name.span, name.outer, group);
  const parts = [name, ...(registry ? [registry] : []), ...(hasTag ? [tag] : [])];
  const span = around(parts.map((part) => part.span));
  const nameEnd = name.content.span(0, own.nameEnd);
  return {
    kind: 'image',
    value: hasTag ? `${reference}:${tag.content.text}` : reference,
    span,
    declaration: around(parts.map((part) => part.outer)),
    nameSpan: nameEnd,
    ...(hasTag && { tagSpan: tag.span }),
    group,
  };
}

function around(spans: readonly Span[]): Span {
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** A value that is there; an empty tag means the chart's own version. */
function scalarAt(map: YamlMap, key: string): YamlScalar | undefined {
  const value = valueOf(map, key);
  return value?.kind === 'scalar' && !isNull(value) ? value : undefined;
}
