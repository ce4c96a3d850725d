import { emptyManifest, type Artifact, type Dependency, type Group, type Manifest } from '../../model/manifest';
import { readYaml, valueOf, type YamlMap, type YamlNode, type YamlPair, type YamlScalar } from '../../syntax/yaml';
import { slice, type Span } from '../../text/span';
import { imageArtifact } from '../image-artifact';
import type { Install, Reading } from '../../syntax/install/reading';
import { emptyReading } from '../../syntax/install/stage';
import { expressionSign, readRunStep } from './run-step';

const dockerScheme = 'docker://';

/**
 * Reads what the steps of a workflow or composite action install, and the images that jobs run in and beside. Runner labels,
 * environment variables, inputs and the actions that are used say nothing. Never throws.
 */
export function parse(text: string): Manifest {
  const { comments, problems, reading, known } = read(text);
  if (!known) return emptyManifest;
  return {
    ...emptyManifest,
    dependencies: reading.dependencies.map((row) => asWritten(text, row)),
    artifacts: reading.artifacts.map((artifact) => artifactAsWritten(text, artifact)).sort((a, b) => a.span.start - b.span.start),
    comments: [...comments, ...reading.comments].sort((a, b) => a.span.start - b.span.start),
    problems,
  };
}

/** The install commands of all steps, for edits. */
export function readInstalls(text: string): readonly Install[] {
  return read(text).reading.installs;
}

function read(text: string): Pick<Manifest, 'comments' | 'problems'> & { readonly reading: Reading; readonly known: boolean } {
  const reading = emptyReading();
  if (!text.includes('jobs') && !text.includes('runs')) return { comments: [], problems: [], reading, known: false };
  const { documents, comments, problems } = readYaml(text);
  const root = documents.find((document) => document.kind === 'map');
  const jobs = valueOf(root, 'jobs');
  const runs = valueOf(root, 'runs');
  if (jobs?.kind === 'map') for (const pair of jobs.pairs) readJob(pair, root, reading);
  else if (runs?.kind === 'map') readAction(runs, reading);
  return { comments, problems, reading, known: jobs?.kind === 'map' || runs?.kind === 'map' };
}

function readJob({ key, value: job, alias }: YamlPair, root: YamlNode | undefined, reading: Reading): void {
  if (job?.kind !== 'map' || alias) return;
  const group: Group = { id: `job:${key.content.text}`, kind: 'dev' };
  for (const pair of job.pairs) {
    const name = pair.key.content.text;
    if (name === 'container') readContainer(pair, group, reading);
    else if (name === 'services' && pair.value?.kind === 'map') for (const service of pair.value.pairs) readContainer(service, group, reading);
    else if (name === 'steps') readSteps(pair.value, group, shellOf(job) ?? shellOf(root), reading);
  }
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs */
function readAction(runs: YamlMap, reading: Reading): void {
  const group: Group = { id: 'action', kind: 'dev' };
  if (textOf(valueOf(runs, 'using')) === 'composite') readSteps(valueOf(runs, 'steps'), group, undefined, reading);
  for (const pair of runs.pairs) if (pair.key.content.text === 'image') addDockerAddress(pair, group, reading);
}

/** `container: image:tag`, or a map with `image`. */
function readContainer(pair: YamlPair, group: Group, reading: Reading): void {
  if (pair.alias) return;
  if (pair.value?.kind === 'scalar') addImage(pair.value, pair.span, group, reading);
  else if (pair.value?.kind === 'map') {
    for (const inner of pair.value.pairs) {
      if (inner.key.content.text === 'image' && inner.value?.kind === 'scalar' && !inner.alias) addImage(inner.value, inner.span, group, reading);
    }
  }
}

function readSteps(node: YamlNode | undefined, group: Group, shell: string | undefined, reading: Reading): void {
  if (node?.kind !== 'sequence') return;
  for (const { value: step, alias } of node.items) {
    if (step?.kind !== 'map' || alias) continue;
    for (const pair of step.pairs) {
      const name = pair.key.content.text;
      if (name === 'run' && pair.value?.kind === 'scalar' && !pair.alias) {
        readRunStep(pair.value, textOf(valueOf(step, 'shell')) || shell, group, reading);
      } else if (name === 'uses') addDockerAddress(pair, group, reading);
    }
  }
}

/** `defaults: run: shell:` */
function shellOf(node: YamlNode | undefined): string | undefined {
  return textOf(valueOf(valueOf(valueOf(node, 'defaults'), 'run'), 'shell')) || undefined;
}

/** `docker://image:tag` */
function addDockerAddress({ value, span, alias }: YamlPair, group: Group, reading: Reading): void {
  if (value?.kind !== 'scalar' || alias || !value.content.text.startsWith(dockerScheme)) return;
  const reference = value.content.slice(dockerScheme.length, value.content.text.length);
  if (reference.text !== '' && !reference.text.includes('${{')) {
    reading.artifacts.push(imageArtifact(reference, reference.span(0, reference.text.length), span, group));
  }
}

/** An image whose name is an expression is anybody's; one whose tag is, has the name at least. */
function addImage({ content, span }: YamlScalar, declaration: Span, group: Group, reading: Reading): void {
  if (content.text === '' || content.text.startsWith('${{')) return;
  reading.artifacts.push(imageArtifact(content, span, declaration, group));
}

/** A version that an expression decides, as it stands in the file. */
function asWritten(text: string, row: Dependency): Dependency {
  const { specifier } = row;
  return specifier?.raw.includes(expressionSign) ? { ...row, specifier: { ...specifier, raw: slice(text, specifier.span), clauses: [] } } : row;
}

function artifactAsWritten(text: string, artifact: Artifact): Artifact {
  return artifact.value.includes(expressionSign) ? { ...artifact, value: slice(text, artifact.span) } : artifact;
}

function textOf(node: YamlNode | undefined): string {
  return node?.kind === 'scalar' ? node.content.text : '';
}
