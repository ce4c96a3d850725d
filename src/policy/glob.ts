/**
 * Whether a glob covers a path. `*` and `?` stand for characters within one segment, `**` as a whole segment for any number of
 * segments; all else is literal and case counts. A glob that names a folder covers all that lies in it.
 * @param path `/`-separated, relative to the folder that the glob is written for
 */
export function matchesGlob(glob: string, path: string): boolean {
  const pattern = glob.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (pattern.length === 0) return false;
  return matchesSequence([...pattern, '**'], path.split('/'), '**', matchesSegment);
}

export function matchesAnyGlob(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => matchesGlob(glob, path));
}

function matchesSegment(pattern: string, segment: string): boolean {
  return matchesSequence([...pattern], [...segment], '*', (sign, character) => sign === '?' || sign === character);
}

/**
 * Matches a sequence in which `star` stands for any run, empty ones too. On a mismatch only the latest star takes one more:
 * an earlier one could not reach further, so the time is bounded by the product of the lengths, not exponential.
 */
function matchesSequence(
  pattern: readonly string[],
  subject: readonly string[],
  star: string,
  matchesOne: (pattern: string, subject: string) => boolean,
): boolean {
  let at = 0;
  let place = 0;
  let lastStar = -1;
  let retry = 0;
  while (place < subject.length) {
    const sign = pattern[at];
    if (sign === star) {
      lastStar = at++;
      retry = place;
    } else if (sign !== undefined && matchesOne(sign, subject[place] ?? '')) {
      at++;
      place++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      place = ++retry;
    } else return false;
  }
  while (pattern[at] === star) at++;
  return at === pattern.length;
}
