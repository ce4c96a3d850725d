import { readYaml, type YamlMap, type YamlNode, type YamlPair, type YamlScalar, type YamlStream } from '../../syntax/yaml';
import { writtenScalar } from '../../syntax/yaml-edit';
import type { TextEdit } from '../../text/edit';
import { contains } from '../../text/span';
import type { FormatEdits } from '../format';
import { noRowEdits } from '../row-edits';
import { isNull } from './resources';

/** Labels of nodes that say nothing of an accelerator: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const plainLabels = new Set(['kubernetes.io/os', 'kubernetes.io/arch']);
/** A processor, and no maker: its digits do not count a version. */
const processor = 'amd64';

/** Edits of the extended resources that containers ask for, in manifests and in values of charts. */
export const edits: FormatEdits = {
  ...noRowEdits,
  setResource(text, resources, key, words) {
    const stream = readYaml(text);
    if (stream.problems.length > 0) return undefined;
    const walk = new Walk();
    for (const document of stream.documents) walk.visit(document);
    if (walk.choosesNodes || !isWritten(text, stream, walk.scalars)) return undefined;
    const places = new Set(resources.map(({ span }) => span.start));
    const others = walk.scalars.filter(({ span }) => !places.has(span.start));
    if (others.some(({ content }) => content.text === key || namesMaker(content.text, words))) return undefined;
    const found = walk.keys.filter(({ scalar }) => places.has(scalar.span.start));
    const written = found.flatMap(({ scalar, flow }): readonly TextEdit[] => {
      const newText = scalar.verbatim ? writtenScalar(key, scalar.style, flow) : undefined;
      return newText === undefined ? [] : [{ span: scalar.outer, newText }];
    });
    return written.length === places.size ? written : undefined;
  },
};

/** All scalars of a text, each once, however many aliases lead to it. */
class Walk {
  readonly scalars: YamlScalar[] = [];
  readonly keys: { readonly scalar: YamlScalar; readonly flow: boolean }[] = [];
  /** Something picks the nodes of a Pod, which then have to be those of another maker. */
  choosesNodes = false;
  readonly #seen = new Set<YamlNode>();

  visit(node: YamlNode | undefined): void {
    if (!node || this.#seen.has(node)) return;
    this.#seen.add(node);
    if (node.kind === 'scalar') this.scalars.push(node);
    else if (node.kind === 'sequence') for (const { value } of node.items) this.visit(value);
    else for (const pair of node.pairs) this.#visitPair(pair, node);
  }

  #visitPair(pair: YamlPair, { flow }: YamlMap): void {
    this.scalars.push(pair.key);
    this.keys.push({ scalar: pair.key, flow });
    this.choosesNodes ||= isNodeChoice(pair);
    this.visit(pair.value);
  }
}

/**
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/ Tolerations only admit, so they choose nothing. Values of
 * charts put a word in front: `gpuNodeSelector`.
 */
function isNodeChoice({ key, value }: YamlPair): boolean {
  if (!/node(selector|affinity|name)$/.test(key.content.text.toLowerCase())) return false;
  if (value?.kind === 'scalar') return !isNull(value);
  return value?.kind !== 'map' || value.pairs.some((label) => !plainLabels.has(label.key.content.text));
}

/** False for a template whose actions may bring in more than the text of one value. */
function isWritten(text: string, { comments }: YamlStream, scalars: readonly YamlScalar[]): boolean {
  const quoted = scalars.filter(({ style }) => style === 'single-quoted' || style === 'double-quoted').map(({ span }) => span);
  const still = [...quoted, ...comments.map(({ span }) => span)];
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 2)) {
    if (!still.some((span) => contains(span, { start: at, end: at + 2 }))) return false;
  }
  return true;
}

/** `nvidia`, `nvcr.io/nvidia/…`, `cuda12`. */
function namesMaker(text: string, words: ReadonlySet<string>): boolean {
  const names = text.toLowerCase().split(/[^a-z0-9]+/);
  return names.some((name) => name !== processor && (words.has(name) || words.has(name.replace(/[0-9]+$/, ''))));
}
