const bitsOfWord = 31;

/** Numbers of the places of one lock, given in the order in which they are met. */
export class PlaceNumbers {
  readonly #numbers = new Map<string, number>();

  of(place: string): number {
    const known = this.#numbers.get(place);
    if (known !== undefined) return known;
    this.#numbers.set(place, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** A set of places by their numbers. Locks ask for each pair of packages whether they meet, so it is kept as bits. */
export class PlaceSet {
  readonly #words: number[] = [];

  constructor(numbers: Iterable<number>) {
    for (const one of numbers) {
      const word = Math.floor(one / bitsOfWord);
      while (this.#words.length <= word) this.#words.push(0);
      this.#words[word] = (this.#words[word] ?? 0) | (1 << (one % bitsOfWord));
    }
  }

  /** True if there is a place that both sets hold. */
  meets(other: PlaceSet): boolean {
    const length = Math.min(this.#words.length, other.#words.length);
    for (let at = 0; at < length; at++) if (((this.#words[at] ?? 0) & (other.#words[at] ?? 0)) !== 0) return true;
    return false;
  }
}
