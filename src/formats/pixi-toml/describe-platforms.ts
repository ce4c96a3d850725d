import type { Build, HandText } from '../../model/fix';
import { type TomlNode, stringAt, tableAt } from '../../syntax/toml';
import { slice } from '../../text/span';
import type { PixiDocument } from './features';

/** An item of `platforms`: its name, the machines that it is for, and how it is written. */
interface Platform {
  readonly name: string;
  readonly subdir: string;
  readonly demands: boolean;
  readonly text: string;
}

/** Text for the list of platforms where it changes, and the tables of a feature that say where its build can be installed. */
export interface PlatformText {
  readonly texts: readonly HandText[];
  readonly tablesOf: (build: Build) => readonly string[];
}

const seen = '# https://pixi.prefix.dev/latest/workspace/multi_platform_configuration/#declaring-virtual-packages-per-platform';

/**
 * The platforms of each build: those that declare CUDA serve the build that is there today, and the others get one that does not
 * declare it. Undefined where an item says what no name can be made of, or where a build has no platform.
 */
export function describePlatforms(text: string, { root, prefix }: PixiDocument, builds: readonly Build[], today: Build): PlatformText | undefined {
  const key = tableAt(root, 'workspace') ? 'workspace' : 'project';
  const list = tableAt(root, key)?.get('platforms')?.value;
  const items = list?.kind === 'array' ? list.items : [];
  const read = items.map(({ value }) => platformOf(text, value));
  const written = read.filter((one) => one !== undefined);
  if (written.length < read.length || written.length === 0) return undefined;
  const demanded = written.filter(({ demands }) => demands);
  const bare = [...new Set(demanded.map(({ subdir }) => subdir))].filter((subdir) => !written.some((one) => one.subdir === subdir && !one.demands));
  const added = bare.map((subdir): Platform => {
    const name = `${subdir}-cpu`;
    return { name, subdir, demands: false, text: `{ name = "${name}", platform = "${subdir}" }` };
  });
  const all = [...written, ...added];
  const isServed = (build: Build, { subdir }: Platform): boolean => build.platforms?.some((start) => subdir.startsWith(start)) ?? true;
  const served = (build: Build): readonly Platform[] =>
    all.filter(
      (one) => isServed(build, one) && (build === today ? one.demands || !demanded.some(({ subdir }) => subdir === one.subdir) : !one.demands),
    );
  if (new Set(all.map(({ name }) => name)).size < all.length || builds.some((build) => served(build).length === 0)) return undefined;
  const isChanged = added.length > 0 || written.some((one, n) => one.text !== slice(text, items[n]?.value.span ?? { start: 0, end: 0 }));
  const lines = [seen, 'platforms = [', ...all.map((one) => `  ${one.text},`), ']'];
  const title = `Below [${prefix}${key}], in place of platforms. Names for platforms need pixi 0.71`;
  const demand = tableAt(root, 'system-requirements')?.get('cuda');
  return {
    texts: isChanged ? [{ title, language: 'toml', text: lines.join('\n') }] : [],
    tablesOf: (build) => {
      const own = served(build);
      const header = `${prefix}feature.${build.name}`;
      const limit = own.length < all.length ? [`[${header}]`, `platforms = [${own.map(({ name }) => `"${name}"`).join(', ')}]`, ''] : [];
      return build === today && demand ? [...limit, `[${header}.system-requirements]`, slice(text, demand.span), ''] : limit;
    },
  };
}

/** A name alone, or a table; one that declares nothing but CUDA gets a name where it has none. */
function platformOf(text: string, value: TomlNode): Platform | undefined {
  if (value.kind === 'string') {
    const name = value.content.text;
    return value.plain ? { name, subdir: name, demands: false, text: slice(text, value.span) } : undefined;
  }
  const subdir = value.kind === 'table' ? stringAt(value, 'platform')?.content.text : undefined;
  const own = slice(text, value.span);
  if (value.kind !== 'table' || subdir === undefined || own.includes('\n')) return undefined;
  const given = stringAt(value, 'name')?.content.text;
  const demands = value.get('cuda') !== undefined || value.get('__cuda') !== undefined;
  if (given !== undefined) return { name: given, subdir, demands, text: own };
  const name = `${subdir}-cuda`;
  return demands && value.entries.length === 2 ? { name, subdir, demands, text: `{ name = "${name}", ${own.slice(1).trimStart()}` } : undefined;
}
