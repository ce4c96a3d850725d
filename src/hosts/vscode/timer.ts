/** In Node and in browsers alike; the typings of neither are loaded here. */
declare function setTimeout(run: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Runs `run` later, unless the returned function is called before. */
export function later(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** Lets other work of the extension host run. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void later(0, resolve));
}
