import { emptyManifest, type Artifact, type Group, type Manifest } from '../../model/manifest';
import { propertiesNamed, readJson, type JsonObject, type JsonProperty, type JsonValue } from '../../syntax/json';
import { imageArtifact } from '../image-artifact';
import type { Reading } from '../../syntax/install/reading';
import { emptyReading } from '../../syntax/install/stage';
import { readLifecycle } from './commands';
import { readRunArguments } from './run-arguments';

/** What is there for development alone. */
const group: Group = { id: 'devcontainer', kind: 'dev' };
/** Commands that prepare a container; the others run each time that it starts. */
const lifecycle = ['onCreateCommand', 'updateContentCommand', 'postCreateCommand'];

/** Reads a devcontainer.json, with comments and trailing commas: https://containers.dev/implementors/json_reference/ Never throws. */
export function parse(text: string): Manifest {
  const { root, comments, problems } = readJson(text);
  if (root?.kind !== 'object') return { ...emptyManifest, comments, problems };
  const reading = emptyReading();
  readImage(root, reading.artifacts);
  for (const { value } of propertiesNamed(root, 'features')) readFeatures(value, reading.artifacts);
  for (const { value } of propertiesNamed(root, 'runArgs')) readRunArguments(value, group, reading.artifacts);
  readHost(root, reading.artifacts);
  for (const key of lifecycle) for (const { value } of propertiesNamed(root, key)) readLifecycle(value, group, reading);
  return { ...emptyManifest, ...inTextOrder(reading), comments, problems };
}

function inTextOrder({ dependencies, artifacts }: Reading): Pick<Manifest, 'dependencies' | 'artifacts'> {
  return {
    dependencies: dependencies.sort((a, b) => a.span.start - b.span.start),
    artifacts: artifacts.sort((a, b) => a.span.start - b.span.start),
  };
}

function readImage(root: JsonObject, artifacts: Artifact[]): void {
  for (const { value, span } of propertiesNamed(root, 'image')) {
    if (value?.kind !== 'string' || value.content.text === '') continue;
    artifacts.push(imageArtifact(value.content, contentSpan(value.content.text.length, value), span, group));
  }
}

/** Features are artifacts of the same registries as images: `ghcr.io/devcontainers/features/nvidia-cuda:1`. Those of folders are not. */
function readFeatures(value: JsonValue | undefined, artifacts: Artifact[]): void {
  for (const { key, span } of value?.kind === 'object' ? value.members : []) {
    const { text } = key.content;
    if (!text.includes('/') || text.startsWith('.') || text.includes('://')) continue;
    artifacts.push(imageArtifact(key.content, contentSpan(text.length, key), span, group));
  }
}

/** `"hostRequirements": { "gpu": true }`, or `"optional"`, or an object; any maker's. */
function readHost(root: JsonObject, artifacts: Artifact[]): void {
  for (const { value } of propertiesNamed(root, 'hostRequirements')) {
    for (const property of propertiesNamed(value, 'gpu')) if (isAsked(property)) artifacts.push(gpu(property));
  }
}

function isAsked({ value }: JsonProperty): boolean {
  return value?.kind === 'object' || value?.kind === 'string' || (value?.kind === 'boolean' && value.value === true);
}

function gpu({ key, span }: JsonProperty): Artifact {
  return { kind: 'device', value: 'gpu', span: contentSpan(key.content.text.length, key), declaration: span, group };
}

function contentSpan(length: number, { content }: Pick<Extract<JsonValue, { kind: 'string' }>, 'content'>): Artifact['span'] {
  return content.span(0, length);
}
