import type { FormatEdits } from './format';

function refuse(): undefined {
  return undefined;
}

/** Of a notation whose own words are images and devices: its rows stand in another notation within it, and are not written. */
export const noRowEdits: Pick<FormatEdits, 'rename' | 'setSpecifier' | 'setExtras' | 'remove'> = {
  rename: refuse,
  setSpecifier: refuse,
  setExtras: refuse,
  remove: refuse,
};
