import { childOf, elementAt, type XmlElement } from '../../syntax/xml';

/** A value that grows longer than this while properties are put in is no name and no version. */
const longest = 500;
const deepest = 20;

/**
 * What `${name}` stands for where the file itself says it: `<properties>`, and the project's own coordinates.
 * https://maven.apache.org/pom.html#properties
 */
export class Properties {
  readonly #values = new Map<string, string>();

  constructor(project: XmlElement | undefined) {
    for (const { name, text } of childOf(project, 'properties')?.children ?? []) this.#values.set(name, text.content.text);
    const parent = childOf(project, 'parent');
    for (const name of ['groupId', 'artifactId', 'version']) {
      const inherited = childOf(parent, name)?.text.content.text;
      const own = elementAt(project, name)?.text.content.text ?? inherited;
      if (inherited !== undefined) this.#add(`project.parent.${name}`, inherited);
      if (own !== undefined) for (const prefix of ['project.', 'pom.', '']) this.#add(prefix + name, own);
    }
  }

  /** The text with all properties put in that are known; others stay as they are written. */
  resolve(text: string): string {
    return this.#resolve(text, 0);
  }

  #resolve(text: string, depth: number): string {
    if (depth > deepest || !text.includes('${')) return text;
    let result = '';
    let at = 0;
    for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', at)) {
      const close = text.indexOf('}', open);
      if (close < 0) break;
      const value = this.#values.get(text.slice(open + 2, close));
      result += text.slice(at, open) + (value === undefined ? text.slice(open, close + 1) : this.#resolve(value, depth + 1));
      if (result.length > longest) return text;
      at = close + 1;
    }
    return result + text.slice(at);
  }

  #add(name: string, value: string): void {
    if (!this.#values.has(name)) this.#values.set(name, value);
  }
}
