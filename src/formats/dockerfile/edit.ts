import { MappedText } from '../../text/mapped-text';
import { installEdits } from '../install-edits';
import { removeWords } from '../install-removal';
import { readStages } from './parse';

/** Edits of the words of install commands. */
export const edits = installEdits({ read: (text) => readStages(MappedText.verbatim(text, 0)).installs, remove: removeWords, quote: '"' });
