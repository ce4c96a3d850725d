import { mainGroup } from '../../model/manifest';
import type { Comment, Dependency, Group, Marker, Problem } from '../../model/manifest';
import { readRequirement } from '../../syntax/pep508';
import { ExpressionReader, type PythonDictionary, type PythonExpression, type PythonList, type PythonString } from '../../syntax/python-expression';
import { readPythonTokens } from '../../syntax/python-lexer';
import { part } from '../../syntax/requirement-text';
import type { Span } from '../../text/span';
import { type Binding, readBindings } from './bindings';

/** Where a row stands; edits start from it. */
export interface Row {
  readonly dependency: Dependency;
  readonly string: PythonString;
  /** The requirement within the string. */
  readonly content: Span;
  /** The list that the string is an item of. */
  readonly list?: PythonList;
  readonly whole: boolean;
}

export interface SetupPy {
  readonly rows: readonly Row[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** Brackets and strings are closed. */
  readonly sound: boolean;
}

/** Reads the file with what edits need, in the order of the text. Nothing is run. */
export function readSetupPy(text: string): SetupPy {
  const { tokens, comments, problems } = readPythonTokens(text);
  const collector = new Collector(text, readBindings(text, tokens));
  const reader = new ExpressionReader(text, tokens);
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const isCall = token.kind === 'name' && token.text === 'setup' && tokens[index + 1]?.text === '(';
    if (!isCall || (before?.kind === 'name' && before.text === 'def') || index < reader.at) return;
    reader.at = index + 2;
    collector.call(reader.readArguments().map(({ name, value }) => ({ ...(name && { key: name.text }), value })));
  });
  const bySpan = (a: { span: Span }, b: { span: Span }): number => a.span.start - b.span.start || a.span.end - b.span.end;
  return {
    rows: collector.rows.sort((a, b) => bySpan(a.dependency, b.dependency)),
    comments,
    problems: [...problems, ...collector.problems].sort(bySpan),
    sound: problems.length === 0,
  };
}

/** What the place of a list says about its items. */
interface Context {
  readonly group: Group;
  readonly marker?: Marker;
}

const fields: Readonly<Record<string, Group>> = {
  install_requires: mainGroup,
  setup_requires: { id: 'build', kind: 'build' },
  tests_require: { id: 'group:tests', kind: 'dev' },
};
class Collector {
  readonly rows: Row[] = [];
  readonly problems: Problem[] = [];
  /** Places of strings and computed values that are told already: a list may be used for several extras. */
  readonly #told = new Set<number>();
  /** Names whose lists are read already, which also ends circles. */
  readonly #followed = new Set<string>();

  constructor(
    readonly text: string,
    readonly bindings: ReadonlyMap<string, Binding>,
  ) {}

  /** The main requirements come first: what is theirs and an extra's too belongs to them. */
  call(given: readonly { key?: string; value: PythonExpression }[]): void {
    const all = given.flatMap((argument) => (argument.key === undefined ? this.#spread(argument.value) : [argument]));
    for (const [field, group] of Object.entries(fields)) {
      for (const { key, value } of all) if (key === field) this.#list(value, { group });
    }
    for (const { key, value } of all) if (key === 'extras_require') this.#extras(value);
  }

  /** `setup(**config)` */
  #spread(value: PythonExpression): { key?: string; value: PythonExpression }[] {
    if (value.kind !== 'spread') return [];
    const entries = this.#entries(value.value, (key) => key === 'extras_require' || key in fields);
    return entries.flatMap(({ key, value: of }) => (key?.kind === 'string' ? [{ key: key.content.text, value: of }] : []));
  }

  #extras(value: PythonExpression): void {
    for (const { key, value: list } of this.#entries(value)) {
      if (key?.kind === 'string') this.#list(list, extraContext(key));
      else if (key) this.#computed(key.span, 'the name of the extra is computed');
    }
  }

