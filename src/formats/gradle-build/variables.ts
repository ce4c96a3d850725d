import type { GradleStatement } from '../../syntax/gradle';

/** Texts that a script gives a name once: `def v = '1'`, `val v = "1"`, `ext.v = '1'`, `v = '1'` in `ext { }`. */
export class Variables {
  readonly #values = new Map<string, string | undefined>();

  constructor(statements: readonly GradleStatement[]) {
    const queue: { statements: readonly GradleStatement[]; extra: boolean }[] = [{ statements, extra: false }];
    for (const { statements: some, extra } of queue) {
      for (const { tokens, blocks } of some) {
        const equals = tokens.findIndex(({ text, kind }) => kind === 'sign' && text === '=');
        const name = tokens[equals - 1];
        const value = tokens[equals + 1];
        const declares = extra || ['def', 'val', 'var', 'String', 'ext'].includes(tokens[0]?.text ?? '');
        if (equals > 0 && name?.kind === 'name' && declares)
          this.#add(name.text, tokens.length === equals + 2 && value?.plain ? value.text : undefined);
        for (const block of blocks) queue.push({ statements: block.statements, extra: tokens[0]?.text === 'ext' });
      }
    }
  }

  /** A text with `$name` and `${name}` put in where they are known; others stay as they are written. */
  resolve(text: string): string {
    let result = '';
    let at = 0;
    for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
      const braced = text.charAt(dollar + 1) === '{';
      let end = dollar + (braced ? 2 : 1);
      const start = end;
      while (/[A-Za-z0-9_]/.test(text.charAt(end))) end++;
      const value = braced && text.charAt(end) !== '}' ? undefined : this.#values.get(text.slice(start, end));
      const stop = Math.max(end + (braced && text.charAt(end) === '}' ? 1 : 0), dollar + 1);
      result += text.slice(at, dollar) + (value ?? text.slice(dollar, stop));
      at = stop;
    }
    return result + text.slice(at);
  }

  /** What is given twice, or computed, is not known. */
  #add(name: string, value: string | undefined): void {
    this.#values.set(name, this.#values.has(name) || value?.includes('$') ? undefined : value);
  }
}
