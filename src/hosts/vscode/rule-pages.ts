import { Uri, commands, window, workspace, type Disposable } from 'vscode';
import { factCard, familiesFor, verdictWords, type Engine, type FactCard } from '../../engine';
import type { Rule } from '../../model/rule';
import { escaped, sentence, sourceLink } from './markdown';
import type { Services } from './services';

const scheme = 'portolan-rule';
/** Pages of packages that no rule knows: `portolan-rule:/package/pypi/numpy.md`. No rule's id begins so. */
const packagePrefix = '/package/';

export function rulePageUri(ruleId: string): Uri {
  return Uri.from({ scheme, path: `/${ruleId}.md` });
}

/** @param key registry and normalized name, `pypi:numpy`. */
export function packagePageUri(key: string): Uri {
  return Uri.from({ scheme, path: `${packagePrefix}${key.replace(':', '/')}.md` });
}

/** Serves rule pages as documents that cannot be edited. */
export function serveRulePages(services: Services): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) => {
      const engine = await services.engine();
      await services.pages();
      const id = path.replace(/^\//, '').replace(/\.md$/, '');
      if (path.startsWith(packagePrefix)) return packagePage(id.slice(packagePrefix.length - 1), engine);
      const rule = engine.rule(id);
      return rule ? rulePage(rule, engine) : `# ${id}\n\nThe catalog has no such rule.\n`;
    },
  });
}

/** Shows a page as it is meant to be read, or as text where the editor has no preview for Markdown. */
export async function openPage(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // The editor's own Markdown extension may be missing or off.
    await window.showTextDocument(uri, { preview: true });
  }
}

function rulePage(rule: Rule, engine: Engine): string {
  const details = engine.details(rule);
  const card = factCard(rule, details, engine.vocabulary);
  return [
    details?.page === undefined ? introduction(card) : readable(details.page),
    ...verdictSection(card),
    ...modelSection(rule, engine),
    ...sourceSection(card),
    '',
  ].join('\n');
}

/** The page without the marks in its examples, which are for the tests of the rule, and with words for what the examples show. */
function readable(page: string): string {
  const words = [
    { ending: ' hits', said: 'Marked in' },
    { ending: ' misses', said: 'Not marked in' },
    { ending: ' beside', said: 'Beside the next one lies' },
  ];
  const lines = page.split('\n').map((line) => {
    const found = line.startsWith('```') && words.find(({ ending }) => line.endsWith(ending));
    return found ? `${found.said} \`${line.slice(3, -found.ending.length)}\`:\n\n\`\`\`` : line.replaceAll('⟦', '').replaceAll('⟧', '');
  });
  return lines.join('\n').trimEnd();
}

function introduction({ rule, about, bindings, remedies }: FactCard): string {
  const names = Object.entries(rule.names).map(([registry, list]) => `- ${registry}: ${list.map((name) => escaped(name)).join(', ')}`);
  const bonds = bindings.map(({ binding, to }) => `- ${binding.strength}: ${escaped(to.join(', '))}. ${sentence(binding.summary)}`);
  return [
    `# ${escaped(rule.title)}`,
    '',
    ...(about === undefined ? [] : [sentence(about), '']),
    `${rule.own ? 'Rule of this workspace' : 'Rule'} \`${rule.id}\`, licence ${escaped(rule.licence.spdx ?? 'not known')} (${rule.licence.openness}).`,
    '',
    ...(bonds.length > 0 ? bonds : ['No binding is known: portable as far as the table below says.']),
    '',
    '## Names',
    '',
    ...names,
    ...(remedies.length === 0 ? [] : ['', '## Instead', '', ...remedies.map(({ remedy }) => `- ${sentence(remedy.title)} (${remedy.effort})`)]),
  ].join('\n');
}

function verdictSection({ verdicts }: FactCard): readonly string[] {
  if (verdicts.length === 0) return [];
  const rows = verdicts.map(({ title, verdict, how, package: other }) => {
    const notes = [...(other === undefined ? [] : [`\`${other}\``]), ...(how === undefined ? [] : [sentence(how)])];
    return `| ${escaped(title)} | ${verdictWords[verdict]} | ${notes.join(', ')} |`;
  });
  return ['', '## Where it runs', '', '| target | verdict | how |', '| --- | --- | --- |', ...rows];
}

function modelSection(rule: Rule, engine: Engine): readonly string[] {
  const families = familiesFor(rule, engine.details(rule), engine.models());
  if (families.length === 0) return [];
  const rows = families.map(({ title, maker, country, licence, sizes, servers, terms, sources }) => {
    const read = sources.map(({ url, of, checked }) => `${sourceLink(url, of)} (checked ${checked})`).join(', ');
    const cells = [`${title}, ${maker} (${country})`, licence.spdx ?? licence.name ?? 'not known', sizes.join(' '), servers.join(' '), terms];
    return `| ${cells.map(escaped).join(' | ')} | ${read} |`;
  });
  const head = ['', '## Open-weight models that such a server can run', '', '| family | licence | sizes | servers | terms | sources |'];
  return [...head, '| --- | --- | --- | --- | --- | --- |', ...rows, '', `${escaped(engine.models()?.data ?? '')}.`];
}

function sourceSection({ sources }: FactCard): readonly string[] {
  if (sources.length === 0) return [];
  return ['', '## Sources', '', ...sources.map(({ url, checked, of }) => `- ${sourceLink(url, of)} (checked ${checked})`)];
}

function packagePage(path: string, { catalog }: Engine): string {
  const slash = path.indexOf('/');
  const registry = path.slice(0, slash);
  const name = path.slice(slash + 1);
  const isOrdinary = (['pypi', 'npm', 'conda', 'cargo', 'go', 'maven', 'nuget'] as const).some(
    (known) => known === registry && catalog.isOrdinary(known, name),
  );
  const said = isOrdinary
    ? "It is listed as ordinary: no accelerator code and no vendor's service."
    : 'No rule speaks of it: nobody has looked, so whether it is bound to anything is unknown. Unknown does not mean portable.';
  return `# ${escaped(name)} (${registry})\n\n${said}\n`;
}
