import type { Clause, Extra, Marker, Problem, Source, Specifier } from '../model/manifest';
import type { MappedText } from '../text/mapped-text';
import type { Span } from '../text/span';

/** One dependency specifier as it is written: https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
export interface RequirementSyntax {
  readonly name: string;
  readonly nameSpan: Span;
  readonly extras: readonly Extra[];
  /** `[gpu,dev]` with its brackets; absent while the closing one is missing. */
  readonly extrasSpan?: Span;
  /** Dialect `pep440`, without surrounding parentheses. */
  readonly specifier?: Specifier;
  readonly marker?: Marker;
  /** The URL of `name @ url`. */
  readonly source?: Source;
  /** From the name to the last character that is no space. */
  readonly span: Span;
}

export interface RequirementReading {
  readonly requirement?: RequirementSyntax;
  readonly problems: readonly Problem[];
}

export interface RequirementOptions {
  /** pip cuts a marker off at the first `;`, even inside a URL; PEP 508 wants a space before it there. */
  readonly urlEndsAtSemicolon?: boolean;
}

/**
 * Reads one dependency specifier. A half-typed one (`torch=`, `foo[`, `foo>=`) gives its name, what can be read and an
 * `unread-requirement` problem over the rest; text that starts with no name, or whose name is followed by a word as in
 * prose, gives problems only. Markers are not looked into.
 */
export function readRequirement(text: MappedText, options: RequirementOptions = {}): RequirementReading {
  const reader = new RequirementReader(text);
  const requirement = reader.read(options.urlEndsAtSemicolon ?? false);
  return requirement ? { requirement, problems: reader.problems } : { problems: reader.problems };
}

/** Reads a bracketed list of extras, `[gpu,dev]`, that stands alone, as behind a path. */
export function readExtras(text: MappedText): { extras: readonly Extra[]; extrasSpan?: Span; problems: readonly Problem[] } {
  const reader = new RequirementReader(text);
  return { ...reader.readExtras(), problems: reader.problems };
}

/** Reads comparisons that stand alone, `>=2,<3`. Text that is none is kept as it is, without comparisons. */
export function readVersionSpecifiers(text: MappedText): Specifier | undefined {
  const reader = new RequirementReader(text);
  const specifier = reader.readComparisons();
  if (specifier && reader.problems.length === 0) return specifier;
  const raw = text.text.trim();
  const start = text.text.length - text.text.trimStart().length;
  return raw === '' ? undefined : { raw, span: text.span(start, start + raw.length), dialect: 'pep440', clauses: [] };
}

const operators = ['===', '~=', '==', '!=', '<=', '>=', '<', '>'] as const;
/** Problems quote no more of the text than fits a message. */
const longestQuote = 80;
const versionControl = ['git', 'hg', 'svn', 'bzr', 'ssh', 'sftp'];

/** `vcs` for `git+…` and its like, `path` for `file:` and for text without a scheme, else `url`. */
export function sourceKind(url: string): Source['kind'] {
  const colon = url.indexOf(':');
  const scheme = colon < 0 ? '' : url.slice(0, colon).toLowerCase();
  if (versionControl.some((system) => scheme === system || scheme.startsWith(`${system}+`))) return 'vcs';
  return scheme === '' || scheme === 'file' ? 'path' : 'url';
}

class RequirementReader {
  readonly problems: Problem[] = [];
  readonly #mapped: MappedText;
  readonly #text: string;
  readonly #end: number;
  #at = 0;

