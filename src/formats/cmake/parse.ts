import { type Dependency, type Group, type Manifest, mainGroup } from '../../model/manifest';
import { readCmake, type CmakeArgument, type CmakeCommand } from './commands';

/** Languages that need the compiler of a maker of accelerators. */
const acceleratorLanguages = new Set(['CUDA', 'HIP']);
/** Blocks whose commands may never run, by the word that ends them. */
const blocks: Readonly<Record<string, string>> = {
  if: 'endif',
  function: 'endfunction',
  macro: 'endmacro',
  foreach: 'endforeach',
  while: 'endwhile',
};
const ends = new Set(Object.values(blocks));
const optionalGroup: Group = { id: 'optional', kind: 'optional' };

/**
 * Reads what a CMake script asks for: packages, and the languages CUDA and HIP. A row that the build can go without constrains
 * and installs nothing: below a condition, not `REQUIRED`, or in a file that is no project by itself. Never throws.
 * https://cmake.org/cmake/help/latest/command/find_package.html, …/command/project.html
 */
export function parse(text: string): Manifest {
  const { commands, comments, problems } = readCmake(text);
  const has = (name: string): boolean => commands.some((command) => command.name === name);
  const project = commands.find(({ name }) => name === 'project')?.args[0];
  return {
    ...(project?.plain ? { project: project.text } : {}),
    // A file of a folder below belongs to the project whose conditions decide whether it is read at all.
    dependencies: rowsOf(commands, has('cmake_minimum_required') && has('project')),
    artifacts: [],
    includes: [],
    comments,
    problems,
  };
}

function rowsOf(commands: readonly CmakeCommand[], isWhole: boolean): Dependency[] {
  const rows: Dependency[] = [];
  let depth = 0;
  // `return()` below a condition makes all that follows depend on it.
  let always = isWhole;
  for (const command of commands) {
    if (blocks[command.name] !== undefined) depth++;
    else if (ends.has(command.name)) depth = Math.max(0, depth - 1);
    else if (command.name === 'return') always = false;
    else rows.push(...rowsOfCommand(command, always && depth === 0));
  }
  return rows;
}

function rowsOfCommand({ name, args, span }: CmakeCommand, always: boolean): readonly Dependency[] {
  const [first, ...others] = args;
  if (!first) return [];
  if (name === 'find_package') {
    const required = others.some(({ text }) => text === 'REQUIRED');
    return first.plain && first.text !== '' ? [toRow(first, span, always && required)] : [];
  }
  if (name === 'enable_language') {
    const optional = args.some(({ text }) => text === 'OPTIONAL');
    return args.filter(isAccelerator).map((language) => toRow(language, span, always && !optional));
  }
  return name === 'project' ? languagesOf(others).map((language) => toRow(language, span, always)) : [];
}

/** `project(name [VERSION v] [LANGUAGES] CUDA …)`: without the word the languages follow the name. */
function languagesOf(args: readonly CmakeArgument[]): readonly CmakeArgument[] {
  const at = args.findIndex(({ text }) => text === 'LANGUAGES');
  if (at >= 0) return args.slice(at + 1).filter(isAccelerator);
  const isShort = !args.some(({ text }) => ['VERSION', 'DESCRIPTION', 'HOMEPAGE_URL'].includes(text));
  return isShort ? args.filter(isAccelerator) : [];
}

function isAccelerator({ plain, text }: CmakeArgument): boolean {
  return plain && acceleratorLanguages.has(text);
}

function toRow(name: CmakeArgument, span: Dependency['span'], always: boolean): Dependency {
  return {
    ecosystem: 'cmake',
    name: name.text,
    nameSpan: name.span,
    span,
    role: always ? 'requires' : 'constrains',
    extras: [],
    group: always ? mainGroup : optionalGroup,
    indexes: [],
  };
}
