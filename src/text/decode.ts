/** The text of a file and what must be kept when it is written back. */
export interface DecodedText {
  /** Without the byte order mark; all offsets count from here. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly bom: boolean;
  /** Some bytes are not text in that encoding: the file may be read but never edited. */
  readonly lossy: boolean;
}

/** The Encoding Standard's decoder: the same in Node and in browsers, and free of effects. */
declare const TextDecoder: new (label: string, options?: { fatal?: boolean; ignoreBOM?: boolean }) => { decode(bytes: Uint8Array): string };

/** Decodes the bytes of a manifest: UTF-8 or, with a byte order mark, UTF-16. Undecodable bytes become U+FFFD and `lossy`. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return decode(bytes.subarray(2), 'utf-16le', true);
  if (a === 0xfe && b === 0xff) return decode(swapPairs(bytes.subarray(2)), 'utf-16be', true);
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode(bytes.subarray(3), 'utf-8', true);
  return decode(bytes, 'utf-8', false);
}

/** True if the text is no manifest but binary data: a NUL among the first 8,000 characters, as git decides. */
export function looksBinary(text: string): boolean {
  const nul = text.indexOf('\0');
  return nul >= 0 && nul < 8000;
}

function decode(bytes: Uint8Array, encoding: DecodedText['encoding'], bom: boolean): DecodedText {
  const label = encoding === 'utf-8' ? 'utf-8' : 'utf-16le';
  try {
    return { text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes), encoding, bom, lossy: false };
  } catch {
    return { text: new TextDecoder(label, { ignoreBOM: true }).decode(bytes), encoding, bom, lossy: true };
  }
}

function swapPairs(bytes: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(bytes.length - (bytes.length % 2));
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    swapped[i] = bytes[i + 1] ?? 0;
    swapped[i + 1] = bytes[i] ?? 0;
  }
  return swapped;
}
