import type { Manifest, Problem } from '../../model/manifest';
import { YamlLines } from '../../syntax/yaml-lines';
import { PnpmBlock } from './block';
import { pnpmManifest, type PnpmBlocks } from './manifest';

const maximumProblems = 100;
/** Fields of a lock of one project; with a workspace they stand below `importers`. */
const ownSections = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

/**
 * Reads a pnpm-lock.yaml of the versions 5, 6 and 9: importers as members, one row for each entry of `packages`; from version 9 on
 * `snapshots` says who asks for whom. Of several documents the last is the project's. Never throws, linear in the text.
 * https://github.com/pnpm/spec/tree/master/lockfile
 */
export function parsePnpmLock(text: string): Manifest {
  return new PnpmLockReader(text).read();
}

class PnpmLockReader {
  readonly #text: string;
  readonly #lines: YamlLines;
  readonly #problems: Problem[] = [];
  #blocks: PnpmBlocks = emptyBlocks();
  #section = '';
  #block: PnpmBlock | undefined;
  #ownBlock: PnpmBlock | undefined;
  #isNewDocument = false;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new YamlLines(text);
  }

  read(): Manifest {
    const lines = this.#lines;
    while (lines.next()) {
      if (lines.isDocumentStart) this.#isNewDocument = true;
      else if (!lines.isItem && lines.keyStart === lines.keyEnd) this.#reportLine();
      else if (lines.level === 0) this.#startSection();
      else if (ownSections.has(this.#section)) this.#readOwn();
      else if (this.#section === 'importers' || this.#section === 'packages' || this.#section === 'snapshots') this.#readBlockLine(this.#section);
    }
    return pnpmManifest(this.#text, this.#blocks, this.#problems);
  }

  #startSection(): void {
    if (this.#isNewDocument) {
      this.#isNewDocument = false;
      this.#blocks = emptyBlocks();
      this.#ownBlock = undefined;
    }
    const lines = this.#lines;
    this.#section = this.#text.slice(lines.keyStart, lines.keyEnd);
    this.#block = undefined;
    if (!ownSections.has(this.#section) || this.#ownBlock) return;
    this.#ownBlock = new PnpmBlock('.', { start: lines.start, end: lines.start }, lines);
    this.#blocks.importers.push(this.#ownBlock);
  }

  /** The sections of the one project: `name: reference`, or `name:` with `version:` below it. */
  #readOwn(): void {
    if (this.#lines.level === 1) this.#ownBlock?.addEdge(this.#section, this.#text, this.#lines);
    else this.#ownBlock?.readReference(this.#text, this.#lines);
  }

  #readBlockLine(section: keyof PnpmBlocks): void {
    const lines = this.#lines;
    if (lines.level === 1) {
      this.#block = undefined;
      if (lines.isItem) return;
      const keySpan = { start: lines.keyStart, end: lines.keyEnd };
      this.#block = new PnpmBlock(this.#text.slice(keySpan.start, keySpan.end), keySpan, lines);
      this.#blocks[section].push(this.#block);
    } else if (lines.level === 2 && !lines.isItem) this.#block?.readField(this.#text, lines);
    else if (lines.level === 3 || lines.isItem) this.#block?.readInner(this.#text, lines);
    else this.#block?.readReference(this.#text, lines);
  }

  #reportLine(): void {
    if (this.#problems.length >= maximumProblems) return;
    const span = { start: this.#lines.start, end: this.#lines.end };
    this.#problems.push({ code: 'unread-line', span, arguments: { text: this.#text.slice(span.start, Math.min(span.end, span.start + 80)) } });
  }
}

function emptyBlocks(): PnpmBlocks {
  return { importers: [], packages: [], snapshots: [] };
}
