/** Longer globs, and more of them, are not what a person writes; the limits keep a hostile policy from stopping the editor. */
const longestGlob = 512;
const mostGlobs = 200;

/**
 * Whether a glob covers a path. `*` and `?` stand for characters within one segment, `**` as a whole segment for any number of
 * segments; all else is literal and case counts. A glob that names a folder covers all that lies in it.
 * @param path `/`-separated, relative to the folder that the glob is written for
 */
export function matchesGlob(glob: string, path: string): boolean {
  if (glob.length > longestGlob) return false;
  const all = glob.split('/').filter((segment) => segment !== '' && segment !== '.');
  const pattern = all.filter((segment, index) => segment !== '**' || all[index - 1] !== '**');
  if (pattern.length === 0) return false;
  return matchesSequence([...pattern, '**'], path.split('/'), '**', matchesSegment);
}

/** True if one of the globs covers the path; of a list without end only the first 200 count. */
export function matchesAnyGlob(globs: readonly string[], path: string): boolean {
  return globs.slice(0, mostGlobs).some((glob) => matchesGlob(glob, path));
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
