import { type Dependency, type Group, type Manifest, type Problem, type Role, mainGroup } from '../../model/manifest';
import { readGradle, type GradleStatement, type GradleToken } from '../../syntax/gradle';
import type { Comment } from '../../model/manifest';
import type { Span } from '../../text/span';
import { namedIn, type Named } from './arguments';
import { groupOfConfiguration } from './configurations';
import { readCoordinate } from './coordinate';
import { Variables } from './variables';

/** A row and where it stands; edits start from it. */
export interface GradleRow {
  readonly dependency: Dependency;
  readonly statement: GradleStatement;
  /** The string that holds the coordinate; undefined for other notations. */
  readonly string?: GradleToken;
  /** No other module stands in the statement. */
  readonly alone: boolean;
}

export interface GradleReading {
  readonly rows: readonly GradleRow[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** Reads a build.gradle or build.gradle.kts; the README beside this file says what. Runs nothing and never throws. */
export function parse(text: string): Manifest {
  const { rows, comments, problems } = readBuild(text);
  return { dependencies: rows.map(({ dependency }) => dependency), artifacts: [], includes: [], comments, problems };
}

/** The same with the statements that edits need, in the order of the text. */
export function readBuild(text: string): GradleReading {
  const { statements, comments, problems } = readGradle(text);
  const reader = new BuildReader(new Variables(statements));
  reader.visit(statements, { choice: false, build: false, managed: false }, 0);
  return { rows: reader.rows, comments, problems };
}

/** What the blocks around a statement say of its rows. */
interface Place {
  /** Within an `if`. */
  readonly choice: boolean;
  readonly build: boolean;
  /** `constraints { }`, or the block of Spring's dependency management. */
  readonly managed: boolean;
}

const choiceGroup: Group = { id: 'condition', kind: 'optional' };
const managedGroup: Group = { id: 'constraints', kind: 'main' };
const choices = new Set(['if', 'else', 'when', 'switch', 'for', 'while', 'try', 'catch']);
/** `dependency "g:a:v"` and `mavenBom "g:a:v"` of https://docs.spring.io/dependency-management-plugin/docs/current/reference/html/ */
const managing = new Set(['dependency', 'mavenBom']);

class BuildReader {
  readonly rows: GradleRow[] = [];

  constructor(readonly variables: Variables) {}

  /** Goes down to `dependencies` blocks, wherever they stand. */
  visit(statements: readonly GradleStatement[], place: Place, depth: number): void {
    for (const { tokens, blocks } of statements) {
      for (const block of blocks) {
        const names = tokens.slice(0, block.after);
        const inner = within(place, names);
        if (names.at(-1)?.text === 'dependencies' && !inner.managed) this.#readBlock(block.statements, inner);
        else if (inner.managed) this.#readManaged(block.statements, inner);
        else this.visit(block.statements, inner, depth + 1);
      }
    }
  }

  #readBlock(statements: readonly GradleStatement[], place: Place): void {
    for (const statement of statements) {
      const [first, ...others] = statement.tokens;
      if (!first) continue;
      if (choices.has(first.text)) for (const { statements: inner } of statement.blocks) this.#readBlock(inner, { ...place, choice: true });
      else if (first.text === 'constraints')
        for (const { statements: inner } of statement.blocks) this.#readBlock(inner, { ...place, managed: true });
      else {
        const group = groupOfConfiguration(first.text);
        // The arguments end where a block with settings of the row begins.
        const end = (statement.blocks[0]?.after ?? statement.tokens.length) - 1;
        if (group) this.#readRows(statement, others.slice(0, end), groupAt(group, place), place.managed ? 'constrains' : 'requires');
      }
    }
  }

  #readManaged(statements: readonly GradleStatement[], place: Place): void {
    for (const statement of statements) {
      const [first, ...others] = statement.tokens;
      if (first && managing.has(first.text)) this.#readRows(statement, others, managedGroup, 'constrains');
      for (const { statements: inner } of statement.blocks) this.#readManaged(inner, place);
    }
  }

