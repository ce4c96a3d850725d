/**
 * The rules of one `.gitignore`: https://git-scm.com/docs/gitignore. Our own matcher, because libraries turn each line into
 * a regular expression and a hostile workspace can then stop the editor; this one takes at most pattern × path steps.
 */
interface IgnoreRule {
  readonly segments: readonly string[];
  readonly negated: boolean;
  readonly folderOnly: boolean;
}

const longestLine = 1024;
const mostRules = 5000;

export class GitIgnore {
  readonly #rules: readonly IgnoreRule[];

  constructor(text: string) {
    this.#rules = text
      .split(/\r?\n/)
      .slice(0, mostRules)
      .flatMap((line) => parseLine(line));
  }

  /** @param path relative to the folder of the `.gitignore`. @returns undefined where no rule speaks of it. */
  ignores(path: string, isFolder: boolean): boolean | undefined {
    const segments = path.split('/');
    let ignored: boolean | undefined;
    for (const rule of this.#rules) {
      if (rule.folderOnly && !isFolder) continue;
      if (matchSegments(rule.segments, segments)) ignored = !rule.negated;
    }
    return ignored;
  }
}

function parseLine(line: string): readonly IgnoreRule[] {
  let pattern = line.length > longestLine ? '' : trimEnd(line);
  if (pattern === '' || pattern.startsWith('#')) return [];
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const folderOnly = pattern.endsWith('/');
  if (folderOnly) pattern = pattern.slice(0, -1);
  const anchored = pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  if (pattern === '') return [];
  const segments = pattern.split('/').filter((part, index, all) => !(part === '**' && all[index - 1] === '**'));
  return [{ segments: anchored ? segments : ['**', ...segments], negated, folderOnly }];
}

/** Trailing spaces do not count unless escaped. */
function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ' && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}

/** `**` stands for any number of segments, but for at least one at the end; else segments match one by one. */
function matchSegments(patterns: readonly string[], segments: readonly string[]): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let resume = 0;
  while (s < segments.length) {
    const pattern = patterns[p];
    if (pattern === '**') {
      if (p === patterns.length - 1) return true;
      star = p++;
      resume = s;
    } else if (pattern !== undefined && matchSegment(pattern, segments[s] ?? '')) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++resume;
    } else {
      return false;
    }
  }
  return p === patterns.length;
}

/** One path segment against `*`, `?`, `[…]` and escapes. */
function matchSegment(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const next = pattern[p] === '*' ? -1 : matchOne(pattern, p, text[t] ?? '');
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (next > 0) {
      p = next;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p >= pattern.length;
}

/** The index behind the pattern's element at `p` if it matches the character, else 0. */
function matchOne(pattern: string, p: number, character: string): number {
  const sign = pattern[p];
  if (sign === undefined) return 0;
  if (sign === '?') return p + 1;
  if (sign === '\\') return pattern[p + 1] === character ? p + 2 : 0;
  if (sign !== '[') return sign === character ? p + 1 : 0;
  const close = pattern.indexOf(']', pattern[p + 1] === ']' || pattern[p + 1] === '!' || pattern[p + 1] === '^' ? p + 2 : p + 1);
  if (close < 0) return character === '[' ? p + 1 : 0;
  return inClass(pattern.slice(p + 1, close), character) ? close + 1 : 0;
}

function inClass(set: string, character: string): boolean {
  const inverted = set.startsWith('!') || set.startsWith('^');
  let found = false;
  for (let i = inverted ? 1 : 0; i < set.length; i++) {
    const from = set[i] ?? '';
    if (set[i + 1] === '-' && i + 2 < set.length) {
      if (from <= character && character <= (set[i + 2] ?? '')) found = true;
      i += 2;
    } else if (from === character) {
      found = true;
    }
  }
  return found !== inverted;
}
