import type { Artifact, Comment } from '../../model/manifest';
import { readYaml, type YamlNode, type YamlPair } from '../../syntax/yaml';
import { pairStretch, type Stretch } from '../../syntax/yaml-edit';
import { applyEdits } from '../../text/edit';
import { lineBreakOf, lineStart } from '../../text/lines';
import type { SplitOff } from '../format';
import { mergesTo } from './merge-files';

/** Where a service asks for devices: https://docs.docker.com/compose/how-tos/gpu-support/ */
const requestPaths: readonly (readonly string[])[] = [['runtime'], ['gpus'], ['deploy', 'resources', 'reservations', 'devices']];

/** A request, with the keys above it that have nothing else to say. */
interface Request {
  /** Keys from the service on that stay, since other values stand below them too. */
  readonly above: readonly YamlPair[];
  readonly pair: YamlPair;
  /** Places of the drivers, or of the name of the runtime. */
  readonly places: readonly number[];
}

/** A file that Compose merges over another one by itself. */
const overrideName = /\.override\.ya?ml$/;

/**
 * Takes device requests out of services and writes them, with the comments about them, into a file that is merged over this one.
 * Undefined where a request is shared by an anchor or a merge, stands beside others in one list, or is inherited by another service.
 */
export function splitOffDevices(
  text: string,
  artifacts: readonly Artifact[],
  { file, created }: { readonly file: string; readonly created: string },
): SplitOff | undefined {
  const { documents, comments } = readYaml(text);
  const services = pairIn(documents[0], 'services');
  if (services?.value?.kind !== 'map' || services.value.flow || overrideName.test(file)) return undefined;
  const wanted = new Set(artifacts.map(({ span }) => span.start));
  const edits: { span: Stretch['removed']; newText: string }[] = [];
  const names = new Set<string>();
  let override = `# docker compose -f ${file} -f ${created} up${lineBreakOf(text)}${keyLine(text, services)}`;
  let left = wanted.size;
  for (const service of services.value.pairs) {
    const requests = requestsOf(service).filter(({ places }) => places.some((place) => wanted.has(place)));
    if (requests.length === 0) continue;
    const own = writtenRequests(text, service, requests, comments);
    if (!own || requests.some(({ places }) => places.some((place) => !wanted.has(place)))) return undefined;
    for (const { places } of requests) left -= places.length;
    names.add(service.key.content.text);
    override += own.text;
    edits.push(...own.stretches.map(({ removed }) => ({ span: removed, newText: '' })));
  }
  if (left !== 0 || services.value.pairs.some((service) => isExtending(service, names))) return undefined;
  const base = applyEdits(text, edits);
  return base !== undefined && mergesTo(text, base, override) ? { edits, created: override } : undefined;
}

/** The lines of the new file for one service; undefined where nothing would be left of it, or something stands beside a request. */
function writtenRequests(
  text: string,
  service: YamlPair,
  requests: readonly Request[],
  comments: readonly Comment[],
): { text: string; stretches: readonly Stretch[] } | undefined {
  if (service.value?.kind !== 'map') return undefined;
  const whole = requests.filter(({ above }) => above.length === 1);
  if (whole.length === service.value.pairs.length) return undefined;
  const stretches: Stretch[] = [];
  let lines = keyLine(text, service);
  for (const { above, pair } of requests) {
    const stretch = pairStretch(text, pair, comments);
    if (!stretch) return undefined;
    const copy = text.slice(stretch.own.start, stretch.own.end);
    lines +=
      above
        .slice(1)
        .map((key) => keyLine(text, key))
        .join('') + copy;
    if (!/[\r\n]$/.test(copy)) lines += lineBreakOf(text);
    stretches.push(stretch);
  }
  return { text: lines, stretches };
}

/** Requests that are written in the service itself, in block style as far as their keys go. */
function requestsOf(service: YamlPair): readonly Request[] {
  return requestPaths.flatMap((path) => {
    const keys = [service];
    for (const name of path) {
      const above = keys[keys.length - 1];
      const next = above?.alias ? undefined : pairIn(above?.value, name);
      if (!next) return [];
      keys.push(next);
    }
    const leaf = keys[keys.length - 1];
    const places = leaf?.alias ? [] : placesOf(leaf?.value);
    let top = keys.length - 1;
    while (top > 1 && isOnly(keys[top - 1])) top--;
    const pair = keys[top];
    const above = keys.slice(0, top);
    const isBlock = above.every(({ value }) => value?.kind === 'map' && !value.flow);
    return pair && places.length > 0 && isBlock ? [{ above, pair, places }] : [];
  });
}

/** Of a list each item has to name a driver. */
function placesOf(node: YamlNode | undefined): readonly number[] {
  if (node?.kind === 'scalar') return [node.span.start];
  if (node?.kind !== 'sequence') return [];
  const drivers = node.items.map(({ value, alias }) => (alias ? undefined : pairIn(value, 'driver')?.value));
  const places = drivers.flatMap((driver) => (driver?.kind === 'scalar' ? [driver.span.start] : []));
  return places.length === drivers.length ? places : [];
}

/** A service that starts from one of the named ones would not have its request any more. */
function isExtending({ value }: YamlPair, names: ReadonlySet<string>): boolean {
  const parent = pairIn(value, 'extends')?.value;
  const name = parent?.kind === 'map' ? pairIn(parent, 'service')?.value : parent;
  return name?.kind === 'scalar' && names.has(name.content.text);
}

function isOnly(above: YamlPair | undefined): boolean {
  return above?.value?.kind === 'map' && above.value.pairs.length === 1;
}

/** The only pair that is written under a key in the map itself. */
function pairIn(node: YamlNode | undefined, key: string): YamlPair | undefined {
  const found = node?.kind === 'map' ? node.pairs.filter((pair) => pair.key.content.text === key) : [];
  return found.length === 1 ? found[0] : undefined;
}

function keyLine(text: string, { key }: YamlPair): string {
  return `${text.slice(lineStart(text, key.outer.start), key.outer.end)}:${lineBreakOf(text)}`;
}
