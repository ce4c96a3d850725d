// `npm run new-rule -- nvidia/foo --name pypi:foo --bound nvidia-cuda`: writes a rule and its page from rules/_template.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readRuleFiles, readVocabulary } from './rule-files.mjs';

const USAGE = `npm run new-rule -- MAKER/SUBJECT --name REGISTRY:NAME [--bound ID] [--title TEXT]

Writes rules/MAKER/SUBJECT.json, and a page beside it if --bound is given.
  --name REGISTRY:NAME  a package of the family, for example pypi:foo (repeatable)
  --bound ID            a target or vendor of rules/vocabulary that it binds to (repeatable); without it the rule says: portable
  --title TEXT          the family's name as its makers write it`;

const registries = ['pypi', 'conda', 'npm', 'cargo', 'go', 'maven', 'nuget', 'oci', 'apt', 'cmake'];
const mainTargets = ['nvidia-cuda', 'amd-rocm', 'intel-xpu', 'apple-mps', 'google-tpu', 'huawei-ascend', 'cpu-x86_64', 'cpu-arm64'];

/** Something in the words of the command is wrong: one sentence, exit code 2. */
export class UsageError extends Error {}

/**
 * Writes the files of a new rule below `root`/rules.
 * @param rule `{ id, names: ['pypi:foo'], bound: ['nvidia-cuda'], title? }`
 * @returns the written files relative to `root`. Throws `UsageError` before anything is written.
 */
export function createRule(root, { id, names, bound = [], title }) {
  if (!/^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(id ?? ''))
    throw new UsageError(`a rule's id is maker/subject in lower case, not "${id ?? ''}"`);
  const grouped = groupNames(names, readRuleFiles(root));
  const { axis, ids } = axisOf(bound, readVocabulary(root));
  const files = [`rules/${id}.json`, ...(ids.length > 0 ? [`rules/${id}.md`] : [])];
  for (const file of files) if (existsSync(path.join(root, file))) throw new UsageError(`${file} is there already`);
  const targets = axis === 'vendor' ? {} : targetsFor(ids);
  const claims = [...(ids.length > 0 ? ['binds.0', 'remedies.todo'] : []), ...Object.keys(targets).map((target) => `targets.${target}`), 'licence'];
  const values = {
    id,
    title: title ?? 'TODO: its name, as its makers write it',
    axis,
    names: grouped,
    bound: ids,
    targets,
    supports: claims,
    examples: examplesFor(grouped),
  };
  mkdirSync(path.join(root, 'rules', path.dirname(id)), { recursive: true });
  const kind = ids.length > 0 ? 'bound' : 'portable';
  for (const file of files) {
    const template = readFileSync(path.join(root, 'rules', '_template', `${kind}${path.extname(file)}`), 'utf8');
    writeFileSync(path.join(root, file), file.endsWith('.json') ? fillJson(template, values) : fillText(template, values));
  }
  return files;
}

/** `{ pypi: ['foo'] }` from `pypi:foo`; a name belongs to one rule only. */
function groupNames(names, entries) {
  if (!names || names.length === 0) throw new UsageError('a rule needs at least one --name, for example --name pypi:foo');
  const grouped = {};
  for (const key of names) {
    const colon = key.indexOf(':');
    const registry = key.slice(0, Math.max(colon, 0));
    const name = key.slice(colon + 1);
    if (!registries.includes(registry) || name === '')
      throw new UsageError(`--name wants REGISTRY:NAME with one of ${registries.join(', ')}, not "${key}"`);
    const owner = entries.find(({ rule }) => rule?.names?.[registry]?.includes(name));
    if (owner) throw new UsageError(`${key} belongs to ${owner.file} already`);
    (grouped[registry] ??= []).push(name);
  }
  return grouped;
}

function axisOf(bound, { targets, vendors }) {
  const axes = bound.map((id) => {
    const axis = targets[id]?.axis ?? (vendors[id] && 'vendor');
    if (!axis) throw new UsageError(`"${id}" is no target and no vendor of rules/vocabulary`);
    return axis;
  });
  if (new Set(axes).size > 1) throw new UsageError('--bound names targets and vendors together: write one binding, and the other by hand');
  return { axis: axes[0], ids: [...new Set(bound)] };
}

function targetsFor(bound) {
  const listed = [...new Set([...bound, ...mainTargets])];
  return Object.fromEntries(listed.map((id) => [id, bound.includes(id) ? 'yes' : 'TODO: a verdict; take the line out if nobody has looked']));
}

function examplesFor(names) {
  const [pypi] = names.pypi ?? [];
  const [npm] = names.npm ?? [];
  if (pypi) return fence('requirements.txt', `⟦${pypi}⟧==1.0`, 'TODO: a row like it that is not bound');
  if (npm)
    return fence(
      'package.json',
      `{ "dependencies": { "⟦${npm}⟧": "^1.0.0" } }`,
      '{ "dependencies": { "TODO: a row like it that is not bound": "^1.0.0" } }',
    );
  return `Examples come with the reading of ${Object.keys(names).join(', ')} files.`;
}

function fence(file, hits, misses) {
  return `\`\`\`${file} hits\n${hits}\n\`\`\`\n\`\`\`${file} misses\n${misses}\n\`\`\``;
}

/** Lists stay on one line; the targets, which are filled in one by one, have a line each. */
function fillJson(template, values) {
  return template.replace(/"\{\{(\w+)\}\}"/g, (_, key) => (key === 'targets' ? linesOf(values.targets) : onOneLine(values[key])));
}

function onOneLine(value) {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}: ${onOneLine(part)}`)
    .join(', ')} }`;
}

function linesOf(targets) {
  const lines = Object.entries(targets).map(([target, verdict]) => `    ${JSON.stringify(target)}: ${JSON.stringify(verdict)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
}

function fillText(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]);
}

function main(root) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string', multiple: true },
        bound: { type: 'string', multiple: true },
        title: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return console.log(USAGE);
    if (positionals.length !== 1) throw new UsageError(`one MAKER/SUBJECT is needed, not ${positionals.length}\n\n${USAGE}`);
    const files = createRule(root, { id: positionals[0], names: values.name, bound: values.bound, title: values.title });
    console.log(`Written: ${files.join(', ')}\n\n${nextSteps(positionals[0], files.length > 1)}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}

function nextSteps(id, bound) {
  return [
    'Next:',
    '1. Open the sources and replace every TODO; a claim that no source supports is left out.',
    ...(bound
      ? ['2. Write the page; its examples are run as tests (⟦marks⟧ are the places that are shown).']
      : ['2. Leave out targets that nobody has looked at.']),
    `3. node scripts/check-rules.mjs ${id}`,
    '4. npm test -- --only unit',
    'All of it is told in docs/adding-a-rule.md.',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
