import type { TextEdit } from '../text/edit';

/** What a repair of an ignore or of a policy file does; its title is made by `messages.ts`. */
export type RepairKind =
  'give-reason' | 'set-date' | 'use' | 'remove-id' | 'remove-comment' | 'remove-entry' | 'remove-value' | 'remove-first' | 'make-list';

/** A way to mend a mistake in an ignore or in a policy file. */
export interface Repair {
  readonly kind: RepairKind;
  /** What is written (`use`), or which word or key is meant. */
  readonly word: string;
  /** What must be asked for first: a reason, or a day `YYYY-MM-DD`. */
  readonly asks?: 'reason' | 'day';
  /** The edits of the text; undefined if the answer cannot be written. Without a question the answer does not matter. */
  readonly edits: (answer: string) => readonly TextEdit[] | undefined;
}
