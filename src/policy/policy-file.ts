import type { Problem } from '../model/manifest';
import { ecosystems, severities, strengths } from '../model/vocabulary';
import { readJson } from '../syntax/json';
import type { JsonProperty, JsonValue } from '../syntax/json';
import type { Span } from '../text/span';
import { isDate, isPast } from './date';
import { defaultPolicy } from './policy';
import type { IgnoreEntry, KnownIds, Policy, PolicySeverity } from './policy';

/** What should have stood where a `policy-value` problem lies (its argument `expected`), and how it is said. */
export const expectedValues = {
  object: 'must be an object',
  array: 'must be a list',
  text: 'must be a text',
  boolean: 'must be true or false',
  target: 'must be a known target',
  'accepted-id': 'must be a known vendor, target or maker',
  severity: `must be one of ${severities.join(', ')}, off`,
  'strength-or-rule': `has a key that is neither ${strengths.join(', ')} nor a known rule`,
  'ignore-id': 'must be a known rule, vendor, target or maker',
  package: 'must be a registry and a name, such as pypi:torch',
  date: 'must be a day that exists, written YYYY-MM-DD',
  reason: 'needs a reason',
  'rule-or-package': 'needs a rule or a package',
  once: 'is written twice',
} as const;

export type ExpectedValue = keyof typeof expectedValues;

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads a `portolan.jsonc`. What is wrong is told and left out, the rest counts; an `ignore` entry with any mistake hides
 * nothing, since half of it could hide more than was meant. Never throws.
 *
 * Problems: `policy-syntax` (argument `mistake`, a `JsonMistake`), `policy-key` (`key`; `known`: the keys that exist there),
 * `policy-value` (`key`; `expected`, an `ExpectedValue`; `reason`, its words; `value` as written), `ignore-expired` (`until`).
 * @param today `YYYY-MM-DD`; entries that are past it are told and left out. Without it none is past.
 */
export function readPolicy(text: string, known: KnownIds, today?: string): { policy: Policy; problems: Problem[] } {
  const { root, problems } = readJson(text);
  const reader = new PolicyReader(text, known, today ?? '');
  reader.problems.push(...problems.map((problem): Problem => ({ ...problem, code: 'policy-syntax' })));
  const policy = root ? reader.readPolicy(root) : defaultPolicy;
  return { policy, problems: reader.problems.sort((a, b) => a.span.start - b.span.start) };
}

class PolicyReader {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #known: KnownIds;
  readonly #today: string;

  constructor(text: string, known: KnownIds, today: string) {
    this.#text = text;
    this.#known = known;
    this.#today = today;
  }

