/** Markup that is safe to put into a page: made by `html` only. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = string | number | Markup | readonly HtmlValue[];

/** The fixed parts of each template without the indentation of the source. */
const fixedParts = new WeakMap<TemplateStringsArray, readonly string[]>();

/** A template whose values are escaped unless they are markup; lists are joined. Attribute values stand in double quotes. */
export function html(template: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  let parts = fixedParts.get(template);
  if (!parts) fixedParts.set(template, (parts = template.map((part) => part.replaceAll(/\n +/g, '\n'))));
  return new Markup(parts.map((part, n) => part + (n < values.length ? render(values[n] ?? '') : '')).join(''));
}

/** No markup: what an absent part of a page is. */
export const nothing = new Markup('');

/** Most texts have nothing to escape. */
const plainText = /^[\t\n\r !#$%(-;=?-~]*$/;

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text for the inside of an element or of a quoted attribute. Control characters, lone surrogates and the signs that turn
 * the direction of writing become U+FFFD, so that no name can hide what it is or move what stands beside it.
 */
export function escapeHtml(text: string): string {
  if (plainText.test(text)) return text;
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    result += isHidden(code) ? '\ufffd' : (named[character] ?? character);
  }
  return result;
}

function render(value: HtmlValue): string {
  if (value instanceof Markup) return value.text;
  return typeof value === 'object' ? value.map(render).join('') : escapeHtml(String(value));
}

function isHidden(code: number): boolean {
  if (code < 32) return code !== 9 && code !== 10 && code !== 13;
  if (code < 127) return false;
  return (
    code < 160 ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfeff
  );
}
