/** Longer words are not what somebody mistyped. */
const longest = 64;

/**
 * The known words that somebody may have meant, nearest first: those a few slips of typing away (a letter too many, missing,
 * wrong, or two swapped), and those that end in the word behind a slash (`dynamo` for `nvidia/dynamo`).
 * @param most how many at most
 */
export function nearestWords(word: string, known: Iterable<string>, most = 3): readonly string[] {
  const wanted = word.trim().toLowerCase();
  if (wanted === '' || wanted.length > longest) return [];
  const allowed = Math.max(1, Math.min(3, Math.floor(wanted.length / 4)));
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of known) {
    if (candidate === word) continue;
    const distance = candidate.endsWith(`/${wanted}`) ? 0 : slips(wanted, candidate.toLowerCase(), allowed);
    if (distance <= allowed) found.push({ candidate, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The number of slips between two words (optimal string alignment); any number above `limit` once it is exceeded. */
function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let twoBack: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + same);
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) best = Math.min(best, (twoBack[column - 2] ?? limit) + 1);
      line.push(best);
    }
    if (Math.min(...line) > limit) return limit + 1;
    twoBack = above;
    above = line;
  }
  return above[b.length] ?? limit + 1;
}
