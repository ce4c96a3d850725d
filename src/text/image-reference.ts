/** Where the parts of an image reference end; offsets into it. */
export interface ImageParts {
  /** Behind registry and repository: `nvcr.io/nvidia/cuda`. */
  readonly nameEnd: number;
  /** Without its colon; undefined: no tag is written. */
  readonly tag?: string;
  /** Behind the tag, or behind the name where there is none: where the digest's `@` stands. */
  readonly tagEnd: number;
}

/**
 * Splits `registry:5000/path/name:tag@sha256:…`. Variables and template actions that are
 * left in it (`${TAG}`, `{{ .tag }}`) count as text without signs.
 * https://github.com/distribution/reference/blob/main/reference.go
 */
export function splitImage(reference: string): ImageParts {
  let tagEnd = reference.length;
  let colon = -1;
  let depth = 0;
  for (let i = 0; i < reference.length && tagEnd === reference.length; i++) {
    const character = reference[i];
    if (character === '{' && (depth > 0 || reference[i - 1] === '$' || reference[i + 1] === '{')) depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (depth > 0) continue;
    else if (character === '/') colon = -1;
    else if (character === ':') colon = i;
    else if (character === '@') tagEnd = i;
  }
  if (colon < 0) return { nameEnd: tagEnd, tagEnd };
  return { nameEnd: colon, tag: reference.slice(colon + 1, tagEnd), tagEnd };
}

const impliedPrefixes = ['docker.io/', 'index.docker.io/', 'library/'];

/** The image as rules name it: without tag, digest and what Docker adds by itself (`docker.io/library/`). */
export function comparableImage(reference: string): string {
  let name = reference.slice(0, splitImage(reference).nameEnd);
  for (const prefix of impliedPrefixes) if (name.startsWith(prefix)) name = name.slice(prefix.length);
  return name;
}
