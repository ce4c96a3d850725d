import { mainGroup } from '../../model/manifest';
import type { Artifact, Comment, Dependency, Include, Problem, Specifier } from '../../model/manifest';
import { type CondaSpec, readCondaSpec } from '../../syntax/conda-spec';
import { readPipLine } from '../../syntax/requirement-line';
import { commentStart, trimmed } from '../../syntax/requirement-text';
import { type YamlItem, type YamlNode, type YamlScalar, type YamlSequence, readYaml } from '../../syntax/yaml';
import type { MappedText } from '../../text/mapped-text';
import type { Span } from '../../text/span';

/** Where a row stands in the tree; edits start from it. */
export interface Row {
  readonly dependency: Dependency;
  readonly kind: 'conda' | 'pip';
  readonly list: YamlSequence;
  readonly item: YamlItem;
  readonly scalar: YamlScalar;
  /** The specification or requirement without a comment that pip would strip. */
  readonly content: Span;
  /** Read to its end, without options that belong to pip. */
  readonly whole: boolean;
}

/** One file as it was read. */
export interface Environment {
  readonly rows: Row[];
  readonly channels: Pick<Row, 'list' | 'item' | 'scalar'>[];
  readonly artifacts: Artifact[];
  readonly includes: Include[];
  readonly comments: readonly Comment[];
  readonly problems: Problem[];
}

/** Reads the file with what edits need. Everything is in the order of the text within `channels` and `dependencies`. */
export function readEnvironment(text: string): Environment {
  const { documents, comments, problems } = readYaml(text);
  const environment: Environment = { rows: [], channels: [], artifacts: [], includes: [], comments, problems: [...problems] };
  let isEnvironment = false;
  for (const document of documents) {
    if (document.kind !== 'map') continue;
    for (const { key, value, alias } of document.pairs) {
      const name = key.content.text;
      if (name !== 'dependencies' && name !== 'channels') continue;
      isEnvironment = true;
      if (alias) continue;
      if (name === 'channels') readChannels(environment, value);
      else readDependencies(environment, value);
    }
  }
  if (!isEnvironment) environment.problems.length = 0;
  return environment;
}

/** `nodefaults` is no channel: it shuts out those of the installation. */
function readChannels({ artifacts, channels }: Environment, node: YamlNode | undefined): void {
  if (node?.kind !== 'sequence') return;
  for (const item of node.items) {
    const { value, alias, span } = item;
    if (value?.kind !== 'scalar' || alias || value.content.text === '' || value.content.text === 'nodefaults') continue;
    artifacts.push({ kind: 'channel', value: value.content.text, span: value.span, declaration: span, group: mainGroup });
    channels.push({ list: node, item, scalar: value });
  }
}

function readDependencies(environment: Environment, node: YamlNode | undefined): void {
  if (node?.kind !== 'sequence') return;
  for (const item of node.items) {
    const { value, alias } = item;
    if (!value || alias) continue;
    if (value.kind === 'scalar') readCondaItem(environment, node, item, value);
    else if (value.kind === 'map') for (const pair of value.pairs) if (!pair.alias) readSubList(environment, pair.key, pair.value);
  }
}

function readSubList(environment: Environment, key: YamlScalar, node: YamlNode | undefined): void {
  if (key.content.text !== 'pip') {
    environment.problems.push(unread(key.content, 'conda reads no list of this name'));
    return;
  }
  for (const item of node?.kind === 'sequence' ? node.items : []) {
    if (item.value?.kind === 'scalar' && !item.alias && node?.kind === 'sequence') readPipItem(environment, node, item, item.value);
  }
}

function readCondaItem(environment: Environment, list: YamlSequence, item: YamlItem, scalar: YamlScalar): void {
  const content = withoutComment(scalar.content);
  if (content.text === '') return;
  const spec = content.text.includes('\n') ? undefined : readCondaSpec(content);
  if (!spec) {
    environment.problems.push(unread(content, 'no match specification of conda'));
    return;
  }
  environment.rows.push({ dependency: toDependency(spec, scalar), kind: 'conda', list, item, scalar, content: contentSpan(content), whole: true });
}

function toDependency({ name, nameSpan, version, build, channel, file }: CondaSpec, scalar: YamlScalar): Dependency {
  const specifier: Specifier | undefined = version && { ...version, dialect: 'conda', clauses: [] };
  return {
    ecosystem: 'conda',
    name,
    nameSpan,
    span: scalar.outer,
    role: 'requires',
    extras: [],
    ...(specifier && { specifier }),
    ...(build && { build }),
    group: mainGroup,
    ...(file && { source: { kind: file.raw.includes('://') ? 'url' : 'path', url: file.raw, span: file.span } }),
    indexes: channel ? [{ index: channel.raw, span: channel.span }] : [],
  };
}

/** conda hands the list to pip as a requirements file. */
function readPipItem(environment: Environment, list: YamlSequence, item: YamlItem, scalar: YamlScalar): void {
  const content = withoutComment(scalar.content);
  if (content.text === '') return;
  if (content.text.includes('\n')) {
    environment.problems.push(unread(content, 'more than one line'));
    return;
  }
  const { dependency, artifacts, include, options, problems } = readPipLine(content);
  environment.problems.push(...problems);
  environment.artifacts.push(...artifacts);
  if (include) environment.includes.push(include);
  if (!dependency) return;
  const whole = problems.length === 0 && options.length === 0;
  environment.rows.push({ dependency: { ...dependency, span: scalar.outer }, kind: 'pip', list, item, scalar, content: contentSpan(content), whole });
}

function contentSpan(content: MappedText): Span {
  return content.span(0, content.text.length);
}

function withoutComment(content: MappedText): MappedText {
  const sign = commentStart(content.text);
  return trimmed(content, sign < 0 ? content.text.length : sign);
}

function unread(content: MappedText, reason: string): Problem {
  const { text } = content;
  return { code: 'unread-requirement', span: contentSpan(content), arguments: { text: text.slice(0, 80), reason } };
}
