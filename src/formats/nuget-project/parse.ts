import { type Dependency, type Group, type Manifest, type Role, mainGroup } from '../../model/manifest';
import { readXml, type XmlDocument, type XmlElement, type XmlText } from '../../syntax/xml';
import type { Span } from '../../text/span';
import { attributeOf, isChoice } from './conditions';

/** A row, the item that declares it and the part of its `Include` that names it; edits start from it. */
export interface ProjectRow {
  readonly dependency: Dependency;
  readonly element: XmlElement;
  /** The item lists other packages too: `Include="a;b"`. */
  readonly shared: boolean;
  readonly name: XmlText;
  readonly version: XmlText | undefined;
}

export interface ProjectReading {
  readonly document: XmlDocument;
  readonly rows: readonly ProjectRow[];
}

interface Kind {
  readonly role: Role;
  readonly group: Group;
}

const main: Kind = { role: 'requires', group: mainGroup };

/** https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files, …/central-package-management */
const kinds: Readonly<Record<string, Kind>> = {
  packagereference: main,
  globalpackagereference: main,
  packageversion: { role: 'constrains', group: { id: 'central', kind: 'main' } },
  dotnetclitoolreference: { role: 'requires', group: { id: 'tool', kind: 'build' } },
};
const conditional: Group = { id: 'condition', kind: 'optional' };
const update: Kind = { role: 'constrains', group: { id: 'update', kind: 'main' } };

/** Reads a project or properties file of MSBuild; the README beside this file says which items. Never throws. */
export function parse(text: string): Manifest {
  const { document, rows } = readProject(text);
  return {
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [],
    includes: [],
    comments: document.comments,
    problems: document.problems,
  };
}

/** The same with the tree that edits need, in the order of the text. */
export function readProject(text: string): ProjectReading {
  const document = readXml(text);
  const rows: ProjectRow[] = [];
  const properties = new Map<string, string>();
  const visit = (element: XmlElement, choice: boolean): void => {
    const chosen = choice || element.name === 'Otherwise' || isChoice(attributeOf(element, 'Condition')?.value.content.text ?? '');
    if (element.name === 'PropertyGroup') readProperties(element, chosen, properties);
    const kind = kinds[element.name.toLowerCase()];
    if (kind) rows.push(...readItem(element, kind, chosen, properties));
    else for (const child of element.children) visit(child, chosen);
  };
  if (document.root?.name === 'Project') visit(document.root, false);
  return { document, rows };
}

/** Properties with a condition may have another value. */
function readProperties(group: XmlElement, choice: boolean, properties: Map<string, string>): void {
  for (const property of group.children) {
    const { text } = property.text.content;
    if (choice || attributeOf(property, 'Condition') || text.includes('$(') || text.length > 200) properties.delete(property.name.toLowerCase());
    else properties.set(property.name.toLowerCase(), text);
  }
}

function readItem(element: XmlElement, kind: Kind, choice: boolean, properties: ReadonlyMap<string, string>): readonly ProjectRow[] {
  const include = attributeOf(element, 'Include');
  const names = include ?? attributeOf(element, 'Update');
  if (!names) return [];
  const { role, group } = include || kind.role === 'constrains' ? kind : update;
  const version = versionOf(element);
  const raw = version ? resolve(version.content.text, properties) : '';
  const parts = partsOf(names.value);
  return parts.map((name) => ({
    dependency: {
      ecosystem: 'nuget',
      name: name.content.text,
      nameSpan: name.span,
      span: element.span,
      role,
      extras: [],
      group: choice && group === mainGroup ? conditional : group,
      indexes: [],
      ...(version && raw !== '' ? { specifier: { raw, span: version.span, dialect: 'nuget' as const, clauses: [] } } : {}),
    },
    element,
    shared: parts.length > 1,
    name,
    version,
  }));
}

/** `VersionOverride` beats the central version; both may be attributes or elements. */
function versionOf(element: XmlElement): XmlText | undefined {
  for (const name of ['VersionOverride', 'Version']) {
    const attribute = attributeOf(element, name);
    if (attribute) return attribute.value;
    const child = element.children.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (child) return child.text.split ? undefined : child.text;
  }
  return undefined;
}

/** `$(Name)` where the whole text is one and the file says it without a condition. */
function resolve(text: string, properties: ReadonlyMap<string, string>): string {
  if (!text.startsWith('$(') || !text.endsWith(')')) return text;
  return properties.get(text.slice(2, -1).toLowerCase()) ?? text;
}

/** The names of `a;b`; item lists and wildcards are computed. */
function partsOf({ content, plain }: XmlText): readonly XmlText[] {
  const found: XmlText[] = [];
  for (let start = 0; start <= content.text.length;) {
    const semicolon = content.text.indexOf(';', start);
    const end = semicolon < 0 ? content.text.length : semicolon;
    const part = content.text.slice(start, end);
    const from = start + part.length - part.trimStart().length;
    const to = Math.max(from, start + part.trimEnd().length);
    const span: Span = content.span(from, to);
    if (to > from && !/[@*$%]/.test(part)) found.push({ content: content.slice(from, to), span, plain, split: false });
    start = end + 1;
  }
  return found;
}
