// Whether the lines of code in remedies can be right; `scripts/check-rules.mjs` runs it.
import { transformSync } from 'esbuild';

/** The registries whose packages are used in a language, as `codeLanguages` of src/model/vocabulary.ts has them. */
const registries = { python: ['pypi', 'conda'], typescript: ['npm'], rust: ['cargo'], go: ['go'], java: ['maven'], csharp: ['nuget'] };
const longestLine = 120;
const mostLines = 8;

/** Tells lines in a language that no name of the rule has, that are no whole code, or that do not speak of the package. */
export function checkCode(rule, tell) {
  for (const { id, code = {} } of rule.remedies ?? []) {
    for (const [language, { before = [], after }] of Object.entries(code)) {
      const where = `remedy ${id}: code.${language}`;
      const names = registries[language].flatMap((registry) => rule.names[registry] ?? []);
      if (names.length === 0) tell(`${where}: the rule names no package of that language`);
      for (const lines of [before, after]) {
        if (lines.length > mostLines) tell(`${where}: more than ${mostLines} lines`);
        for (const line of lines) if (line.length > longestLine) tell(`${where}: a line of more than ${longestLine} characters`);
        if (!isWhole(lines.join('\n'))) tell(`${where}: brackets or quotes are not closed, or something is left out: ${lines[0]}`);
        else if (language === 'typescript' && !parses(lines)) tell(`${where}: no TypeScript: ${lines[0]}`);
      }
      // Names of other languages are those of packages, not of what code imports.
      const modules = language === 'python' ? (rule.imports ?? []) : language === 'typescript' ? names : [];
      if (before.length > 0 && modules.length > 0 && !modules.some((name) => speaksOf(before.join('\n'), name, rule.family)))
        tell(`${where}: "before" names none of ${modules.join(', ')}`);
    }
  }
}

/** A family's name is known up to its `*`; the module `a.b` may be imported from `a`. */
function speaksOf(text, name, family) {
  const [, parent, last] = /^(.+)\.(\w+)$/.exec(name) ?? [];
  const known = [family ? name.split('*')[0] : name, ...(parent ? [`from ${parent} import ${last}`] : [])];
  return known.some((form) => text.toLowerCase().includes(form.toLowerCase()));
}

/** As TypeScript, whose lines may stand in a module. */
function parses(lines) {
  try {
    transformSync(lines.join('\n'), { loader: 'ts', logLevel: 'silent' });
    return true;
  } catch {
    return false;
  }
}

/** Brackets and quotes are closed, and no ellipsis stands for what the reader should know. */
function isWhole(text) {
  if (text.includes('…')) return false;
  const closing = { '(': ')', '[': ']', '{': '}' };
  const open = [];
  let quote = '';
  for (const character of text) {
    if (quote !== '') {
      if (character === quote || character === '\n') quote = character === '\n' ? 'open' : '';
      if (quote === 'open') return false;
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (closing[character]) open.push(closing[character]);
    else if (')]}'.includes(character) && open.pop() !== character) return false;
  }
  return quote === '' && open.length === 0;
}
