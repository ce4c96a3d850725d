import type { ArtifactPattern, ModelFamilies, Rule, RuleDetails, Vocabulary } from '../model/rule';
import type { ArtifactKind, Ecosystem } from '../model/vocabulary';
import { matchesWildcard } from '../text/wildcard';
import type { JsonSchema } from './json-schema';
import { decodeRule, encodedArtifacts, encodedNames, type EncodedRule } from './decode';

/** What `dist/catalog.json` holds. */
export interface CompiledCatalog {
  readonly format: number;
  readonly date: string;
  readonly vocabulary: Vocabulary;
  readonly rules: readonly EncodedRule[];
  readonly ordinary: Readonly<Record<string, string>>;
  /** `rules/rule.schema.json` without its descriptions, for rules of a workspace. */
  readonly ruleSchema: JsonSchema;
}

/** What `dist/pages.json` holds: details by rule id, and the model families. */
export interface CompiledPages {
  readonly rules: Readonly<Record<string, RuleDetails>>;
  readonly models?: ModelFamilies;
}

interface ArtifactEntry {
  readonly pattern: ArtifactPattern;
  readonly index: number;
}

/** The compiled knowledge, indexed by registry and name. Rules are decoded when first asked for. */
export class Catalog {
  readonly vocabulary: Vocabulary;
  readonly date: string;
  readonly digest: string;
  readonly ruleSchema: JsonSchema;
  readonly #compiled: CompiledCatalog;
  readonly #rules: readonly EncodedRule[];
  readonly #decoded: (Rule | undefined)[] = [];
  readonly #targetIds: readonly string[];
  readonly #byName = new Map<string, number>();
  readonly #families: { registry: string; pattern: string; index: number }[] = [];
  readonly #byId = new Map<string, number>();
  readonly #artifacts: ArtifactEntry[] = [];
  readonly #ordinary = new Map<string, ReadonlySet<string>>();
  readonly #ordinaryText: Readonly<Record<string, string>>;

  /**
   * @param digest of the file's text, told in output and used as a cache key
   * @param own rules of a workspace; each takes the place of the compiled rule with its id
   */
  constructor(compiled: CompiledCatalog, digest: string, own: readonly Rule[] = []) {
    this.vocabulary = compiled.vocabulary;
    this.date = compiled.date;
    this.digest = digest;
    this.ruleSchema = compiled.ruleSchema;
    this.#compiled = compiled;
    this.#rules = own.length > 0 ? compiled.rules.filter(([id]) => own.every((rule) => rule.id !== id)) : compiled.rules;
    this.#ordinaryText = compiled.ordinary;
    this.#targetIds = Object.keys(compiled.vocabulary.targets);
    this.#rules.forEach((encoded, index) => this.#index(encoded, index));
    own.forEach((rule, n) => this.#indexOwn(rule, this.#rules.length + n));
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Number of package names over all registries; a family counts once. */
  get nameCount(): number {
    return this.#byName.size + this.#families.length;
  }

  /** The same catalog with the rules of a workspace. */
  extended(own: readonly Rule[]): Catalog {
    return new Catalog(this.#compiled, this.digest, own);
  }

  /** The id of the rule that lists a name, or a pattern of names, as it is written: `pypi:torch`. */
  ownerOf(key: string): string | undefined {
    const family = this.#families.find(({ registry, pattern }) => `${registry}:${pattern}` === key);
    const index = this.#byName.get(key) ?? family?.index;
    return index === undefined ? undefined : this.#rule(index).id;
  }

  /** The rule of a package, by registry and name in normal form. */
  ruleFor(ecosystem: Ecosystem, name: string): Rule | undefined {
    const exact = this.#byName.get(`${ecosystem}:${name}`);
    if (exact !== undefined) return this.#rule(exact);
    const family = this.#families.find((entry) => entry.registry === ecosystem && matchesWildcard(entry.pattern, name));
    return family && this.#rule(family.index);
  }

  /** Rules with an artifact pattern of this kind that matches `value` (in the form in which rules compare it). */
  rulesForArtifact(kind: ArtifactKind, value: string): readonly Rule[] {
    const found = new Set<number>();
    for (const { pattern, index } of this.#artifacts) {
      if (pattern.kind === kind && matchesWildcard(pattern.match, value)) found.add(index);
    }
    return [...found].map((index) => this.#rule(index));
  }

  ruleById(id: string): Rule | undefined {
    const index = this.#byId.get(id);
    return index === undefined ? undefined : this.#rule(index);
  }

  ruleIds(): readonly string[] {
    return [...this.#byId.keys()];
  }

  allRules(): readonly Rule[] {
    return [...this.#byId.values()].map((index) => this.#rule(index));
  }

  /** True if the name is listed as neither bound nor worth a rule. */
  isOrdinary(ecosystem: Ecosystem, name: string): boolean {
    let names = this.#ordinary.get(ecosystem);
    if (!names) {
      const text = this.#ordinaryText[ecosystem];
      names = new Set(text ? text.split(' ') : []);
      this.#ordinary.set(ecosystem, names);
    }
    return names.has(name);
  }

  #rule(index: number): Rule {
    return (this.#decoded[index] ??= decodeRule(this.#rules[index] ?? [], this.#targetIds));
  }

  #index(encoded: EncodedRule, index: number): void {
    this.#byId.set(String(encoded[0]), index);
    for (const [registry, joined] of Object.entries(encodedNames(encoded))) this.#indexNames(registry, joined.split(' '), index);
    for (const pattern of encodedArtifacts(encoded)) this.#artifacts.push({ pattern, index });
  }

  #indexOwn(rule: Rule, index: number): void {
    this.#decoded[index] = rule;
    this.#byId.set(rule.id, index);
    for (const [registry, names] of Object.entries(rule.names)) this.#indexNames(registry, names, index);
    for (const pattern of rule.artifacts) this.#artifacts.push({ pattern, index });
  }

  #indexNames(registry: string, names: readonly string[], index: number): void {
    for (const name of names) {
      if (name.includes('*')) this.#families.push({ registry, pattern: name, index });
      else this.#byName.set(`${registry}:${name}`, index);
    }
  }
}
