import type { Catalog } from '../catalog/catalog';
import { schemaFaults, type Fault } from '../catalog/json-schema';
import { readRule, ruleFaults, type WrittenRule } from '../catalog/read-rule';
import type { Problem } from '../model/manifest';
import type { PolicyResult } from '../model/result';
import type { Rule } from '../model/rule';
import { namedRuleFolders, readLocatedJson, type LocatedJson } from '../policy/located-json';
import { decodeText } from '../text/decode';
import type { Span } from '../text/span';
import { resolvePath, type FilePort } from './files';

const mostFiles = 200;
const largestRule = 256 * 1024;
const toldFaults = 20;

export interface OwnRules {
  readonly rules: readonly Rule[];
  /** The files that were read, each with its problems. */
  readonly files: readonly PolicyResult[];
  /** Of the policy file: folders that cannot be read. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the rules that a policy file names folders of: each `*.json` directly in them. What is wrong is told at its place, all
 * else counts. An id of the catalog replaces that rule; a name that another rule has stays with it.
 */
export async function readOwnRules(files: FilePort, catalog: Catalog, policy: { readonly path: string; readonly text: string }): Promise<OwnRules> {
  const problems: Problem[] = [];
  const paths = new Set<string>();
  for (const { text, span } of namedRuleFolders(policy.text)) {
    const folder = resolvePath(policy.path, text);
    const entries = folder === undefined ? undefined : await files.list(folder).catch(() => undefined);
    const names = (entries ?? []).filter(({ name, kind }) => kind === 'file' && name.endsWith('.json')).map(({ name }) => name);
    if (folder === undefined) problems.push(problem(span, `${text} lies outside the workspace`));
    else if (!entries) problems.push(problem(span, `the folder ${text} cannot be read`));
    else if (names.length > mostFiles) problems.push(problem(span, `${text} has ${names.length} files; the first ${mostFiles} are read`));
    for (const name of names.sort().slice(0, mostFiles)) paths.add(folder ? `${folder}/${name}` : name);
  }
  const read = [];
  for (const path of [...paths].slice(0, mostFiles)) read.push(await readFile(files, catalog, path));
  const ids = new Set(read.flatMap(({ rule }) => rule?.id ?? []));
  const owners = new Map<string, string>();
  const rules: Rule[] = [];
  for (const { rule, result, spanAt } of read) {
    if (!rule) continue;
    const tell = (path: Fault['path'], message: string): void => void result.problems.push(problem(spanAt(path), message));
    if (rules.some(({ id }) => id === rule.id)) tell(['id'], `another file has the rule ${rule.id} already`);
    else rules.push(withFreeNames(rule, tell, (key) => owners.get(key) ?? foreignOwner(catalog, key, ids)));
    for (const [registry, names] of Object.entries(rules.at(-1)?.names ?? {})) for (const name of names) owners.set(`${registry}:${name}`, rule.id);
  }
  return { rules, files: read.map(({ result }) => result), problems };
}

interface ReadFile {
  readonly result: { readonly path: string; readonly text: string; readonly problems: Problem[] };
  readonly spanAt: LocatedJson['spanAt'];
  readonly rule?: Rule;
}

async function readFile(files: FilePort, catalog: Catalog, path: string): Promise<ReadFile> {
  const content = await files.read(path, largestRule);
  const text = content.kind === 'text' ? content.text : content.kind === 'bytes' ? decodeText(content.bytes).text : undefined;
  const isRead = text !== undefined && text.length <= largestRule;
  const { value, problems, spanAt } = readLocatedJson(isRead ? text : '');
  const told = (list: readonly Problem[], rule?: Rule): ReadFile => ({
    result: { path, text: text ?? '', problems: list.slice(0, toldFaults) },
    spanAt,
    ...(rule ? { rule } : {}),
  });
  if (!isRead) return told([problem(spanAt([]), 'the file cannot be read or is too large')]);
  if (problems.length > 0)
    return told(problems.slice(0, 1).map(({ span, arguments: values }) => problem(span, values['reason'] ?? 'this is no JSON')));
  const shape = schemaFaults(catalog.ruleSchema, value);
  const faults = shape.length > 0 ? shape : ruleFaults(value as WrittenRule, catalog.vocabulary);
  const list = faults.map((fault) => problem(spanAt(fault.path), `${fault.path.join('.') || 'the rule'} ${fault.message}`));
  return told(list, list.length === 0 ? readRule(value as WrittenRule, path) : undefined);
}

/** The catalog's rule that has a name, unless the workspace replaces that rule. */
function foreignOwner(catalog: Catalog, key: string, replaced: ReadonlySet<string>): string | undefined {
  const owner = catalog.ownerOf(key);
  return owner === undefined || replaced.has(owner) ? undefined : owner;
}

function withFreeNames(rule: Rule, tell: (path: Fault['path'], message: string) => void, ownerOf: (key: string) => string | undefined): Rule {
  const names = Object.entries(rule.names).map(([registry, list]) => {
    const free = list.filter((name, n) => {
      const owner = ownerOf(`${registry}:${name}`);
      if (owner !== undefined) tell(['names', registry, n], `${registry}:${name} belongs to the rule ${owner}`);
      return owner === undefined;
    });
    return [registry, free];
  });
  return { ...rule, names: Object.fromEntries(names) as Rule['names'] };
}

function problem(span: Span, reason: string): Problem {
  return { code: 'workspace-rule', span, arguments: { reason } };
}
