import { slice } from '../../text/span';
import type { YamlLines } from '../../syntax/yaml-lines';
import { splitPair } from '../../syntax/yaml-records';
import { PlaceNumbers } from '../place-set';

/** Where a package is installed. */
export interface PixiPlace {
  readonly platform: string;
  /** Of the environment on the platform. */
  readonly number: number;
}

/** The `environments` of a pixi.lock: which package, by its address, each environment takes on each platform. */
export class PixiEnvironments {
  readonly places = new Map<string, PixiPlace[]>();
  readonly #text: string;
  #environment = '';
  #isPackages = false;
  #platform = '';
  #number = 0;
  readonly #numbers = new PlaceNumbers();

  constructor(text: string) {
    this.#text = text;
  }

  take(lines: YamlLines): void {
    const key = this.#text.slice(lines.keyStart, lines.keyEnd);
    if (lines.isItem) this.#takeItem(lines);
    else if (lines.level === 1) {
      this.#environment = key;
      this.#isPackages = false;
    } else if (lines.level === 2) {
      this.#isPackages = key === 'packages';
      this.#platform = '';
    } else if (lines.level === 3) {
      this.#platform = key;
      this.#number = this.#numbers.of(`${this.#environment} ${key}`);
    }
  }

  /** `- conda: https://…/a-1.0-0.conda` */
  #takeItem({ valueStart, end }: YamlLines): void {
    if (!this.#isPackages || this.#platform === '') return;
    const pair = splitPair(this.#text, valueStart, end);
    if (!pair) return;
    const address = slice(this.#text, pair.value);
    const place = { platform: this.#platform, number: this.#number };
    const known = this.places.get(address);
    if (known) known.push(place);
    else this.places.set(address, [place]);
  }
}
