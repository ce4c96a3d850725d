import type { Leading, LockIndex } from './lock-index';

/** No more ways than these are counted: a lock can have millions. */
export const mostPaths = 100;
/** Steps of one count, since ways around circles end nowhere. */
const mostSteps = 5000;

/** The different ways from some states to one package, as lists of package indexes without circles. */
export class PathCount {
  readonly #index: LockIndex;
  readonly #leading: Leading;
  readonly #goal: number;
  readonly #through: (index: number) => boolean;
  readonly #found = new Set<string>();
  #steps = 0;

  /** @param through says which packages a way may pass; the same as for `leading` */
  constructor(index: LockIndex, goal: number, leading: Leading, through: (index: number) => boolean) {
    this.#index = index;
    this.#goal = goal;
    this.#leading = leading;
    this.#through = through;
  }

  /** True if there may be more ways than were counted. */
  get isOpen(): boolean {
    return this.#found.size >= mostPaths || this.#steps >= mostSteps;
  }

  get count(): number {
    return this.#found.size;
  }

  /** Counts the ways that begin at a state; those that were counted before are not counted again. */
  add(start: number): void {
    const { packageOf } = this.#index.states;
    if (start === this.#goal) this.#found.add(String(start));
    else if (this.#leading.has(start)) this.#walk(start, [packageOf[start] ?? -1]);
  }

  #walk(from: number, way: readonly number[]): void {
    const { packageOf, steps } = this.#index.states;
    for (const { to } of steps[from] ?? []) {
      if (this.isOpen) return;
      this.#steps++;
      const at = packageOf[to] ?? -1;
      if (to === this.#goal) this.#found.add([...way, at].join(' '));
      else if (this.#leading.has(to) && this.#through(at) && !way.includes(at)) this.#walk(to, [...way, at]);
    }
  }
}
