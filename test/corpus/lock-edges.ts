// Edges of locks as plain readers of their notations give them, written without the product's code.
import { parse as parseToml } from 'smol-toml';
import type { Manifest } from '../../src/model/manifest';

/** The edges of one package in words, sorted: what is asked for, on which condition, and the versions that answer. */
export type Edges = readonly string[];

interface Asked {
  readonly name: string;
  readonly marker?: string | undefined;
  readonly extra?: string | undefined;
  readonly extras?: readonly string[] | undefined;
  readonly group?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly answers: readonly string[];
}

function words({ name, marker = '', extra = '', extras = [], group = '', optional = false, answers }: Asked): string {
  return [name, marker, extra, extras.join(','), group, optional ? 'optional' : '', [...new Set(answers)].sort().join(' ')].join(' | ');
}

/** The product's edges, those that differ only in their answer as one; packages in the order of the file. */
export function readEdges({ graph }: Manifest): readonly (readonly [string, Edges])[] {
  const packages = graph?.packages ?? [];
  return packages.map(({ name, version, requires }) => {
    const asked = new Map<string, Asked>();
    for (const { to, ...edge } of requires) {
      const key = words({ ...edge, answers: [] });
      const found = packages[to ?? -1]?.version;
      asked.set(key, { ...edge, answers: [...(asked.get(key)?.answers ?? []), ...(found === undefined ? [] : [found])] });
    }
    return [`${name}@${version}`, [...asked.values()].map(words).sort()];
  });
}

const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

interface UvEdge {
  readonly name: string;
  readonly version?: string;
  readonly marker?: string;
  readonly extra?: readonly string[];
}
interface UvPackage {
  readonly name: string;
  readonly version?: string;
  readonly dependencies?: readonly UvEdge[];
  readonly 'optional-dependencies'?: Readonly<Record<string, readonly UvEdge[]>>;
  readonly 'dev-dependencies'?: Readonly<Record<string, readonly UvEdge[]>>;
}

export function uvEdges(text: string): readonly (readonly [string, Edges])[] {
  const { package: packages = [] } = parseToml(text) as unknown as { package?: readonly UvPackage[] };
  const answers = ({ name, version }: UvEdge): readonly string[] => {
    const named = packages.filter((one) => one.name === name);
    const versions = named.map((one) => one.version ?? '');
    return named.length < 2 || version === undefined ? versions : versions.filter((one) => one === version);
  };
  const edge = (one: UvEdge, place: Partial<Asked>): string => {
    const { name, marker, extra } = one;
    return words({ name, marker, extras: extra, answers: answers(one), ...place });
  };
  return packages.map((one) => {
    const extras = Object.entries(one['optional-dependencies'] ?? {}).flatMap(([extra, list]) =>
      list.map((item) => edge(item, { extra, optional: true })),
    );
    const groups = Object.entries(one['dev-dependencies'] ?? {}).flatMap(([group, list]) => list.map((item) => edge(item, { group })));
    const own = (one.dependencies ?? []).map((item) => edge(item, {}));
    return [`${one.name}@${one.version ?? ''}`, [...new Set([...own, ...extras, ...groups])].sort()];
  });
}

type PoetryEdge = string | PoetryTable | readonly (string | PoetryTable)[];
interface PoetryTable {
  readonly markers?: string;
  readonly extras?: readonly string[];
  readonly optional?: boolean;
}
interface PoetryPackage {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, PoetryEdge>>;
  readonly extras?: Readonly<Record<string, readonly string[]>>;
}

export function poetryEdges(text: string): readonly (readonly [string, Edges])[] {
  const { package: packages = [] } = parseToml(text) as unknown as { package?: readonly PoetryPackage[] };
  return packages.map((one) => {
    const owners = (name: string): readonly string[] =>
      Object.entries(one.extras ?? {}).flatMap(([extra, list]) =>
        list.some((item) => normal(/^[\w.-]+/.exec(item)?.[0] ?? '') === normal(name)) ? [extra] : [],
      );
    const edges = Object.entries(one.dependencies ?? {}).flatMap(([name, value]) =>
      [value].flat().flatMap((item: string | PoetryTable): string[] => {
        const { markers: marker, extras, optional } = typeof item === 'string' ? ({} as PoetryTable) : item;
        const asked = {
          name,
          marker,
          extras,
          optional,
          answers: packages.filter((other) => normal(other.name) === normal(name)).map(({ version }) => version),
        };
        const extra = optional === true ? owners(name) : [];
        return extra.length > 0 ? extra.map((by) => words({ ...asked, extra: by })) : [words(asked)];
      }),
    );
    return [`${one.name}@${one.version}`, [...new Set(edges)].sort()];
  });
}

type Table = Readonly<Record<string, string>>;
interface NpmPackage {
  readonly name?: string;
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Table;
  readonly devDependencies?: Table;
  readonly optionalDependencies?: Table;
  readonly peerDependencies?: Table;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Versions 2 and 3, with what Node would load from each folder. Keys are the folders. */
export function npmEdges(packages: Readonly<Record<string, NpmPackage>>): ReadonlyMap<string, Edges> {
  const load = (from: string, name: string): readonly string[] => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
      const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
      const own = found?.link ? packages[found.resolved ?? ''] : found;
      if (found) return own ? [own.version ?? ''] : [];
      if (folder === '') return [];
    }
  };
  return new Map(
    Object.entries(packages)
      .filter(([, { link }]) => link !== true)
      .map(([at, one]) => {
        const list = (table: Table | undefined, more: (name: string) => Partial<Asked>): string[] =>
          Object.keys(table ?? {}).map((name) => words({ name, answers: load(at, name), ...more(name) }));
        const edges = [
          ...list(one.dependencies, () => ({})),
          ...list(one.devDependencies, () => ({ group: 'dev' })),
          ...list(one.optionalDependencies, () => ({ optional: true })),
          ...list(one.peerDependencies, (name) => ({ group: 'peer', optional: one.peerDependenciesMeta?.[name]?.optional === true })),
        ];
        return [at, [...new Set(edges)].sort()];
      }),
  );
}

interface OldPackage {
  readonly version?: string;
  readonly requires?: Table;
  readonly dependencies?: Readonly<Record<string, OldPackage>>;
}

/** Version 1: nested folders, each package asking by `requires`. Keys are the folders. */
export function oldNpmEdges(tree: Readonly<Record<string, OldPackage>>): ReadonlyMap<string, Edges> {
  const found = new Map<string, Edges>();
  const visit = (level: Readonly<Record<string, OldPackage>>, above: readonly Readonly<Record<string, OldPackage>>[], path: string): void => {
    for (const [name, one] of Object.entries(level)) {
      const own = `${path}node_modules/${name}`;
      const scopes = [one.dependencies ?? {}, level, ...above];
      const edges = Object.keys(one.requires ?? {}).map((asked) => {
        const answer = scopes.find((scope) => Object.hasOwn(scope, asked))?.[asked];
        return words({ name: asked, answers: answer ? [answer.version ?? ''] : [] });
      });
      found.set(own, edges.sort());
      visit(one.dependencies ?? {}, [level, ...above], `${own}/`);
    }
  };
  visit(tree, [], '');
  return found;
}
