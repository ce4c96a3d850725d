import type { Span } from '../../text/span';
import { flowItems, type YamlLines } from '../../syntax/yaml-lines';
import type { OpenEdge } from '../npm-lock';

const limits = ['os', 'cpu', 'libc'] as const;

/** An importer, or an entry of `packages` or `snapshots`, while its lines are read. */
export class PnpmBlock {
  readonly key: string;
  /** Of the key, without quotes; empty for the one project of a lock without importers. */
  readonly keySpan: Span;
  /** The key with its quotes. */
  readonly start: number;
  end: number;
  name: Span | undefined;
  version: Span | undefined;
  isDev = false;
  isOptional = false;
  readonly edges: OpenEdge[] = [];
  /** What each edge leads to, as written (`1.0.0(react@18.0.0)`, `link:../other`), in the same order. */
  readonly references: string[] = [];
  os: string[] | undefined;
  cpu: string[] | undefined;
  libc: string[] | undefined;
  #field = '';

  /** The cursor stands at the block's first line. */
  constructor(key: string, keySpan: Span, lines: YamlLines) {
    this.key = key;
    this.keySpan = keySpan;
    this.start = lines.start;
    this.end = lines.end;
  }

  /** `field: …` right below the entry's key. */
  readField(text: string, lines: YamlLines): void {
    const field = text.slice(lines.keyStart, lines.keyEnd);
    this.end = lines.end;
    this.#field = field;
    if (lines.valueStart >= lines.valueEnd) return;
    if (field === 'name') this.name = { start: lines.valueStart, end: lines.valueEnd };
    else if (field === 'version') this.version = { start: lines.valueStart, end: lines.valueEnd };
    else if (field === 'dev') this.isDev = text.startsWith('true', lines.valueStart);
    else if (field === 'optional') this.isOptional = text.startsWith('true', lines.valueStart);
    else for (const limit of limits) if (field === limit) this[limit] = flowItems(text, lines.valueStart, lines.valueEnd);
  }

  /** A line below a field: `name: reference`, `name:` of an importer, or an item. */
  readInner(text: string, lines: YamlLines): void {
    this.end = lines.end;
    if (lines.isItem) {
      const { valueStart, valueEnd } = lines;
      const items = text.charAt(valueStart) === '[' ? flowItems(text, valueStart, valueEnd) : [text.slice(valueStart, valueEnd)];
      for (const limit of limits) if (this.#field === limit) (this[limit] ??= []).push(...items);
    } else this.addEdge(this.#field, text, lines);
  }

  /** @param section `dependencies`, `devDependencies` or `optionalDependencies`; others hold no edges. */
  addEdge(section: string, text: string, lines: YamlLines): void {
    this.end = lines.end;
    const group = edgeGroups.get(section);
    if (!group) return;
    this.edges.push({ name: text.slice(lines.keyStart, lines.keyEnd), ...group });
    this.references.push(text.slice(lines.valueStart, lines.valueEnd));
  }

  /** `version:` below the name in an importer of lockfile 6 and later. */
  readReference(text: string, lines: YamlLines): void {
    this.end = lines.end;
    if (this.references.at(-1) === '' && text.slice(lines.keyStart, lines.keyEnd) === 'version') {
      this.references[this.references.length - 1] = text.slice(lines.valueStart, lines.valueEnd);
    }
  }
}

const edgeGroups: ReadonlyMap<string, Partial<OpenEdge>> = new Map([
  ['dependencies', {}],
  ['devDependencies', { group: 'dev' }],
  ['optionalDependencies', { optional: true }],
]);
