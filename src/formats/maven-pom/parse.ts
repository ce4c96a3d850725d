import { type Dependency, type Group, type Manifest, type Problem, type Role, mainGroup } from '../../model/manifest';
import { childOf, childrenOf, elementAt, readXml, type XmlDocument, type XmlElement } from '../../syntax/xml';
import { slice } from '../../text/span';
import { Properties } from './properties';

/** A row and its `<dependency>`; edits start from it. */
export interface PomRow {
  readonly dependency: Dependency;
  readonly element: XmlElement;
  readonly groupId: XmlElement | undefined;
  readonly artifactId: XmlElement;
  readonly version: XmlElement | undefined;
}

export interface PomReading {
  readonly document: XmlDocument;
  readonly rows: readonly PomRow[];
  readonly problems: readonly Problem[];
}

/** Reads a pom.xml; the README beside this file says which elements. Never throws. https://maven.apache.org/pom.html */
export function parse(text: string): Manifest {
  const { document, rows, problems } = readPom(text);
  const project = projectName(document.root);
  return {
    ...(project === undefined ? {} : { project }),
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [],
    includes: [],
    comments: document.comments,
    problems,
  };
}

function projectName(root: XmlElement | undefined): string | undefined {
  const artifact = childOf(root, 'artifactId')?.text.content.text;
  const group = (childOf(root, 'groupId') ?? elementAt(root, 'parent', 'groupId'))?.text.content.text;
  return artifact === undefined || group === undefined ? undefined : `${group}:${artifact}`;
}

/** The same with the tree that edits need, in the order of the text. */
export function readPom(text: string): PomReading {
  const document = readXml(text);
  const project = document.root?.name === 'project' ? document.root : undefined;
  const reader = new PomReader(text, new Properties(project));
  reader.readModel(project, mainGroup);
  for (const profile of childrenOf(childOf(project, 'profiles'), 'profile')) reader.readModel(profile, profileGroup(profile));
  const problems = [...document.problems, ...reader.problems].sort((a, b) => a.span.start - b.span.start);
  return { document, rows: reader.rows.sort((a, b) => a.element.span.start - b.element.span.start), problems };
}

/** A profile is taken by whoever chooses it, or by default. */
function profileGroup(profile: XmlElement): Group {
  const id = `profile:${childOf(profile, 'id')?.text.content.text ?? 'default'}`;
  const isDefault = elementAt(profile, 'activation', 'activeByDefault')?.text.content.text === 'true';
  return { id, kind: isDefault ? 'main' : 'optional' };
}

const managementGroup: Group = { id: 'dependencyManagement', kind: 'main' };
const pluginGroup: Group = { id: 'plugin', kind: 'build' };

class PomReader {
  readonly rows: PomRow[] = [];
  readonly problems: Problem[] = [];

  constructor(
    readonly text: string,
    readonly properties: Properties,
  ) {}

  /** What a project and a profile have in common. */
  readModel(model: XmlElement | undefined, group: Group): void {
    this.#readList(model, 'requires', group);
    this.#readList(childOf(model, 'dependencyManagement'), 'constrains', group === mainGroup ? managementGroup : group);
    const build = childOf(model, 'build');
    for (const [holder, role] of [[build, 'requires'] as const, [childOf(build, 'pluginManagement'), 'constrains'] as const]) {
      for (const plugin of childrenOf(childOf(holder, 'plugins'), 'plugin')) this.#readList(plugin, role, pluginGroup);
    }
  }

  #readList(holder: XmlElement | undefined, role: Role, group: Group): void {
    for (const list of childrenOf(holder, 'dependencies')) {
      for (const element of childrenOf(list, 'dependency')) this.#readRow(element, role, group);
    }
  }

  #readRow(element: XmlElement, role: Role, listGroup: Group): void {
    const artifactId = childOf(element, 'artifactId');
    const groupId = childOf(element, 'groupId');
    const name = `${this.#value(groupId)}:${this.#value(artifactId)}`;
    if (!artifactId || name.startsWith(':') || name.endsWith(':')) {
      const place = { start: element.span.start, end: Math.min(element.span.end, element.span.start + '<dependency>'.length) };
      this.problems.push({ code: 'unread-requirement', span: place, arguments: { text: slice(this.text, place) } });
      return;
    }
    const version = childOf(element, 'version');
    const classifier = childOf(element, 'classifier');
    const raw = this.#value(version);
    const build = this.#value(classifier);
    const dependency: Dependency = {
      ecosystem: 'maven',
      name,
      nameSpan: artifactId.text.span,
      span: element.span,
      role,
      extras: [],
      group: role === 'requires' ? groupOf(element, listGroup) : listGroup,
      indexes: [],
      ...(version && raw !== '' ? { specifier: { raw, span: version.text.span, dialect: 'maven' as const, clauses: [] } } : {}),
      ...(classifier && build !== '' ? { build: { raw: build, span: classifier.text.span } } : {}),
    };
    this.rows.push({ dependency, element, groupId, artifactId, version });
  }

  #value(element: XmlElement | undefined): string {
    return element && !element.text.split ? this.properties.resolve(element.text.content.text) : '';
  }
}

/** https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html#dependency-scope */
function groupOf(element: XmlElement, listGroup: Group): Group {
  if (childOf(element, 'scope')?.text.content.text === 'test') return { id: 'test', kind: 'dev' };
  if (childOf(element, 'optional')?.text.content.text === 'true') return { id: 'optional', kind: 'optional' };
  return listGroup;
}
