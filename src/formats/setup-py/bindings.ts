import { ExpressionReader, type PythonExpression } from '../../syntax/python-expression';
import type { PythonToken } from '../../syntax/python-lexer';
import type { Span } from '../../text/span';

/** What a file says about one name. */
export interface Binding {
  /** The value where the name is assigned once, at the file's top level. */
  readonly value?: PythonExpression;
  /** What top-level statements add: `+=`, `.append`, `.extend`, `["key"] =`. */
  readonly additions: readonly Addition[];
  /** Statements that change it in ways that only running the file would tell. */
  readonly changes: readonly Change[];
}

/** `key`: only what stands under it in a dictionary. */
export interface Change {
  readonly span: Span;
  readonly key?: string;
}

export interface Addition {
  /** The key of a dictionary under which the value goes. */
  readonly key?: PythonExpression;
  readonly value: PythonExpression;
}

interface OpenBinding extends Binding {
  value?: PythonExpression;
  count: number;
  readonly additions: Addition[];
  readonly changes: Change[];
}

const adding = new Set(['append', 'extend']);
const changing = new Set(['insert', 'update', 'setdefault', 'add']);
const removing = new Set(['remove', 'pop', 'clear', 'discard', 'popitem']);

/** Reads every assignment of a file; names that are assigned more than once or elsewhere have no value. */
export function readBindings(text: string, tokens: readonly PythonToken[]): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, OpenBinding>();
  const reader = new ExpressionReader(text, tokens);
  tokens.forEach((token, index) => {
    if (token.kind !== 'name') return;
    const before = tokens[index - 1];
    if (before?.kind === 'operator' && before.text === '.') return;
    if (token.indentation !== undefined) readStatement(bindings, reader, index);
    else if (before?.kind === 'name' && ['for', 'as', 'import', 'def', 'class', 'global', 'del'].includes(before.text))
      open(bindings, token.text).count += 2;
    else if (tokens[index + 1]?.text === ':=') open(bindings, token.text).count += 2;
  });
  for (const binding of bindings.values()) if (binding.count !== 1) delete binding.value;
  return bindings;
}

function open(bindings: Map<string, OpenBinding>, name: string): OpenBinding {
  const known = bindings.get(name);
  if (known) return known;
  const binding: OpenBinding = { count: 0, additions: [], changes: [] };
  bindings.set(name, binding);
  return binding;
}

/** A statement that begins with a name: an assignment, or a call that changes a list. */
function readStatement(bindings: Map<string, OpenBinding>, reader: ExpressionReader, index: number): void {
  const { tokens } = reader;
  const name = tokens[index];
  const next = tokens[index + 1];
  if (!name || next?.kind !== 'operator') return;
  const isTop = name.indentation === 0;
  if (next.text === ':') {
    const equals = annotationEnd(tokens, index + 2);
    if (equals !== undefined) assign(open(bindings, name.text), reader, equals + 1, isTop);
  } else if (next.text === '=') assign(open(bindings, name.text), reader, index + 2, isTop);
  else if (next.text === '+=') add(open(bindings, name.text), reader, index + 2, name, isTop);
  else if (next.text.endsWith('=') && next.text !== '==') open(bindings, name.text).changes.push({ span: statementSpan(reader, index) });
  else if (next.text === '[') readKeyed(bindings, reader, index, isTop);
  else if (next.text === '.') readMethod(bindings, reader, index, isTop);
}

function assign(binding: OpenBinding, reader: ExpressionReader, at: number, isTop: boolean): void {
  reader.at = at;
  const value = reader.read();
  binding.count += isTop && isEnd(reader) ? 1 : 2;
  binding.value = value;
}

function add(binding: OpenBinding, reader: ExpressionReader, at: number, name: PythonToken, isTop: boolean): void {
  reader.at = at;
  const value = reader.read();
  if (isTop && isEnd(reader)) binding.additions.push({ value });
  else binding.changes.push({ span: { start: name.start, end: value.span.end } });
}

/** `name["key"] = value`; other statements that begin with `name["key"]` may change it too. */
function readKeyed(bindings: Map<string, OpenBinding>, reader: ExpressionReader, index: number, isTop: boolean): void {
  reader.at = index + 2;
  const key = reader.read();
  const name = reader.tokens[index];
  if (!name || reader.tokens[reader.at]?.text !== ']') return;
  const binding = open(bindings, name.text);
  if (reader.tokens[reader.at + 1]?.text === '=') {
    reader.at += 2;
    const value = reader.read();
    if (isTop && isEnd(reader)) {
      binding.additions.push({ key, value });
      return;
    }
  }
  binding.changes.push({ span: statementSpan(reader, index), ...(key.kind === 'string' && { key: key.content.text }) });
}

/** `name.append("x")`, `name.extend([…])` */
function readMethod(bindings: Map<string, OpenBinding>, reader: ExpressionReader, index: number, isTop: boolean): void {
  const { tokens } = reader;
  const name = tokens[index];
  const method = tokens[index + 2]?.text ?? '';
  if (!name || tokens[index + 3]?.text !== '(') return;
  const binding = open(bindings, name.text);
  if (removing.has(method)) binding.count += 2;
  else if (changing.has(method) || (adding.has(method) && !isTop)) binding.changes.push({ span: statementSpan(reader, index) });
  else if (adding.has(method)) {
    reader.at = index + 4;
    const [argument, more] = reader.readArguments();
    if (argument && !more) binding.additions.push({ value: argument.value });
    else binding.changes.push({ span: statementSpan(reader, index) });
  }
}

/** Index of the `=` behind an annotation; undefined where there is none. */
function annotationEnd(tokens: readonly PythonToken[], from: number): number | undefined {
  let brackets = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.kind === 'newline') return undefined;
    if (token.kind !== 'operator') continue;
    if (token.text === '[' || token.text === '(') brackets++;
    else if (token.text === ']' || token.text === ')') brackets--;
    else if (token.text === '=' && brackets === 0) return at;
  }
  return undefined;
}

function statementSpan({ tokens }: ExpressionReader, index: number): Span {
  let at = index;
  while (tokens[at + 1] && tokens[at + 1]?.kind !== 'newline') at++;
  const start = tokens[index]?.start ?? 0;
  return { start, end: tokens[at]?.end ?? start };
}

function isEnd({ tokens, at }: ExpressionReader): boolean {
  const token = tokens[at];
  return !token || token.kind === 'newline';
}
