/** A variable under its present name, the text of a string, or a sign: operators, brackets, `and`, `or`, `in`, `not`. */
export interface Token {
  readonly kind: 'variable' | 'string' | 'sign';
  readonly text: string;
}

const comparisons = ['===', '~=', '==', '!=', '<=', '>=', '<', '>'];
const words = new Set(['and', 'or', 'in', 'not']);
const variables = new Set([
  'python_version',
  'python_full_version',
  'os_name',
  'sys_platform',
  'platform_release',
  'platform_system',
  'platform_version',
  'platform_machine',
  'platform_python_implementation',
  'implementation_name',
  'implementation_version',
  'extra',
  'extras',
  'dependency_groups',
]);

/** True for the signs that compare two operands; `not in` is two tokens. */
export function isOperator(sign: string): boolean {
  return sign === 'in' || comparisons.includes(sign);
}

/** Splits a marker into tokens; undefined at an open quote, an unknown variable or a stray character. */
export function readTokens(marker: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < marker.length;) {
    const character = marker[at] ?? '';
    if (' \t\r\n'.includes(character)) {
      at++;
      continue;
    }
    const length = character === '"' || character === "'" ? marker.indexOf(character, at + 1) + 1 - at : signLength(marker, at);
    if (length <= 0) return undefined;
    const token = toToken(marker.slice(at, at + length));
    if (!token) return undefined;
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function signLength(marker: string, at: number): number {
  const character = marker[at] ?? '';
  if (character === '(' || character === ')') return 1;
  const comparison = comparisons.find((sign) => marker.startsWith(sign, at));
  if (comparison) return comparison.length;
  let end = at;
  while (isWordCharacter(marker.charCodeAt(end))) end++;
  return end - at;
}

function toToken(text: string): Token | undefined {
  if (text.startsWith('"') || text.startsWith("'")) return { kind: 'string', text: text.slice(1, -1) };
  if (!isWordCharacter(text.charCodeAt(0)) || words.has(text)) return { kind: 'sign', text };
  // Old spellings: `os.name`, `python_implementation`.
  const name = text === 'python_implementation' ? 'platform_python_implementation' : text.replaceAll('.', '_');
  return variables.has(name) ? { kind: 'variable', text: name } : undefined;
}

function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 46;
}
