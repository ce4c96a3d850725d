import type {
  Binding,
  Condition,
  ConditionalVerdict,
  Licence,
  Remedy,
  RemedyTexts,
  Rule,
  RuleDetails,
  Source,
  Targets,
  Vocabulary,
} from '../model/rule';
import type { ArtifactPattern } from '../model/rule';
import type { Confidence, Ecosystem, VerdictKind } from '../model/vocabulary';
import { normalizeName } from '../registries/names';
import type { Fault } from './json-schema';

type WrittenVerdict = VerdictKind | (ConditionalVerdict & { readonly checked?: string });
type WrittenTargets = Readonly<Record<string, WrittenVerdict | readonly WrittenVerdict[]>>;

/** A rule as its file says it, once the schema has passed it. */
export interface WrittenRule {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  readonly names: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  readonly family?: boolean;
  readonly group?: boolean;
  readonly artifacts?: readonly ArtifactPattern[];
  readonly binds?: readonly (Omit<Binding, 'reaches' | 'targets' | 'confidence'> & { reaches?: readonly string[]; targets?: WrittenTargets })[];
  readonly targets: WrittenTargets;
  readonly remedies?: readonly (Omit<Remedy, 'for'> & RemedyTexts & { for?: readonly string[] })[];
  readonly licence?: { readonly spdx?: string | null; readonly openness: Licence['openness'] };
  readonly imports?: readonly string[];
  readonly pulledInBy?: readonly string[];
  readonly sources: readonly Source[];
}

/** The rule of a file of the workspace, with its texts. `file` is relative to the root. */
export function readRule(written: WrittenRule, file: string): Rule {
  const { id, title, names, licence } = written;
  return {
    id,
    title,
    names,
    family: written.family ?? false,
    group: written.group ?? false,
    artifacts: written.artifacts ?? [],
    binds: (written.binds ?? []).map((binding, n) => ({
      ...binding,
      reaches: binding.reaches ?? [],
      targets: readTargets(binding.targets),
      confidence: confidenceOf(written.sources, `binds.${n}`),
    })),
    targets: readTargets(written.targets),
    remedies: (written.remedies ?? []).map((remedy) => ({ ...remedy, for: remedy.for ?? [] })),
    licence: { spdx: licence?.spdx ?? null, openness: licence?.openness ?? 'unknown' },
    pulledInBy: written.pulledInBy ?? [],
    own: { file, details: detailsOf(written) },
  };
}

/** What the schema cannot see: ids that no list has, names that no row can have, conditions that are not there. */
export function ruleFaults({ names, family, targets, binds = [], remedies = [] }: WrittenRule, vocabulary: Vocabulary): readonly Fault[] {
  const faults: Fault[] = [];
  const demand = (holds: boolean, path: Fault['path'], message: string): void => void (holds || faults.push({ path, message }));
  const isTarget = (id: string): boolean => Object.hasOwn(vocabulary.targets, id);
  const demandTargets = (ids: readonly string[], path: Fault['path']): void =>
    ids.forEach((id) => demand(isTarget(id), path, `names ${id}, which is no target`));
  for (const [registry, list] of Object.entries(names)) {
    list.forEach((name, n) => {
      const normal = normalizeName(registry as Ecosystem, name);
      demand(name === normal && !name.includes(' '), ['names', registry, n], `must be in the normal form of the registry: ${normal}`);
      demand(name.split('*').length <= (family ? 2 : 1), ['names', registry, n], 'has more * than "family" allows');
    });
  }
  demandTargets(Object.keys(targets), ['targets']);
  binds.forEach((binding, n) => {
    const path = ['binds', n];
    demandTargets(Object.keys(binding.targets ?? {}), path);
    const known = binding.axis === 'vendor' ? vocabulary.vendors : vocabulary.targets;
    for (const id of [...binding.to, ...(binding.reaches ?? [])]) demand(Object.hasOwn(known, id), path, `names ${id}, which is not known`);
    demand(binding.strength !== 'conditional' || binding.when !== undefined, path, 'is conditional without "when"');
  });
  remedies.forEach(({ id, edit, package: name, specifier, for: unlocks = [] }, n) => {
    const path = ['remedies', n];
    demandTargets(unlocks, path);
    demand(remedies.findIndex((other) => other.id === id) === n, path, `has the id ${id} of another remedy`);
    demand(!edit?.rename || (name !== undefined && specifier !== undefined), path, 'renames without "package" and "specifier"');
  });
  return faults;
}

function readTargets(written: WrittenTargets = {}): Targets {
  return Object.fromEntries(
    Object.entries(written).map(([target, value]) => {
      const choices = listOf(value).map((choice) => {
        const { verdict, when }: { verdict: VerdictKind; when?: Condition } = typeof choice === 'string' ? { verdict: choice } : choice;
        return { verdict, ...(when ? { when } : {}) };
      });
      return [target, choices];
    }),
  );
}

/** Texts under the paths of their claims, as in `pages.json`. */
function detailsOf({ about, sources, imports = [], targets, binds = [], remedies = [] }: WrittenRule): RuleDetails {
  const verdicts: Record<string, RuleDetails['verdicts'][string]> = {};
  const collect = (written: WrittenTargets, prefix: string): void => {
    for (const [target, value] of Object.entries(written)) {
      listOf(value).forEach((choice, n) => {
        if (typeof choice !== 'string') verdicts[`${prefix}.${target}${n > 0 ? `.${n}` : ''}`] = choice;
      });
    }
  };
  collect(targets, 'targets');
  binds.forEach((binding, n) => collect(binding.targets ?? {}, `binds.${n}.targets`));
  return {
    ...(about === undefined ? {} : { about }),
    sources,
    imports,
    verdicts,
    remedies: Object.fromEntries(remedies.map((own) => [own.id, own])),
  };
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function confidenceOf(sources: readonly Source[], claim: string): Confidence {
  const found = sources.filter(({ supports }) => supports.includes(claim)).map(({ confidence }) => confidence);
  return (['high', 'medium'] as const).find((confidence) => found.includes(confidence)) ?? 'low';
}