  readPolicy(root: JsonValue): Policy {
    const policy: Draft<Policy> = { ...defaultPolicy };
    this.#eachKey(root, '', ['$schema', 'targets', 'accept', 'severity', 'ignore', 'rules', 'exclude', 'lockfiles'], (key, value) => {
      const { targets, vendors, makers } = this.#known;
      if (key === 'targets') policy.targets = this.#ids(value, key, 'target', targets);
      else if (key === 'accept') policy.accept = this.#ids(value, key, 'accepted-id', targets, vendors, makers);
      else if (key === 'severity') policy.severity = this.#readSeverities(value);
      else if (key === 'ignore') policy.ignore = this.#items(value, key).flatMap((item, index) => this.#readIgnore(item, `ignore[${index}]`));
      else if (key === 'rules') policy.rules = this.#texts(value, key);
      else if (key === 'exclude') policy.exclude = this.#texts(value, key);
      else if (key === 'lockfiles') policy.lockfiles = this.#readLockfiles(value);
    });
    return policy;
  }

  #readSeverities(value: JsonValue): Policy['severity'] {
    const found: Record<string, PolicySeverity> = {};
    this.#eachKey(value, 'severity', undefined, (key, wanted, property) => {
      if (!strengths.some((strength) => strength === key) && !this.#known.rules.has(key)) {
        this.#reportValue(property.key, 'severity', 'strength-or-rule');
        return;
      }
      const severity = [...severities, 'off' as const].find((id) => wanted.kind === 'string' && wanted.content.text === id);
      if (severity) found[key] = severity;
      else this.#reportValue(wanted, `severity.${key}`, 'severity');
    });
    return found;
  }

  #readLockfiles(value: JsonValue): Policy['lockfiles'] {
    let { diagnostics } = defaultPolicy.lockfiles;
    this.#eachKey(value, 'lockfiles', ['diagnostics'], (_, wanted) => {
      if (wanted.kind === 'boolean') diagnostics = wanted.value === true;
      else this.#reportValue(wanted, 'lockfiles.diagnostics', 'boolean');
    });
    return { diagnostics };
  }

  #readIgnore(item: JsonValue, path: string): IgnoreEntry[] {
    const before = this.problems.length;
    const entry: Draft<IgnoreEntry> = { reason: '', span: item.span };
    let hasReason = false;
    this.#eachKey(item, path, ['rule', 'package', 'files', 'reason', 'until'], (key, value) => {
      if (key === 'files') {
        entry.files = this.#texts(value, `${path}.files`);
        return;
      }
      const text = this.#filledText(value, `${path}.${key}`);
      if (key === 'reason') hasReason = true;
      if (text === undefined) return;
      if (key === 'rule')
        entry.rule = this.#demand(
          text,
          value,
          `${path}.rule`,
          'ignore-id',
          Object.values(this.#known).some((ids: ReadonlySet<string>) => ids.has(text)),
        );
      if (key === 'package') entry.package = this.#demand(text, value, `${path}.package`, 'package', isPackageKey(text));
      if (key === 'reason') entry.reason = this.#demand(text.trim(), value, `${path}.reason`, 'reason', text.trim() !== '');
      if (key === 'until') entry.until = this.#demand(text, value, `${path}.until`, 'date', isDate(text));
    });
    if (item.kind === 'object' && !hasReason) this.#reportValue(item, path, 'reason');
    else if (item.kind === 'object' && this.problems.length === before && entry.rule === undefined && entry.package === undefined)
      this.#reportValue(item, path, 'rule-or-package');
    if (this.problems.length > before) return [];
    if (entry.until === undefined || !isPast(entry.until, this.#today)) return [entry];
    this.problems.push({ code: 'ignore-expired', span: item.span, arguments: { until: entry.until } });
    return [];
  }

  /** Calls `use` with every key that is known and has a value; the last of equal keys comes last and so counts. */
  #eachKey(
    value: JsonValue,
    path: string,
    keys: readonly string[] | undefined,
    use: (key: string, value: JsonValue, property: JsonProperty) => void,
  ): void {
    if (value.kind !== 'object') {
      this.#reportValue(value, path, 'object');
      return;
    }
    const seen = new Set<string>();
    for (const property of value.members) {
      const key = property.key.content.text;
      const full = path === '' ? key : `${path}.${key}`;
      if (seen.has(key)) this.#reportValue(property.key, full, 'once');
      seen.add(key);
      if (keys && !keys.includes(key)) this.#reportKey(property.key.span, full, keys);
      else if (property.value) use(key, property.value, property);
    }
  }

  #items(value: JsonValue, path: string): readonly JsonValue[] {
    if (value.kind === 'array') return value.members.map((item) => item.value);
    this.#reportValue(value, path, 'array');
    return [];
  }

  #texts(value: JsonValue, path: string): string[] {
    return this.#items(value, path).flatMap((item, index) => this.#filledText(item, `${path}[${index}]`) ?? []);
  }

  /** A text that is not empty. */
  #filledText(value: JsonValue, path: string): string | undefined {
    if (value.kind === 'string' && value.content.text.trim() !== '') return value.content.text;
    this.#reportValue(value, path, path.endsWith('.reason') ? 'reason' : 'text');
    return undefined;
  }

  #ids(value: JsonValue, path: string, expected: ExpectedValue, ...known: readonly ReadonlySet<string>[]): string[] {
    return this.#items(value, path).flatMap((item, index) => {
      if (item.kind === 'string' && known.some((ids) => ids.has(item.content.text))) return [item.content.text];
      this.#reportValue(item, `${path}[${index}]`, expected);
      return [];
    });
  }

  #demand(text: string, value: JsonValue, path: string, expected: ExpectedValue, holds: boolean): string {
    if (!holds) this.#reportValue(value, path, expected);
    return text;
  }

  #reportKey(span: Span, key: string, known: readonly string[]): void {
    this.problems.push({ code: 'policy-key', span, arguments: { key, known: known.join(', ') } });
  }

  #reportValue(value: JsonValue, key: string, expected: ExpectedValue): void {
    const written = value.kind === 'object' || value.kind === 'array' ? value.kind : this.#text.slice(value.span.start, value.span.end);
    this.problems.push({
      code: 'policy-value',
      span: value.span,
      arguments: { key, expected, reason: expectedValues[expected], value: written.slice(0, 60) },
    });
  }
}

/** `registry:name`, the registry from the closed list. */
export function isPackageKey(text: string): boolean {
  const colon = text.indexOf(':');
  return ecosystems.some((ecosystem) => ecosystem === text.slice(0, colon)) && text.slice(colon + 1).trim() !== '';
}
