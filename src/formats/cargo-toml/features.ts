import type { Extra } from '../../model/manifest';
import { type TomlEntry, type TomlString, type TomlTable, stringItems } from '../../syntax/toml';

/** One entry of a feature that speaks of a dependency: `dep:name`, `name/feature`, `name?/feature`, or `name` alone. */
export interface Mention {
  readonly string: TomlString;
  /** Where the key of the dependency stands in the entry. */
  readonly from: number;
  readonly to: number;
  readonly key: string;
  /** What it turns on in the dependency. */
  readonly feature?: string;
  /** `name?/feature` turns the feature on only where something else turned the dependency on. */
  readonly weak: boolean;
  /** `dep:` was written before the key. */
  readonly explicit: boolean;
}

/**
 * What `[features]` says about dependencies. Only `default` counts for what a row asks for: other features are chosen by whoever
 * builds. https://doc.rust-lang.org/cargo/reference/features.html
 */
export class Features {
  readonly mentions: readonly Mention[];
  /** Keys of dependencies that `default` turns on. */
  readonly byDefault = new Set<string>();
  readonly #firstNaming = new Map<string, string>();
  readonly #extras = new Map<string, Extra[]>();
  readonly #lists = new Map<string, readonly Mention[]>();

  /** The features themselves. */
  readonly entries: readonly TomlEntry[];

  constructor(table: TomlTable | undefined) {
    this.entries = table?.entries ?? [];
    for (const { key, value } of table?.entries ?? []) {
      const mentions = stringItems(value).map(mentionOf);
      this.#lists.set(key.name, mentions);
      for (const mention of mentions) if (!mention.weak && !this.#firstNaming.has(mention.key)) this.#firstNaming.set(mention.key, key.name);
    }
    this.mentions = [...this.#lists.values()].flat().filter((mention) => mention.explicit || mention.feature !== undefined || !this.has(mention.key));
    this.#turnOn('default');
  }

  has(feature: string): boolean {
    return this.#lists.has(feature);
  }

  /** The first feature that turns an optional dependency on. */
  featureFor(key: string): string | undefined {
    return this.#firstNaming.get(key);
  }

  /** What `default` turns on in a dependency, with the places. */
  extrasOf(key: string): readonly Extra[] {
    return this.#extras.get(key) ?? [];
  }

  #turnOn(first: string): void {
    const queue = [first];
    const seen = new Set(queue);
    for (const name of queue) {
      for (const mention of this.#lists.get(name) ?? []) {
        const { key, feature, weak, explicit } = mention;
        if (!explicit && feature === undefined && this.has(key)) {
          if (!seen.has(key)) queue.push(key);
          seen.add(key);
          continue;
        }
        if (!weak) this.byDefault.add(key);
        if (feature !== undefined) this.#addExtra(mention, feature);
      }
    }
  }

  #addExtra({ key, string }: Mention, name: string): void {
    const { text } = string.content;
    const extras = this.#extras.get(key) ?? [];
    if (!extras.some((extra) => extra.name === name)) extras.push({ name, span: string.content.span(text.length - name.length, text.length) });
    this.#extras.set(key, extras);
  }
}

function mentionOf(string: TomlString): Mention {
  const { text } = string.content;
  const from = text.startsWith('dep:') ? 4 : 0;
  const slash = text.indexOf('/', from);
  if (slash < 0) return { string, from, to: text.length, key: text.slice(from), weak: false, explicit: from > 0 };
  const weak = text.charAt(slash - 1) === '?';
  const to = weak ? slash - 1 : slash;
  return { string, from, to, key: text.slice(from, to), feature: text.slice(slash + 1), weak, explicit: from > 0 };
}
