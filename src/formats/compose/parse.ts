import { emptyManifest, mainGroup, type Artifact, type Dependency, type Group, type Manifest } from '../../model/manifest';
import { mergedPairs, readYaml, valueOf, type YamlNode, type YamlPair, type YamlScalar } from '../../syntax/yaml';
import { splitImage } from '../../text/image-reference';
import { readStages } from '../dockerfile/parse';
import { imageArtifact } from '../image-artifact';
import { chosenBy, interpolate } from './interpolate';

/** Reads a Compose file: https://docs.docker.com/reference/compose-file/ */
export function parse(text: string): Manifest {
  if (!text.includes('services')) return emptyManifest;
  const { documents, comments, problems } = readYaml(text);
  const reading = new ComposeReading();
  for (const document of documents) {
    const services = valueOf(document, 'services');
    if (services?.kind === 'map') for (const pair of mergedPairs(services)) readService(pair, reading);
  }
  return { ...emptyManifest, ...reading.result(), comments, problems };
}

/** What services share through anchors and merges is written once and counts once; one service that always runs makes it main. */
class ComposeReading {
  readonly #artifacts = new Map<string, Artifact>();
  readonly #dependencies = new Map<number, Dependency>();

  add(artifact: Artifact): void {
    const key = `${artifact.kind} ${artifact.span.start}`;
    if (!this.#artifacts.has(key) || artifact.group === mainGroup) this.#artifacts.set(key, artifact);
  }

  addRow(row: Dependency): void {
    this.#dependencies.set(row.nameSpan.start, row);
  }

  result(): Pick<Manifest, 'artifacts' | 'dependencies'> {
    const artifacts = [...this.#artifacts.values()].sort((a, b) => a.span.start - b.span.start);
    return { artifacts, dependencies: [...this.#dependencies.values()] };
  }
}

function readService({ value: service }: YamlPair, reading: ComposeReading): void {
  if (service?.kind !== 'map') return;
  const group = groupOf(service);
  for (const { key, value, span: declaration } of mergedPairs(service)) {
    const name = key.content.text;
    if (name === 'image' && isFilled(value)) reading.add(readImage(value, declaration, group));
    else if (name === 'runtime' && isFilled(value)) reading.add(device(`runtime:${value.content.text}`, value.span, declaration, group));
    else if (name === 'devices') readDevices(value, group, reading);
    else if (name === 'gpus') readReservations(value, group, reading);
    else if (name === 'build') readInline(valueOf(value, 'dockerfile_inline'), reading);
  }
  readReservations(valueOf(valueOf(valueOf(valueOf(service, 'deploy'), 'resources'), 'reservations'), 'devices'), group, reading);
}

/** Where a variable holds the whole name of the image, the environment chooses it; the one that is written is its default. */
function readImage(value: YamlScalar, declaration: Artifact['span'], group: Group): Artifact {
  const image = imageArtifact(interpolate(value.content), value.span, declaration, group);
  const variable = group.kind === 'main' ? chosenBy(value.content, splitImage(image.value).nameEnd) : undefined;
  return variable === undefined ? image : { ...image, group: { id: `variable:${variable}`, kind: 'optional' } };
}

/** A service with profiles starts only when one of them is asked for. */
function groupOf(service: YamlNode): Group {
  const profiles = valueOf(service, 'profiles');
  const first = profiles?.kind === 'sequence' ? profiles.items[0]?.value : undefined;
  return isFilled(first) ? { id: `profile:${first.content.text}`, kind: 'optional' } : mainGroup;
}

/** `/dev/kfd:/dev/kfd:rwm`, or a map with `source`, or a CDI name (`nvidia.com/gpu=all`). */
function readDevices(node: YamlNode | undefined, group: Group, reading: ComposeReading): void {
  if (node?.kind !== 'sequence') return;
  for (const { value, span } of node.items) {
    const source = value?.kind === 'map' ? valueOf(value, 'source') : value;
    if (!isFilled(source)) continue;
    const { content } = source;
    const host = interpolate(content);
    const colon = host.text.indexOf(':');
    const end = colon < 0 ? host.text.length : colon;
    const place = host.span(0, end);
    if (end > 0)
      reading.add(device(host.text.slice(0, end), place, { start: Math.min(span.start, place.start), end: Math.max(span.end, place.end) }, group));
  }
}

/** Device requests: the driver says whose they are; without one (as with `gpus: all`) they are anybody's. */
function readReservations(node: YamlNode | undefined, group: Group, reading: ComposeReading): void {
  if (node?.kind !== 'sequence') return;
  for (const { value } of node.items) {
    if (value?.kind !== 'map') continue;
    for (const pair of mergedPairs(value)) {
      const name = pair.key.content.text;
      if (name === 'driver' && isFilled(pair.value)) {
        const driver = pair.value.content.text;
        if (driver !== 'cdi') reading.add(device(`driver:${driver}`, pair.value.span, pair.span, group));
      }
      if (name === 'device_ids' && pair.value?.kind === 'sequence') {
        for (const { value: id } of pair.value.items)
          if (isFilled(id) && id.content.text.includes('/')) reading.add(device(id.content.text, id.span, id.outer, group));
      }
    }
  }
}

/** A Dockerfile that stands in the Compose file itself. */
function readInline(node: YamlNode | undefined, reading: ComposeReading): void {
  if (node?.kind !== 'scalar' || node.style === 'folded') return;
  const { artifacts, dependencies } = readStages(node.content);
  for (const artifact of artifacts) reading.add(artifact);
  for (const row of dependencies) reading.addRow(row);
}

function device(value: string, span: Artifact['span'], declaration: Artifact['span'], group: Group): Artifact {
  return { kind: 'device', value, span, declaration, group };
}

function isFilled(node: YamlNode | undefined): node is YamlScalar {
  return node?.kind === 'scalar' && node.content.text !== '';
}
