import { emptyManifest, mainGroup, type Artifact, type Manifest } from '../../model/manifest';
import { mergedPairs, readYaml, valueOf, type YamlNode, type YamlPair } from '../../syntax/yaml';
import { MappedText } from '../../text/mapped-text';
import { slice } from '../../text/span';
import { imageArtifact } from '../image-artifact';
import { isAmount, isExtendedResource, isNull } from './resources';
import { maskTemplate } from './templates';

/** Objects whose keys are data or a schema and start no container. */
const silentKinds = new Set(['ConfigMap', 'Secret', 'CustomResourceDefinition']);
const deepest = 100;
/** What aliases repeat is visited no more often than this. */
const mostNodes = 500_000;

/**
 * Reads Kubernetes objects, also in Helm templates: images of containers and the extended resources that they ask for.
 * Any other YAML gives an empty manifest. https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export function parse(text: string): Manifest {
  if (!text.includes('apiVersion') || !text.includes('kind')) return emptyManifest;
  const { text: readable, masked } = maskTemplate(text);
  const { documents, comments, problems } = readYaml(readable);
  const objects = documents.filter(isObject);
  if (objects.length === 0) return emptyManifest;
  const walk = new ObjectWalk(text);
  for (const object of objects) walk.visit(object, 0);
  return {
    ...emptyManifest,
    artifacts: walk.artifacts,
    comments: masked ? comments.filter(({ span, text: said }) => slice(text, span).includes(said)) : comments,
    problems: masked ? [] : problems,
  };
}

function isObject(node: YamlNode | undefined): boolean {
  return textOf(valueOf(node, 'apiVersion')) !== '' && textOf(valueOf(node, 'kind')) !== '';
}

class ObjectWalk {
  readonly artifacts: Artifact[] = [];
  readonly #text: string;
  readonly #seen = new Set<number>();
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Custom resources hold pod templates at any depth, so every `image` and every `resources` counts. */
  visit(node: YamlNode | undefined, depth: number): void {
    if (!node || node.kind === 'scalar' || depth > deepest || this.#nodes++ > mostNodes) return;
    if (node.kind === 'sequence') {
      for (const { value } of node.items) this.visit(value, depth + 1);
      return;
    }
    if (silentKinds.has(textOf(valueOf(node, 'kind'))) && valueOf(node, 'apiVersion')) return;
    for (const pair of mergedPairs(node)) {
      const key = pair.key.content.text;
      if (key === 'image' && pair.value?.kind === 'scalar') this.#image(pair);
      else if (key === 'limits' || key === 'requests') this.#resources(pair.value);
      this.visit(pair.value, depth + 1);
    }
  }

  #image({ value, span: declaration }: YamlPair): void {
    if (value?.kind !== 'scalar' || isNull(value) || this.#isKnown(value.span.start)) return;
    const reference = this.#written(value.content, value.verbatim);
    this.artifacts.push(imageArtifact(reference, value.span, declaration, mainGroup));
  }

  /** Extended resources have a domain of their own: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources */
  #resources(node: YamlNode | undefined): void {
    if (node?.kind !== 'map') return;
    for (const { key, value: amount, span: declaration } of mergedPairs(node)) {
      const { text: value } = this.#written(key.content, key.verbatim);
      if (!isExtendedResource(value) || !this.#isAsked(amount) || this.#isKnown(key.span.start)) continue;
      this.artifacts.push({ kind: 'resource', value, span: key.span, declaration, group: mainGroup });
    }
  }

  /** Nothing, none and an amount that a template decides ask for nothing that can be seen. */
  #isAsked(amount: YamlNode | undefined): boolean {
    return amount?.kind === 'scalar' && isAmount(amount) && !this.#written(amount.content, amount.verbatim).text.includes('{{');
  }

  /** The text under a mask. */
  #written(content: MappedText, verbatim: boolean): MappedText {
    if (!verbatim) return content;
    const { start } = content.span(0, 0);
    return MappedText.verbatim(this.#text.slice(start, start + content.text.length), start);
  }

  #isKnown(offset: number): boolean {
    if (this.#seen.has(offset)) return true;
    this.#seen.add(offset);
    return false;
  }
}

function textOf(node: YamlNode | undefined): string {
  return node?.kind === 'scalar' ? node.content.text : '';
}
