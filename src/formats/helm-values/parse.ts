import { emptyManifest, mainGroup, type Artifact, type Group, type Manifest } from '../../model/manifest';
import { mergedPairs, readYaml, valueOf, type YamlMap, type YamlNode, type YamlPair, type YamlScalar } from '../../syntax/yaml';
import { isAmount, isExtendedResource } from '../kubernetes/resources';
import { isReference, joinedImage, wholeImage } from './images';

const deepest = 100;
/** What aliases repeat is visited no more often than this. */
const mostNodes = 500_000;

/**
 * Reads the values of a Helm chart: images and extended resources by the keys that charts have for them. Names of values are
 * free, so what stands under another key says nothing. https://helm.sh/docs/chart_best_practices/pods/#images
 */
export function parse(text: string): Manifest {
  const { documents, comments, problems } = readYaml(text);
  const walk = new ValuesWalk();
  for (const document of documents) walk.visit(document, mainGroup, 0);
  const artifacts = [...walk.artifacts].sort((a, b) => a.span.start - b.span.start);
  return { ...emptyManifest, artifacts, comments, problems };
}

class ValuesWalk {
  readonly artifacts: Artifact[] = [];
  readonly #seen = new Set<number>();
  #nodes = 0;

  visit(node: YamlNode | undefined, above: Group, depth: number, key = ''): void {
    if (!node || node.kind === 'scalar' || depth > deepest || this.#nodes++ > mostNodes) return;
    if (node.kind === 'sequence') {
      for (const { value } of node.items) this.visit(value, above, depth + 1);
      return;
    }
    const group = groupOf(node, above, key);
    if (isRepository(node, key)) this.#add(joinedImage(node, 'repository', group));
    for (const pair of mergedPairs(node)) {
      const name = pair.key.content.text;
      if (isImageKey(name) && pair.value?.kind === 'scalar') this.#image(node, pair, pair.value, group);
      else if (name === 'limits' || name === 'requests') this.#resources(pair.value, group);
      this.visit(pair.value, group, depth + 1, name);
    }
  }

  /** `image: a/b:1`, or `image: a/b` beside `tag: 1`. */
  #image(map: YamlMap, pair: YamlPair, value: YamlScalar, group: Group): void {
    if (!isReference(value)) return;
    const hasTag = pair.key.content.text === 'image' && valueOf(map, 'tag') !== undefined;
    this.#add(hasTag ? joinedImage(map, 'image', group) : wholeImage(value, pair.span, group));
  }

  #resources(node: YamlNode | undefined, group: Group): void {
    if (node?.kind !== 'map') return;
    for (const { key, value, span: declaration } of mergedPairs(node)) {
      const { text } = key.content;
      if (!isExtendedResource(text) || value?.kind !== 'scalar' || !isAmount(value) || value.content.text.includes('{{')) continue;
      this.#add({ kind: 'resource', value: text, span: key.span, declaration, group });
    }
  }

  #add(artifact: Artifact | undefined): void {
    if (!artifact || this.#seen.has(artifact.span.start)) return;
    this.#seen.add(artifact.span.start);
    this.artifacts.push(artifact);
  }
}

/** `image`, `sandboxImage`. */
function isImageKey(key: string): boolean {
  return key === 'image' || key.endsWith('Image');
}

/** `{ repository: a/b, tag: "1" }` under any key, or without a tag below a key for images. A repository of code has an address. */
function isRepository(map: YamlMap, key: string): boolean {
  const repository = valueOf(map, 'repository');
  if (repository?.kind !== 'scalar' || !isReference(repository)) return false;
  return isImageKey(key) || valueOf(map, 'tag') !== undefined || valueOf(map, 'digest') !== undefined;
}

/** What is switched off (`enabled: false`) is there for those who switch it on. */
function groupOf(map: YamlMap, above: Group, key: string): Group {
  const enabled = valueOf(map, 'enabled');
  return enabled?.kind === 'scalar' && enabled.content.text === 'false' ? { id: `disabled:${key}`, kind: 'optional' } : above;
}
