import type { FormatEdits } from '../format';
import { MappedText } from '../../text/mapped-text';
import { installEdits } from '../install-edits';
import { removeWords } from '../install-removal';
import { makeImageVariable, setImage } from './edit-image';
import { readStages } from './parse';

/** Edits of the words of install commands, and of images. */
export const edits: FormatEdits = {
  ...installEdits({ read: (text) => readStages(MappedText.verbatim(text, 0)).installs, remove: removeWords, quote: '"' }),
  setImage,
  makeImageVariable,
  imageVariables: 'build',
};
