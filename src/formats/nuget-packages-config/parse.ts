import { type Dependency, type Manifest, mainGroup } from '../../model/manifest';
import { childrenOf, readXml, type XmlAttribute, type XmlDocument, type XmlElement } from '../../syntax/xml';

/** A row and its element; edits start from it. */
export interface PackageRow {
  readonly dependency: Dependency;
  readonly element: XmlElement;
  readonly id: XmlAttribute;
  readonly version: XmlAttribute | undefined;
}

export interface PackagesReading {
  readonly document: XmlDocument;
  readonly rows: readonly PackageRow[];
}

/** Reads a packages.config: https://learn.microsoft.com/nuget/reference/packages-config. Never throws. */
export function parse(text: string): Manifest {
  const { document, rows } = readPackages(text);
  return {
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [],
    includes: [],
    comments: document.comments,
    problems: document.problems,
  };
}

/** The same with the tree that edits need, in the order of the text. */
export function readPackages(text: string): PackagesReading {
  const document = readXml(text);
  const root = document.root?.name === 'packages' ? document.root : undefined;
  return { document, rows: childrenOf(root, 'package').flatMap((element) => readPackage(element) ?? []) };
}

function readPackage(element: XmlElement): PackageRow | undefined {
  const attribute = (name: string): XmlAttribute | undefined => element.attributes.find((one) => one.name === name);
  const id = attribute('id');
  if (!id || id.value.content.text === '') return undefined;
  const version = attribute('version');
  const raw = version?.value.content.text ?? '';
  const isForDevelopment = attribute('developmentDependency')?.value.content.text === 'true';
  const dependency: Dependency = {
    ecosystem: 'nuget',
    name: id.value.content.text,
    nameSpan: id.value.span,
    span: element.span,
    role: 'requires',
    extras: [],
    group: isForDevelopment ? { id: 'dev', kind: 'dev' } : mainGroup,
    indexes: [],
    ...(version && raw !== '' ? { specifier: { raw, span: version.value.span, dialect: 'nuget' as const, clauses: [] } } : {}),
  };
  return { dependency, element, id, version };
}
