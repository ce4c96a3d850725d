import type { FileEdit } from '../model/fix';
import { composeEdits } from '../text/compose';
import { decodeText } from '../text/decode';
import { digest } from '../text/digest';
import { applyEdits, type TextEdit } from '../text/edit';
import { largestFile, type FilePort } from './files';
import { OverlayFiles } from './overlay';

/** A file as a run of fixes has made it so far. */
export interface Draft {
  readonly path: string;
  /** Empty for a file that the run creates. */
  readonly before: string;
  readonly after: string;
  /** All changes as disjoint edits of `before`, sorted. */
  readonly edits: readonly TextEdit[];
  readonly created: boolean;
}

/** The files that a run changes, in memory. What a step changes is taken as a whole or not at all. */
export class Drafts {
  /** The files as they stand after the steps so far. */
  readonly files: OverlayFiles;
  readonly #below: FilePort;
  readonly #drafts = new Map<string, Draft>();

  constructor(files: FilePort) {
    this.#below = files;
    this.files = new OverlayFiles(files);
  }

  /** The files that differ from what the run began with, in the order in which they were first changed. */
  changed(): readonly Draft[] {
    return [...this.#drafts.values()].filter(({ created, before, after }) => created || before !== after);
  }

  /**
   * Makes the edits of one fix.
   * @returns what undoes them; undefined, with nothing changed, if a text is not the one that its edits were made for, if a
   * file to create is there, or if an edit overlaps what an earlier step wrote
   */
  async apply(edits: readonly FileEdit[]): Promise<(() => void) | undefined> {
    if (new Set(edits.map(({ file }) => file)).size < edits.length) return undefined;
    const next: Draft[] = [];
    for (const edit of edits) {
      const draft = await this.#edited(edit);
      if (!draft) return undefined;
      next.push(draft);
    }
    const before = next.map(({ path }) => [path, this.#drafts.get(path)] as const);
    for (const draft of next) this.#set(draft.path, draft);
    return () => before.forEach(([path, draft]) => this.#set(path, draft));
  }

  #set(path: string, draft: Draft | undefined): void {
    if (draft) this.#drafts.set(path, draft);
    else this.#drafts.delete(path);
    this.files.set(path, draft?.after);
  }

  async #edited({ file: path, length, digest: base, edits, create }: FileEdit): Promise<Draft | undefined> {
    const known = this.#drafts.get(path) ?? (await this.#read(path));
    if (create) {
      const after = known ? undefined : applyEdits('', edits);
      return after === undefined ? undefined : { path, before: '', after, edits: wholeText(after), created: true };
    }
    if (!known || known.after.length !== length || digest(known.after) !== base) return undefined;
    if (known.created) {
      const after = applyEdits(known.after, edits);
      return after === undefined ? undefined : { ...known, after, edits: wholeText(after) };
    }
    const composed = composeEdits(known.edits, edits, known.before.length);
    const after = composed && applyEdits(known.before, composed);
    return composed && after !== undefined ? { ...known, after, edits: composed } : undefined;
  }

  /** @returns undefined for a file that is not there or whose bytes are no text */
  async #read(path: string): Promise<Draft | undefined> {
    const content = await this.#below.read(path, largestFile);
    if (content.kind !== 'bytes' && content.kind !== 'text') return undefined;
    const { text, lossy } = content.kind === 'text' ? { text: content.text, lossy: false } : decodeText(content.bytes);
    return lossy ? undefined : { path, before: text, after: text, edits: [], created: false };
  }
}

function wholeText(text: string): readonly TextEdit[] {
  return [{ span: { start: 0, end: 0 }, newText: text }];
}