  /** Keys and values of a dictionary and of those that are spread into it or added to it. Changes of other than the `wanted` keys are no matter. */
  #entries(value: PythonExpression, wanted: (key: string) => boolean = () => true): PythonDictionary['entries'] {
    if (value.kind === 'dictionary') {
      return value.entries.flatMap((entry) =>
        entry.key === undefined && entry.value.kind === 'spread' ? this.#entries(entry.value.value, wanted) : [entry],
      );
    }
    const binding = value.kind === 'name' ? this.#resolve(value.name, value.span, wanted) : undefined;
    if (!binding?.value) {
      if (value.kind !== 'name') this.#computed(value.span, 'computed when the file runs');
      return [];
    }
    return [...this.#entries(binding.value, wanted), ...binding.additions.filter(({ key }) => key !== undefined)];
  }

  #list(value: PythonExpression, context: Context, list?: PythonList): void {
    if (value.kind === 'string') this.#string(value, context, list);
    else if (value.kind === 'list') for (const item of value.items) this.#list(item.value, context, value);
    else if (value.kind === 'sum') for (const summand of value.parts) this.#list(summand, context);
    else if (value.kind === 'spread') this.#list(value.value, context);
    else if (value.kind === 'name' && value.name !== 'None') {
      const binding = this.#resolve(value.name, value.span);
      if (!binding?.value) return;
      this.#list(binding.value, context);
      for (const addition of binding.additions) if (!addition.key) this.#list(addition.value, context);
    } else if (value.kind !== 'name') this.#computed(value.span, 'computed when the file runs');
  }

  #resolve(name: string, span: Span, wanted: (key: string) => boolean = () => true): Binding | undefined {
    if (this.#followed.has(name)) return undefined;
    const binding = this.bindings.get(name);
    if (binding?.value) this.#followed.add(name);
    if (!binding?.value) this.#computed(span, 'no list that is written out once at the top of the file');
    for (const change of binding?.value ? binding.changes : []) {
      if (change.key === undefined || wanted(change.key)) this.#computed(change.span, 'more may be added here when the file runs');
    }
    return binding;
  }

  /** setuptools takes a text for one requirement a line. */
  #string(string: PythonString, context: Context, list?: PythonList): void {
    if (this.#isTold(string.span)) return;
    const { text } = string.content;
    if (!text.includes('\n')) this.#requirement(string, 0, text.length, context, list);
    else {
      for (let from = 0; from <= text.length;) {
        const end = text.indexOf('\n', from) < 0 ? text.length : text.indexOf('\n', from);
        this.#requirement(string, from, end, context);
        from = end + 1;
      }
    }
  }

  #requirement(string: PythonString, from: number, to: number, context: Context, list?: PythonList): void {
    const { content } = string;
    const line = content.text.slice(from, to);
    const sign = line.startsWith('#') ? 0 : line.indexOf(' #');
    let [start, end] = [from, sign < 0 ? to : from + sign];
    while (start < end && content.text.charAt(start).trim() === '') start++;
    while (end > start && content.text.charAt(end - 1).trim() === '') end--;
    if (start === end || content.text.charAt(start) === '#') return;
    const { requirement, problems } = readRequirement(part(content, start, end));
    this.problems.push(...problems);
    if (!requirement) return;
    const { span: place, ...said } = requirement;
    const dependency: Dependency = { ecosystem: 'pypi', role: 'requires', ...context, indexes: [], ...said, span: list ? string.span : place };
    this.rows.push({ dependency, string, content: content.span(start, end), ...(list && { list }), whole: problems.length === 0 });
  }

  #computed(span: Span, reason: string): void {
    // A value that is not typed yet is not computed.
    if (span.start === span.end || this.#isTold(span)) return;
    this.problems.push({ code: 'unread-value', span, arguments: { text: this.text.slice(span.start, Math.min(span.end, span.start + 80)), reason } });
  }

  #isTold({ start }: Span): boolean {
    if (this.#told.has(start)) return true;
    this.#told.add(start);
    return false;
  }
}

/** `gpu`, or `gpu:marker` and `:marker`, setuptools' older way to write markers; without a name the rows are main ones. */
function extraContext({ content }: PythonString): Context {
  const { text } = content;
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const group: Group = name === '' ? mainGroup : { id: `extra:${name}`, kind: 'extra' };
  const raw = colon < 0 ? '' : text.slice(colon + 1);
  return raw.trim() === '' ? { group } : { group, marker: { raw, span: content.span(colon + 1, text.length) } };
}
