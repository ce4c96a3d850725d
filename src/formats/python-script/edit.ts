import type { Artifact, Manifest } from '../../model/manifest';
import type { TextEdit } from '../../text/edit';
import type { FormatEdits } from '../format';
import { tomlEdits } from '../pyproject/edit';
import { maskedBlock } from './block';
import { readScript } from './parse';

const edits = tomlEdits(readScript);

/** What an edit gives for the TOML of the block, which stands at the same offsets as in the script. */
function inBlock<Result>(text: string, make: (toml: string) => Result): Result | undefined {
  const block = maskedBlock(text);
  return block && make(block.toml);
}

/** Edits of the block; whole lines go with their comment sign, and lines that are put in get one. */
export const scriptEdits = {
  rename: (text, row, name) => inBlock(text, (toml) => edits.rename(toml, row, name)),
  setSpecifier: (text, row, specifier) => inBlock(text, (toml) => edits.setSpecifier(toml, row, specifier)),
  setExtras: (text, row, extras) => inBlock(text, (toml) => edits.setExtras(toml, row, extras)),
  addMarker: (text, row, marker) => inBlock(text, (toml) => edits.addMarker(toml, row, marker)),
  remove: (text, rows) => inBlock(text, (toml) => edits.remove(toml, rows)),
  setIndexUrl: (text, index, url) => inBlock(text, (toml) => edits.setIndexUrl(toml, index, url)),
  removeIndex: (text: string, index: Artifact, _manifest?: Manifest) => inBlock(text, (toml) => edits.removeIndex(toml, index)),
  addBeside: (text, row, added) => inBlock(text, (toml) => edits.addBeside(toml, row, added)?.map(commented)),
} satisfies FormatEdits;

/** The lines that an edit adds, as comments. */
function commented({ span, newText }: TextEdit): TextEdit {
  const [first = '', ...others] = newText.split('\n');
  const lines = others.map((line, n) => {
    // What follows the last break is the rest of a line, whose comment sign stands behind the edit where nothing is added to it.
    if (n === others.length - 1 && line === '') return line;
    return line.startsWith(' ') ? `#${line.slice(1)}` : `# ${line}`;
  });
  return { span, newText: [first, ...lines].join('\n') };
}