  constructor(mapped: MappedText) {
    this.#mapped = mapped;
    this.#text = mapped.text;
    let end = this.#text.length;
    while (end > 0 && isSpace(this.#text[end - 1])) end--;
    this.#end = end;
  }

  read(urlEndsAtSemicolon: boolean): RequirementSyntax | undefined {
    this.#skipSpace();
    const start = this.#at;
    const nameEnd = this.#identifierEnd();
    if (nameEnd === start) return this.#refuse(start);
    this.#at = nameEnd;
    this.#skipSpace();
    const { extras, extrasSpan } = this.readExtras();
    this.#skipSpace();
    if (!this.#mayFollowName(nameEnd)) return this.#refuse(start);
    const source = this.#peek() === '@' ? this.#readSource(urlEndsAtSemicolon) : undefined;
    const specifier = source ? undefined : this.#readSpecifier();
    const marker = this.#readMarker();
    return {
      name: this.#text.slice(start, nameEnd),
      nameSpan: this.#mapped.span(start, nameEnd),
      extras,
      ...(extrasSpan && { extrasSpan }),
      ...(specifier && { specifier }),
      ...(marker && { marker }),
      ...(source && { source }),
      span: this.#mapped.span(start, this.#end),
    };
  }

  /** The whole text as one specifier; a problem where more stands in it. */
  readComparisons(): Specifier | undefined {
    this.#skipSpace();
    const specifier = this.#readSpecifier();
    this.#skipSpace();
    if (this.#at < this.#end) this.#problem(this.#at, this.#end);
    return specifier;
  }

  /** After a name only its own parts may come: what else follows makes the text prose, a path or another notation. */
  #mayFollowName(nameEnd: number): boolean {
    let at = this.#at;
    if (at === nameEnd) while (at < this.#end && '._-'.includes(this.#text[at] ?? ' ')) at++;
    if (at >= this.#end) return true;
    const character = this.#text[at] ?? '';
    if (character !== '(') return '[@=~!<>;'.includes(character);
    do at++;
    while (at < this.#end && isSpace(this.#text[at]));
    return at >= this.#end || '=~!<>'.includes(this.#text[at] ?? ' ');
  }

  readExtras(): { extras: Extra[]; extrasSpan?: Span } {
    const extras: Extra[] = [];
    const open = this.#at;
    if (this.#peek() !== '[') return { extras };
    this.#at++;
    while (this.#at < this.#end) {
      this.#skipSpace();
      const start = this.#at;
      const end = this.#identifierEnd();
      if (end > start) extras.push({ name: this.#text.slice(start, end), span: this.#mapped.span(start, end) });
      this.#at = end;
      this.#skipSpace();
      if (this.#peek() === ']') {
        this.#at++;
        return { extras, extrasSpan: this.#mapped.span(open, this.#at) };
      }
      if (end === start || this.#peek() !== ',') break;
      this.#at++;
    }
    this.#skipTo(']', ';');
    if (this.#peek() === ']') this.#at++;
    this.#problem(open, this.#at);
    return { extras };
  }

  #readSource(endsAtSemicolon: boolean): Source | undefined {
    const sign = this.#at++;
    this.#skipSpace();
    const start = this.#at;
    while (this.#at < this.#end && !isSpace(this.#peek()) && !(endsAtSemicolon && this.#peek() === ';')) this.#at++;
    if (this.#at === start) {
      this.#problem(sign, sign + 1);
      return undefined;
    }
    const url = this.#text.slice(start, this.#at);
    return { kind: sourceKind(url), url, span: this.#mapped.span(start, this.#at) };
  }

  #readSpecifier(): Specifier | undefined {
    const bracketed = this.#peek() === '(';
    const open = this.#at;
    if (bracketed) this.#at++;
    this.#skipSpace();
    const start = this.#at;
    const { clauses, end } = this.#readClauses();
    this.#skipSpace();
    if (bracketed) {
      if (this.#peek() === ')') this.#at++;
      else this.#problem(open, open + 1);
    }
    if (end === start) return undefined;
    return { raw: this.#text.slice(start, end), span: this.#mapped.span(start, end), dialect: 'pep440', clauses };
  }

  /** Reads comparisons until none follows; `end` lies behind the last one, broken ones included. */
  #readClauses(): { clauses: Clause[]; end: number } {
    const clauses: Clause[] = [];
    let end = this.#at;
    while (this.#at < this.#end) {
      const start = this.#at;
      const operator = this.#readOperator();
      if (operator === '') break;
      this.#skipSpace();
      const versionStart = this.#at;
      this.#skipVersion(operator);
      const clause = this.#clause(operator, start, versionStart);
      if (clause) clauses.push(clause);
      else this.#problem(start, Math.max(this.#at, start + operator.length));
      end = versionStart < this.#at ? this.#at : start + operator.length;
      this.#skipSpace();
      if (this.#peek() !== ',') {
        if (this.#startsOperator()) this.#problem(start, end);
        continue;
      }
      end = ++this.#at;
      this.#skipSpace();
    }
    return { clauses, end };
  }

  #clause(operator: string, start: number, versionStart: number): Clause | undefined {
    if (this.#at === versionStart || !operators.some((known) => known === operator)) return undefined;
    const version = this.#text.slice(versionStart, this.#at);
    const plus = version.indexOf('+');
    return {
      operator,
      version,
      span: this.#mapped.span(start, this.#at),
      versionSpan: this.#mapped.span(versionStart, this.#at),
      ...(plus > 0 && plus + 1 < version.length && { localSpan: this.#mapped.span(versionStart + plus, this.#at) }),
    };
  }

  /** Takes an operator, also a half-typed one (`=`, `~`, `!`); empty if none stands here. */
  #readOperator(): string {
    const whole = operators.find((operator) => this.#text.startsWith(operator, this.#at));
    const operator = whole ?? (this.#startsOperator() ? (this.#peek() ?? '') : '');
    this.#at = Math.min(this.#at + operator.length, this.#end);
    return operator;
  }

  #startsOperator(): boolean {
    const character = this.#peek();
    return character !== undefined && '=~!<>'.includes(character);
  }

  /** Versions are any text up to a separator, as pip up to 24.0 has it; `===` compares text, which may hold commas. */
  #skipVersion(operator: string): void {
    const stops = operator === '===' ? ';)' : ',;)[]<>=~';
    while (this.#at < this.#end && !isSpace(this.#peek()) && !stops.includes(this.#peek() ?? '')) this.#at++;
  }

  #readMarker(): Marker | undefined {
    this.#skipSpace();
    if (this.#at < this.#end && this.#peek() !== ';') {
      const start = this.#at;
      this.#skipTo(';');
      this.#problem(start, this.#at);
    }
    if (this.#at >= this.#end) return undefined;
    this.#at++;
    this.#skipSpace();
    if (this.#at >= this.#end) return undefined;
    return { raw: this.#text.slice(this.#at, this.#end), span: this.#mapped.span(this.#at, this.#end) };
  }

  /** End of the identifier that starts here: letters, digits and `._-`, the first and last alphanumeric. */
  #identifierEnd(): number {
    let end = this.#at;
    if (!isAlphanumeric(this.#text[end])) return end;
    while (end < this.#end && (isAlphanumeric(this.#text[end]) || '._-'.includes(this.#text[end] ?? ' '))) end++;
    while (!isAlphanumeric(this.#text[end - 1])) end--;
    return end;
  }

  #refuse(start: number): undefined {
    this.problems.length = 0;
    this.#problem(start, this.#end);
    return undefined;
  }

  #problem(from: number, to: number): void {
    const span = this.#mapped.span(from, to);
    this.problems.push({ code: 'unread-requirement', span, arguments: { text: this.#text.slice(from, Math.min(to, from + longestQuote)) } });
  }

  #peek(): string | undefined {
    return this.#at < this.#end ? this.#text[this.#at] : undefined;
  }

  #skipSpace(): void {
    while (this.#at < this.#end && isSpace(this.#text[this.#at])) this.#at++;
  }

  #skipTo(...stops: string[]): void {
    while (this.#at < this.#end && !stops.includes(this.#text[this.#at] ?? '')) this.#at++;
  }
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && ' \t\n\r\f\v'.includes(character);
}

function isAlphanumeric(character: string | undefined): boolean {
  if (character === undefined) return false;
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
}
