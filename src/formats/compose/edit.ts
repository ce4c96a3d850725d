import type { Artifact } from '../../model/manifest';
import { mergedPairs, readYaml, valueOf, type YamlNode, type YamlScalar } from '../../syntax/yaml';
import { writtenScalar } from '../../syntax/yaml-edit';
import type { TextEdit } from '../../text/edit';
import type { FormatEdits } from '../format';
import { noRowEdits } from '../row-edits';
import { splitOffDevices } from './split-devices';

/** The value of `image` of a service. */
interface Place {
  readonly service: string;
  readonly scalar: YamlScalar;
  readonly flow: boolean;
}

/** Edits of the images and device requests of services. Inline Dockerfiles and paths of devices are not written. */
export const edits: FormatEdits = {
  ...noRowEdits,
  imageVariables: 'environment',
  splitOffDevices,
  setImage(text, image, reference) {
    const place = placeOf(readPlaces(text), image);
    return place && replace(place, image.value, reference);
  },
  /** `image: ${WEB_IMAGE:-ref}`: https://docs.docker.com/reference/compose-file/interpolation/ */
  makeImageVariable(text, images) {
    const places = readPlaces(text);
    const found = images.flatMap((image) => {
      const place = image.group.kind === 'main' && image.value === images[0]?.value ? placeOf(places, image) : undefined;
      return place ? [{ image, place }] : [];
    });
    const [first] = found;
    const name = first && freeName(text, first.place.service);
    if (name === undefined) return undefined;
    const edits = found.map(({ image, place }) => replace(place, image.value, `\${${name}:-${image.value}}`));
    const complete = edits.filter((edit): edit is readonly TextEdit[] => edit !== undefined);
    if (complete.length < edits.length) return undefined;
    return { images: found.map(({ image }) => image), edits: complete.flat(), name, group: { id: `variable:${name}`, kind: 'optional' } };
  },
};

function readPlaces(text: string): readonly Place[] {
  return readYaml(text).documents.flatMap((document) => {
    const services = valueOf(document, 'services');
    if (services?.kind !== 'map') return [];
    return mergedPairs(services).flatMap(({ key, value }) => placesOf(key.content.text, value));
  });
}

function placesOf(service: string, node: YamlNode | undefined): readonly Place[] {
  if (node?.kind !== 'map') return [];
  const { flow } = node;
  return mergedPairs(node).flatMap(({ key, value }) =>
    key.content.text === 'image' && value?.kind === 'scalar' ? [{ service, scalar: value, flow }] : [],
  );
}

function placeOf(places: readonly Place[], { kind, span }: Artifact): Place | undefined {
  if (kind !== 'image') return undefined;
  return places.find(({ scalar }) => scalar.span.start === span.start && scalar.span.end === span.end);
}

/** Only a reference without variables, whose text stands there as it is read. */
function replace({ scalar, flow }: Place, value: string, newValue: string): readonly TextEdit[] | undefined {
  const { content, style, verbatim, outer } = scalar;
  const written = verbatim && content.text === value && !value.includes('$') ? writtenScalar(newValue, style, flow) : undefined;
  return written === undefined ? undefined : [{ span: outer, newText: written }];
}

/** `WEB_IMAGE` for the service `web`, if that stands nowhere in the file. */
function freeName(text: string, service: string): string | undefined {
  const words = service.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  const name = `${words}_IMAGE`;
  return /^[A-Z]/.test(name) && !text.includes(name) ? name : undefined;
}
