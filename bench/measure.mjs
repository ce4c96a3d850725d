// Timing for the benches: best of several runs, the compared sides taking turns, so that other load hits both.

/** Runs each function `rounds` times in turn; returns the shortest time of each in milliseconds, in the same order. */
export async function bestOf(rounds, ...runs) {
  const best = runs.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now();
      await run();
      best[index] = Math.min(best[index], performance.now() - start);
    }
  }
  return best;
}

/** A line of the table. `limit` fails the run when `value` exceeds it; `goal` is only printed. */
export function row(name, value, unit, { limit, goal, note = '' } = {}) {
  return { name, value, unit, limit, goal, note, failed: limit !== undefined && value > limit };
}

/** A bench that cannot run here, with the reason. */
export function skipped(name, reason) {
  return { name, reason };
}
