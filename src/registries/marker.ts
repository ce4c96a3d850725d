import type { Ternary } from '../model/rule';
import { isOperator, readTokens } from './marker-tokens';
import type { Token } from './marker-tokens';
import { normalizeName } from './pypi';
import { compareVersions, satisfies } from './pep440';

const deepest = 50;
const versionVariables = new Set(['python_version', 'python_full_version', 'implementation_version', 'platform_release']);
const platformVariables = new Set(['sys_platform', 'os_name', 'platform_system', 'platform_machine', 'platform_release', 'platform_version']);

type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * Evaluates a PEP 508 marker, `sys_platform == 'linux' and extra == 'gpu'`, in an environment of marker variables. `unseen`
 * where a variable is not in the environment, where the comparison is not defined, or where the text is no marker.
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function evaluateMarker(marker: string, environment: Environment): Ternary {
  const tokens = readTokens(marker);
  if (!tokens) return 'unseen';
  const evaluator = new Evaluator(tokens, environment);
  return evaluator.evaluate() ?? 'unseen';
}

/** True if a marker asks for the operating system or the processor; the Python version alone limits no platform. */
export function limitsPlatform(marker: string): boolean {
  return (readTokens(marker) ?? []).some((token) => token.kind === 'variable' && platformVariables.has(token.text));
}

/** Recursive descent over the grammar of PEP 508; every method returns undefined where the text does not follow it. */
class Evaluator {
  readonly #tokens: readonly Token[];
  readonly #environment: Environment;
  #at = 0;

  constructor(tokens: readonly Token[], environment: Environment) {
    this.#tokens = tokens;
    this.#environment = environment;
  }

  evaluate(): Ternary | undefined {
    const answer = this.#disjunction(0);
    return this.#at === this.#tokens.length ? answer : undefined;
  }

  #disjunction(depth: number): Ternary | undefined {
    let answer = this.#conjunction(depth);
    while (answer && this.#takes('or')) {
      const right = this.#conjunction(depth);
      answer = right && joined(answer, right, 'yes');
    }
    return answer;
  }

  #conjunction(depth: number): Ternary | undefined {
    let answer = this.#comparison(depth);
    while (answer && this.#takes('and')) {
      const right = this.#comparison(depth);
      answer = right && joined(answer, right, 'no');
    }
    return answer;
  }

  #comparison(depth: number): Ternary | undefined {
    if (this.#takes('(')) {
      const inner = depth < deepest ? this.#disjunction(depth + 1) : undefined;
      return this.#takes(')') ? inner : undefined;
    }
    const left = this.#operand();
    const operator = this.#operator();
    const right = this.#operand();
    return left && operator && right ? this.#compare(left, operator, right) : undefined;
  }

  #compare(left: Token, operator: string, right: Token): Ternary {
    const variable = left.kind === 'variable' ? left.text : right.kind === 'variable' ? right.text : '';
    const [a, b] = [this.#value(left), this.#value(right)];
    if (a === undefined || b === undefined) return 'unseen';
    if (variable === 'extra') return compareTexts(normalizeName(a), operator, normalizeName(b));
    return (versionVariables.has(variable) ? compareAsVersions(a, operator, b) : undefined) ?? compareTexts(a, operator, b);
  }

  #value(token: Token): string | undefined {
    return token.kind === 'variable' ? this.#environment[token.text] : token.text;
  }

  #operand(): Token | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'variable' && token?.kind !== 'string') return undefined;
    this.#at++;
    return token;
  }

  #operator(): string | undefined {
    if (this.#takes('not')) return this.#takes('in') ? 'not in' : undefined;
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || !isOperator(token.text)) return undefined;
    this.#at++;
    return token.text;
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#at++;
    return true;
  }
}

/** `or` is decided by one yes, `and` by one no; otherwise an unknown side leaves it unknown. */
function joined(a: Ternary, b: Ternary, decisive: Ternary): Ternary {
  if (a === decisive || b === decisive) return decisive;
  return a === 'unseen' || b === 'unseen' ? 'unseen' : a;
}

/** Undefined where the right side is no PEP 440 version: then texts are compared. */
function compareAsVersions(a: string, operator: string, b: string): Ternary | undefined {
  if (operator === 'in' || operator === 'not in') return undefined;
  const bound = b.endsWith('.*') ? b.slice(0, -2) : b;
  if (compareVersions(bound, bound) === undefined) return undefined;
  if (compareVersions(a, a) === undefined) return 'unseen';
  return answer(satisfies(a, operator + b));
}

/** The order of texts means nothing for a marker, so only equality and containment are decided. */
function compareTexts(a: string, operator: string, b: string): Ternary {
  switch (operator) {
    case '==':
    case '===':
      return answer(a === b);
    case '!=':
      return answer(a !== b);
    case 'in':
      return answer(b.includes(a));
    case 'not in':
      return answer(!b.includes(a));
    default:
      return 'unseen';
  }
}

function answer(value: boolean): Ternary {
  return value ? 'yes' : 'no';
}
