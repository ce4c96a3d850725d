import type { DecodedText } from './decode';

/** The Encoding Standard's encoder: the same in Node and in browsers, and free of effects. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Bytes of a text in the encoding, and with the byte order mark, that its file had. */
export function encodeText(text: string, { encoding, bom }: Pick<DecodedText, 'encoding' | 'bom'>): Uint8Array {
  const marked = bom ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  const bytes = new Uint8Array(marked.length * 2);
  for (let i = 0; i < marked.length; i++) {
    const unit = marked.charCodeAt(i);
    const [low, high] = encoding === 'utf-16le' ? [i * 2, i * 2 + 1] : [i * 2 + 1, i * 2];
    bytes[low] = unit & 0xff;
    bytes[high] = unit >> 8;
  }
  return bytes;
}
