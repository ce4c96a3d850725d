/**
 * The PEP 508 marker that says the same as the key of a `[target.<key>]` table: `cfg(windows)`, or a triple such as
 * `x86_64-pc-windows-msvc`. One language of markers serves all formats. Undefined where the key asks for anything else than
 * operating system and processor.
 * https://doc.rust-lang.org/reference/conditional-compilation.html
 */
export function markerOfTarget(key: string): string | undefined {
  const text = key.trim();
  if (!text.startsWith('cfg(')) return ofTriple(text);
  const reader = new CfgReader(text.slice('cfg('.length, -1));
  const marker = text.endsWith(')') ? reader.predicate(false, 0) : undefined;
  return reader.isDone() ? marker : undefined;
}

const systems: Readonly<Record<string, string>> = { windows: 'win32', linux: 'linux', macos: 'darwin', darwin: 'darwin' };
const deepest = 20;
/** The readings of one condition are joined again at every level, so a long one is left alone. */
const longest = 2000;

function ofTriple(triple: string): string | undefined {
  const system = triple.split('-').find((part) => Object.hasOwn(systems, part));
  return system === undefined ? undefined : comparison('sys_platform', systems[system] ?? '', false);
}

function comparison(variable: string, value: string, negated: boolean): string {
  return `${variable} ${negated ? '!=' : '=='} "${value}"`;
}

/** Recursive descent over `all(…)`, `any(…)`, `not(…)` and options; `not` is pushed down to the comparisons. */
class CfgReader {
  #at = 0;

  constructor(readonly text: string) {}

  isDone(): boolean {
    this.#space();
    return this.#at === this.text.length;
  }

  predicate(negated: boolean, depth: number): string | undefined {
    if (depth > deepest || this.text.length > longest) return undefined;
    const name = this.#word();
    if (this.#takes('(')) return this.#operator(name, negated, depth);
    if (!this.#takes('=')) return ofFlag(name, negated);
    const value = this.#string();
    return value === undefined ? undefined : ofOption(name, value, negated);
  }

  #operator(name: string, negated: boolean, depth: number): string | undefined {
    const parts: string[] = [];
    const inner = name === 'not' ? !negated : negated;
    while (!this.#takes(')')) {
      const part = this.predicate(inner, depth + 1);
      if (part === undefined) return undefined;
      parts.push(part);
      if (this.#takes(',')) continue;
      if (this.#takes(')')) break;
      return undefined;
    }
    if (parts.length === 0 || (name === 'not' && parts.length > 1)) return undefined;
    if (parts.length === 1) return parts[0];
    if (name !== 'all' && name !== 'any') return undefined;
    return `(${parts.join((name === 'all') === negated ? ' or ' : ' and ')})`;
  }

  #word(): string {
    this.#space();
    const start = this.#at;
    while (/[A-Za-z0-9_]/.test(this.text.charAt(this.#at))) this.#at++;
    return this.text.slice(start, this.#at);
  }

  #string(): string | undefined {
    if (!this.#takes('"')) return undefined;
    const end = this.text.indexOf('"', this.#at);
    if (end < 0) return undefined;
    const value = this.text.slice(this.#at, end);
    this.#at = end + 1;
    return value;
  }

  #takes(sign: string): boolean {
    this.#space();
    if (this.text.charAt(this.#at) !== sign) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    while (this.text.charAt(this.#at) === ' ') this.#at++;
  }
}

function ofFlag(name: string, negated: boolean): string | undefined {
  if (name === 'windows') return comparison('sys_platform', 'win32', negated);
  return name === 'unix' ? comparison('sys_platform', 'win32', !negated) : undefined;
}

function ofOption(name: string, value: string, negated: boolean): string | undefined {
  if (name === 'target_family') return ofFlag(value, negated);
  if (name === 'target_os') return comparison('sys_platform', systems[value] ?? value, negated);
  return name === 'target_arch' ? comparison('platform_machine', value, negated) : undefined;
}
