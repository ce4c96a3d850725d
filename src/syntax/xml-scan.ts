/** Is told of the parts of an XML text in their order; all places are offsets. */
export interface XmlHandler {
  open(start: number, nameStart: number, nameEnd: number): void;
  /** `start` to `end`: the value without its quotes. `closed`: the closing quote is there. */
  attribute(nameStart: number, nameEnd: number, start: number, end: number, closed: boolean): void;
  openEnd(end: number, empty: boolean): void;
  close(start: number, nameStart: number, nameEnd: number, end: number): void;
  /** `verbatim`: of a CDATA section, in which nothing is escaped. */
  text(start: number, end: number, verbatim: boolean): void;
  comment(start: number, textStart: number, textEnd: number, end: number): void;
  problem(start: number, end: number): void;
}

/**
 * Goes through an XML text once. What is open at a place where it cannot go on (a tag before the next `<`, a comment at the end
 * of the text) ends there and is a problem.
 */
export function scanXml(text: string, handler: XmlHandler): void {
  new Scanner(text, handler).scan();
}

class Scanner {
  #at = 0;

  constructor(
    readonly text: string,
    readonly handler: XmlHandler,
  ) {}

  scan(): void {
    const { text, handler } = this;
    while (this.#at < text.length) {
      const next = text.indexOf('<', this.#at);
      const end = next < 0 ? text.length : next;
      if (end > this.#at) handler.text(this.#at, end, false);
      this.#at = end;
      if (end < text.length) this.#markup();
    }
  }

  #markup(): void {
    const { text, handler } = this;
    const start = this.#at;
    if (text.startsWith('<!--', start)) {
      const end = this.#skipTo('-->', 4);
      handler.comment(start, start + 4, Math.max(start + 4, this.#hasEnded('-->') ? end - 3 : end), end);
    } else if (text.startsWith('<![CDATA[', start)) {
      const end = this.#skipTo(']]>', 9);
      handler.text(start + 9, this.#hasEnded(']]>') ? end - 3 : end, true);
    } else if (text.startsWith('<?', start)) this.#skipTo('?>', 2);
    else if (text.startsWith('<!', start)) this.#declaration();
    else if (text.startsWith('</', start)) this.#endTag();
    else if (isNameStart(text.charCodeAt(start + 1))) this.#startTag();
    else {
      handler.problem(start, start + 1);
      this.#at++;
    }
  }

  /** Moves behind the sign that ends a section; without it the section takes the rest of the text. */
  #skipTo(sign: string, lead: number): number {
    const start = this.#at;
    const found = this.text.indexOf(sign, start + lead);
    this.#at = found < 0 ? this.text.length : found + sign.length;
    if (found < 0) this.handler.problem(start, this.text.length);
    return this.#at;
  }

  #hasEnded(sign: string): boolean {
    return this.text.startsWith(sign, this.#at - sign.length);
  }

  /** `<!DOCTYPE …>`, perhaps with a part in brackets. */
  #declaration(): void {
    let at = this.#at;
    while (at < this.text.length && this.text.charAt(at) !== '>' && this.text.charAt(at) !== '[') at++;
    const bracketed = this.text.charAt(at) === '[';
    this.#skipTo(bracketed ? ']' : '>', 2);
    if (bracketed && this.#at < this.text.length) this.#skipTo('>', 0);
  }

  #endTag(): void {
    const { text, handler } = this;
    const start = this.#at;
    const nameEnd = nameEndOf(text, start + 2);
    let end = nameEnd;
    while (end < text.length && isSpace(text.charCodeAt(end))) end++;
    const closed = text.charAt(end) === '>';
    this.#at = closed ? end + 1 : end;
    if (!closed) handler.problem(start, Math.max(end, start + 2));
    handler.close(start, start + 2, nameEnd, this.#at);
  }

  #startTag(): void {
    const { text, handler } = this;
    const start = this.#at;
    this.#at = nameEndOf(text, start + 1);
    handler.open(start, start + 1, this.#at);
    for (;;) {
      while (this.#at < text.length && isSpace(text.charCodeAt(this.#at))) this.#at++;
      const sign = text.charAt(this.#at);
      if (sign === '>') return handler.openEnd(++this.#at, false);
      if (text.startsWith('/>', this.#at)) return handler.openEnd((this.#at += 2), true);
      if (sign === '' || sign === '<') {
        handler.problem(start, this.#at);
        return handler.openEnd(this.#at, false);
      }
      if (isNameStart(text.charCodeAt(this.#at))) this.#attribute();
      else handler.problem(this.#at, ++this.#at);
    }
  }

  /** `name="value"`; a value ends at its quote, or at `<`, which cannot stand in one. */
  #attribute(): void {
    const { text, handler } = this;
    const nameStart = this.#at;
    const nameEnd = nameEndOf(text, nameStart);
    let at = nameEnd;
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    if (text.charAt(at) === '=') at++;
    else return this.#withoutValue(nameStart, nameEnd, nameEnd);
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    const quote = text.charAt(at);
    if (quote !== '"' && quote !== "'") return this.#withoutValue(nameStart, nameEnd, at);
    let end = at + 1;
    while (end < text.length && text.charAt(end) !== quote && text.charAt(end) !== '<') end++;
    const closed = text.charAt(end) === quote;
    handler.attribute(nameStart, nameEnd, at + 1, end, closed);
    if (!closed) handler.problem(at, end);
    this.#at = closed ? end + 1 : end;
  }

  #withoutValue(nameStart: number, nameEnd: number, end: number): void {
    this.handler.problem(nameStart, nameEnd);
    this.#at = end;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** Letters, `_`, `:` and everything beyond ASCII: https://www.w3.org/TR/xml/#NT-NameStartChar, a little wider. */
function isNameStart(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || code === 95 || code === 58 || code > 127;
}

function nameEndOf(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isNameStart(code) && !(code >= 48 && code <= 57) && code !== 45 && code !== 46) break;
  }
  return at;
}
