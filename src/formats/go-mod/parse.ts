import { type Dependency, type Group, type Manifest, type Problem, type Role, type Source, mainGroup } from '../../model/manifest';
import { slice } from '../../text/span';
import { readGoMod, type GoModLines, type Statement, type Word } from './lines';

/** A row and the statement that declares it; edits start from it. */
export interface GoModRow {
  readonly dependency: Dependency;
  readonly statement: Statement;
}

export interface GoModReading extends GoModLines {
  readonly rows: readonly GoModRow[];
  readonly problems: readonly Problem[];
}

const excludeGroup: Group = { id: 'exclude', kind: 'main' };
const replaceGroup: Group = { id: 'replace', kind: 'main' };

/** Reads a go.mod; the README beside this file says which directives. Never throws. https://go.dev/ref/mod#go-mod-file */
export function parse(text: string): Manifest {
  const { statements, comments, rows, problems } = readRows(text);
  const project = statements.find(({ verb }) => verb === 'module')?.words[0]?.text;
  return {
    ...(project === undefined ? {} : { project }),
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [],
    includes: [],
    comments,
    problems,
  };
}

/** The same with the statements that edits need, in the order of the text. */
export function readRows(text: string): GoModReading {
  const lines = readGoMod(text);
  const problems = [...lines.problems];
  const replacements = replacementsOf(lines.statements);
  const rows = lines.statements.flatMap((statement): readonly GoModRow[] => {
    const dependency = readStatement(statement, replacements);
    if (dependency === 'unread')
      problems.push({ code: 'unread-line', span: statement.span, arguments: { text: slice(text, statement.span).slice(0, 80) } });
    return typeof dependency === 'object' ? [{ dependency, statement }] : [];
  });
  return { ...lines, rows, problems };
}

interface Replacement {
  /** Only this version is replaced; undefined: each. */
  readonly version: string | undefined;
  readonly source: Source;
}

function readStatement(statement: Statement, replacements: ReadonlyMap<string, readonly Replacement[]>): Dependency | 'unread' | undefined {
  const { verb, words, comment } = statement;
  const [name, version] = words;
  if (verb === 'replace') return readReplace(statement);
  if (verb !== 'require' && verb !== 'exclude') return undefined;
  if (!name || !version || words.length > 2 || !isVersion(version.text)) return 'unread';
  if (verb === 'exclude') return toDependency(statement, name, version, { role: 'constrains', group: excludeGroup });
  // What others ask for: nobody here declared it. https://go.dev/ref/mod#go-mod-file-require
  const role = isIndirect(comment) ? 'locks' : 'requires';
  const replacement = replacements.get(name.text)?.find((one) => one.version === undefined || one.version === version.text);
  return toDependency(statement, name, version, { role, group: mainGroup, ...(replacement ? { source: replacement.source } : {}) });
}

/** `old v1 => new v2` or `old => ../folder`: a row of the old name that is taken from the new place. */
function readReplace(statement: Statement): Dependency | 'unread' {
  const { words } = statement;
  const arrow = words.findIndex(({ text }) => text === '=>');
  const name = words[0];
  const source = sourceOf(words[arrow + 1]);
  if (!name || !source || arrow < 1 || arrow > 2 || words.length > arrow + 3) return 'unread';
  return toDependency(statement, name, words[arrow + 2], { role: 'overrides', group: replaceGroup, source });
}

function replacementsOf(statements: readonly Statement[]): ReadonlyMap<string, readonly Replacement[]> {
  const found = new Map<string, Replacement[]>();
  for (const { verb, words } of statements) {
    const arrow = words.findIndex(({ text }) => text === '=>');
    const source = verb === 'replace' && arrow > 0 ? sourceOf(words[arrow + 1]) : undefined;
    const name = words[0]?.text;
    if (!source || name === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), { version: arrow > 1 ? words[1]?.text : undefined, source }]);
  }
  return found;
}

/** A folder begins with a dot or a slash; anything else is a module that stands in for the old one. */
function sourceOf(place: Word | undefined): Source | undefined {
  if (!place || place.text === '') return undefined;
  const { text, span } = place;
  const isFolder = text.startsWith('.') || text.startsWith('/') || /^[A-Za-z]:/.test(text);
  return { kind: isFolder ? 'path' : 'vcs', url: text, span };
}

function toDependency(
  { span }: Statement,
  name: Word,
  version: Word | undefined,
  context: { role: Role; group: Group; source?: Source },
): Dependency {
  return {
    ecosystem: 'go',
    name: name.text,
    nameSpan: name.span,
    span,
    extras: [],
    indexes: [],
    ...(version ? { specifier: { raw: version.text, span: version.span, dialect: 'go' as const, clauses: [] } } : {}),
    ...context,
  };
}

function isIndirect(comment: string): boolean {
  return comment === 'indirect' || comment.startsWith('indirect;') || comment.startsWith('indirect ');
}

/** A version, or a branch or commit that `go` replaces by a version when it runs next. */
function isVersion(text: string): boolean {
  return text !== '' && text !== '=>' && text !== '(';
}
