import type { Build, HandText } from '../../model/fix';
import { type TomlEntry, stringItems, tableAt } from '../../syntax/toml';
import { applyEdits } from '../../text/edit';
import { slice } from '../../text/span';
import type { PixiDocument } from './features';

const seen = '# https://pixi.prefix.dev/latest/workspace/multi_environment/#environment-feature-definitions';

/**
 * An environment for each build. Those that are there keep the build of today, `default` too; without any, `cpu` is the feature of
 * `default`, as the edit has it. Undefined where an environment cannot be repeated on one line, or has the name of a build.
 */
export function describeEnvironments(
  text: string,
  { root, prefix }: PixiDocument,
  builds: readonly Build[],
  today: Build,
): readonly HandText[] | undefined {
  const entry = root.get('environments');
  const table = tableAt(root, 'environments');
  const header = `[${prefix}environments]`;
  const commands: HandText = {
    title: 'Then on each machine one of these; on a Mac pixi may fail to make the lock for CUDA wheels, so make it on Linux or Windows',
    language: 'sh',
    text: builds.map(({ name }) => `pixi install --environment ${!entry && name === 'cpu' ? 'default' : name}`).join('\n'),
  };
  if (!entry) {
    const lines = builds.map(({ name }) => `${name === 'cpu' ? 'default' : name} = ["${name}"]`);
    return [{ title: 'As a new table', language: 'toml', text: [seen, header, ...lines].join('\n') }, commands];
  }
  if (table?.form !== 'header' || builds.some(({ name }) => table.get(name))) return undefined;
  const changed = table.entries.map((one) => ({ one, line: withFeature(text, one, today.name) }));
  if (changed.some(({ line }) => line === undefined)) return undefined;
  const lines = changed.flatMap(({ one, line }) => (line === undefined || line === slice(text, one.span) ? [] : [line]));
  const first = table.get('default') ? [] : [`default = ["${today.name}"]`];
  const others = builds.map(({ name }) => `${name} = ["${name}"]`);
  const title = `Below ${header}, in place of the lines of the same names. They keep the build of today; a line such as ${exampleOf(table.entries, builds, today)} gives one of them another build`;
  return [{ title, language: 'toml', text: [seen, ...first, ...lines, ...others].join('\n') }, commands];
}

/** The line of an environment with one feature more; as it is where it leaves out the packages of all. */
function withFeature(text: string, entry: TomlEntry, feature: string): string | undefined {
  const { value, span } = entry;
  const own = slice(text, span);
  const isTable = value.kind === 'table' && value.form === 'inline';
  const isApart = isTable ? value.get('no-default-feature')?.value : undefined;
  if (isApart && slice(text, isApart.span) === 'true') return own;
  const list = isTable ? value.get('features')?.value : value;
  if (list?.kind !== 'array' || stringItems(list).length < list.items.length || own.includes('\n')) return undefined;
  const last = list.items.at(-1)?.value;
  const at = last ? last.span.end : list.span.start + 1;
  const edit = { span: { start: at - span.start, end: at - span.start }, newText: `${last ? ', ' : ''}"${feature}"` };
  return applyEdits(own, [edit]);
}

function exampleOf(entries: readonly TomlEntry[], builds: readonly Build[], today: Build): string {
  const other = builds.find((build) => build !== today)?.name ?? '';
  const entry = entries.find(({ value }) => value.kind === 'array' && value.items.length > 0);
  const features = entry ? stringItems(entry.value).map(({ content }) => `"${content.text}"`) : ['"…"'];
  const name = entry?.key.name ?? 'other';
  return `${name}-${other} = [${[...features, `"${other}"`].join(', ')}]`;
}
