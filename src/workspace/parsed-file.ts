import type { Format } from '../formats/format';
import { formatOf } from '../formats';
import { emptyManifest, type Manifest } from '../model/manifest';
import { decodeText, looksBinary } from '../text/decode';
import { digest } from '../text/digest';
import { headBytes, largestFile, type FileContent, type FilePort } from './files';

/** A file as it was read: what it says, or why it was not read. */
export interface ParsedFile {
  readonly path: string;
  readonly format: Format;
  readonly text: string;
  readonly manifest: Manifest;
  readonly status: 'read' | 'partial' | 'skipped';
  readonly reason?: string;
  /** False where writing would damage it: bytes that are no text. */
  readonly editable: boolean;
}

/** Reads and parses files once: by version for an editor's documents, by content otherwise. Holds nothing on disk. */
export class ParsedFiles {
  readonly #files: FilePort;
  readonly #cache = new Map<string, { stamp: string; file: ParsedFile }>();

  constructor(files: FilePort) {
    this.#files = files;
  }

  /**
   * @param format read it as this format, whatever its name (a file that another one includes).
   * @returns undefined if there is no such file, or no format for it or for its text.
   */
  async load(path: string, format: Format | undefined = formatOf(path)): Promise<ParsedFile | undefined> {
    if (!format || (format.holds && !(await this.#holds(path, format)))) return undefined;
    const content = await this.#files.read(path, largestFile);
    if (content.kind === 'missing') return this.#forget(path);
    if (content.kind === 'too-large') return skipped(path, format, `larger than ${largestFile / 1024 / 1024} MB`);
    if (content.kind === 'failed') return skipped(path, format, content.reason);
    return this.#parse(path, format, content);
  }

  /** Looks into the head of a file whose name says too little. */
  async #holds(path: string, format: Format): Promise<boolean> {
    const content = await (this.#files.head?.(path, headBytes) ?? this.#files.read(path, largestFile));
    if (content.kind !== 'text' && content.kind !== 'bytes') return false;
    return format.holds?.(content.kind === 'text' ? content.text : decodeText(content.bytes).text) ?? true;
  }

  /** Drops what is known of a path, or of everything. */
  forget(path?: string): void {
    if (path === undefined) this.#cache.clear();
    else this.#cache.delete(path);
  }

  #parse(path: string, format: Format, content: Extract<FileContent, { kind: 'bytes' | 'text' }>): ParsedFile {
    const decoded = content.kind === 'text' ? { text: content.text, lossy: false } : decodeText(content.bytes);
    const stamp = `${format.id} ${content.kind === 'text' ? `v${content.version} ` : ''}${digest(decoded.text)}`;
    const known = this.#cache.get(path);
    if (known?.stamp === stamp) return known.file;
    const file = parseText(path, format, decoded.text, decoded.lossy);
    this.#cache.set(path, { stamp, file });
    return file;
  }

  #forget(path: string): undefined {
    this.#cache.delete(path);
    return undefined;
  }
}

/** Parses decoded text. `partial` means that a place was not understood, told in `manifest.problems`. */
export function parseText(path: string, format: Format, text: string, lossy = false): ParsedFile {
  if (looksBinary(text)) return skipped(path, format, 'binary data, no text');
  const manifest = format.parse(text);
  if (format.hidesText) return { path, format, text: '', manifest, status: 'read', editable: false };
  const partial = lossy || manifest.problems.length > 0;
  const reason = lossy ? 'some bytes are no text' : undefined;
  return { path, format, text, manifest, status: partial ? 'partial' : 'read', editable: !lossy, ...(reason ? { reason } : {}) };
}

function skipped(path: string, format: Format, reason: string): ParsedFile {
  return { path, format, text: '', manifest: emptyManifest, status: 'skipped', reason, editable: false };
}