  #readRows(statement: GradleStatement, tokens: readonly GradleToken[], group: Group, role: Role): void {
    const named = namedIn(tokens);
    const alone = named.length === 1;
    for (const one of named) {
      const dependency = this.#toDependency(one, alone ? statement.span : undefined, group, role);
      if (dependency) this.rows.push({ dependency, statement, alone, ...(one.kind === 'coordinate' ? { string: one.string } : {}) });
    }
  }

  #toDependency(named: Named, whole: Span | undefined, listGroup: Group, listRole: Role): Dependency | undefined {
    const platform = named.kind !== 'map' && named.platform;
    const common = {
      ecosystem: 'maven' as const,
      role: platform ? ('constrains' as const) : listRole,
      extras: [],
      indexes: [],
      group: platform || listRole === 'constrains' ? managedGroup : listGroup,
    };
    if (named.kind === 'alias') return aliasRow(named.tokens, whole, common);
    if (named.kind === 'map') return this.#mapRow(named, whole, common);
    const coordinate = readCoordinate(named.string);
    if (!coordinate) return undefined;
    const { version, classifier } = coordinate;
    const put = (text: string): string => (named.string.interpolated ? this.variables.resolve(text) : text);
    return {
      ...common,
      name: put(coordinate.name),
      nameSpan: coordinate.nameSpan,
      span: whole ?? named.string.span,
      ...(version ? { specifier: { raw: put(version.text), span: version.span, dialect: 'maven', clauses: [] } } : {}),
      ...(classifier ? { build: { raw: put(classifier.text), span: classifier.span } } : {}),
    };
  }

  #mapRow(
    { parts, first, last }: Extract<Named, { kind: 'map' }>,
    whole: Span | undefined,
    common: Pick<Dependency, 'ecosystem' | 'role' | 'extras' | 'indexes' | 'group'>,
  ): Dependency | undefined {
    const put = (key: string): string => {
      const token = parts.get(key);
      return token?.interpolated ? this.variables.resolve(token.text) : (token?.text ?? '');
    };
    const name = parts.get('name')?.content;
    const version = parts.get('version')?.content;
    const classifier = parts.get('classifier')?.content;
    if (!name || ![put('group'), put('name')].every((part) => /^[^\s:"']+$/.test(part))) return undefined;
    return {
      ...common,
      name: `${put('group')}:${put('name')}`,
      nameSpan: name,
      span: whole ?? { start: first.span.start, end: last.span.end },
      ...(version && put('version') !== '' ? { specifier: { raw: put('version'), span: version, dialect: 'maven', clauses: [] } } : {}),
      ...(classifier && put('classifier') !== '' ? { build: { raw: put('classifier'), span: classifier } } : {}),
    };
  }
}

/** `libs.a.b` stands for the entry `a-b` of the version catalog; plugins, versions and bundles are no modules. */
function aliasRow(
  tokens: readonly GradleToken[],
  whole: Span | undefined,
  common: Pick<Dependency, 'ecosystem' | 'role' | 'extras' | 'indexes' | 'group'>,
): Dependency | undefined {
  const [first, , second] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || !second || ['versions', 'plugins', 'bundles'].includes(second.text)) return undefined;
  const name = tokens.map(({ text }) => text).join('');
  const span = { start: first.span.start, end: last.span.end };
  // Spaces between the parts would make the place differ from the name.
  if (span.end - span.start !== name.length) return undefined;
  return { ...common, name, nameSpan: span, span: whole ?? span, inherits: name.slice('libs.'.length) };
}

function within(place: Place, names: readonly GradleToken[]): Place {
  const has = (word: string): boolean => names.some(({ text, kind }) => kind === 'name' && text === word);
  return {
    choice: place.choice || names.some(({ text, kind }) => kind === 'name' && choices.has(text)),
    build: place.build || has('buildscript') || has('pluginManagement'),
    managed: place.managed || has('dependencyManagement'),
  };
}

function groupAt(group: Group, { choice, build }: Place): Group {
  if (build) return { id: 'buildscript', kind: 'build' };
  return choice && group === mainGroup ? choiceGroup : group;
}
