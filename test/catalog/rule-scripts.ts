import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompiledCatalog, CompiledPages } from '../../src/catalog/catalog';
import type { EncodedRule } from '../../src/catalog/decode';
import type { Condition, RuleDetails, Source } from '../../src/model/rule';
import type { Vocabulary } from '../../src/model/rule';

type WrittenVerdict = string | { verdict: string; how?: string; package?: string; when?: Condition; checked?: string };
export type WrittenTargets = Readonly<Record<string, WrittenVerdict | readonly WrittenVerdict[]>>;

/** A rule as its JSON file says it. */
export interface WrittenRule {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly family?: boolean;
  readonly group?: boolean;
  readonly artifacts?: readonly { kind: string; match: string }[];
  readonly binds?: readonly {
    axis: string;
    to: readonly string[];
    reaches?: readonly string[];
    strength: string;
    when?: Condition;
    summary: string;
    targets?: WrittenTargets;
  }[];
  readonly targets: WrittenTargets;
  readonly remedies?: readonly ({ id: string; for?: readonly string[]; loses?: string; byHand?: string; code?: object } & Readonly<
    Record<string, unknown>
  >)[];
  readonly licence?: { spdx?: string | null; openness: string };
  readonly imports?: readonly string[];
  readonly pulledInBy?: readonly string[];
  readonly sources: readonly Source[];
}

export interface RuleEntry {
  readonly id: string;
  readonly file: string;
  readonly rule?: WrittenRule;
  readonly page?: string;
}

interface Scripts {
  encodeRule(rule: WrittenRule, targetIds: readonly string[]): EncodedRule;
  ruleDetails(rule: WrittenRule, page?: string): RuleDetails;
  readRuleFiles(root: string): readonly RuleEntry[];
  readVocabulary(root: string): Vocabulary;
  readOrdinary(root: string): Readonly<Record<string, readonly string[]>>;
  compileCatalog(entries: readonly RuleEntry[], vocabulary: Vocabulary, ordinary: object): { catalog: CompiledCatalog; pages: CompiledPages };
  checkRules(root: string): readonly string[];
}

/** The scripts that read, check and compile rules/. */
export async function ruleScripts(): Promise<Scripts> {
  const names = ['encode-rule', 'rule-files', 'build-catalog', 'check-rules'];
  const modules: unknown[] = await Promise.all(names.map((name) => import(pathToFileURL(path.join(process.cwd(), 'scripts', `${name}.mjs`)).href)));
  return Object.assign({}, ...modules) as Scripts;
}
