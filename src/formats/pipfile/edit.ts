import type { Artifact, Dependency, Manifest } from '../../model/manifest';
import type { TextEdit } from '../../text/edit';
import { joined, removeDeclaration, removeRowReferences, setIndexUrl, unsharedName } from '../pyproject/edit-index';
import { findIndex, findRow } from '../pyproject/edit';
import { addBeside } from '../pyproject/edit-move';
import { PoetryEditor } from '../pyproject/edit-poetry';
import { removeRows } from '../pyproject/edit-remove';
import { Removal } from '../toml-removal';
import type { FormatEdits } from '../format';
import type { IndexRow, Reading } from '../pyproject/reading';
import { readPipfile } from './parse';

/** Edits of a Pipfile, whose rows are laid out as Poetry's are. The text is read again, so that rows are found by their places in it. */
export const pipfileEdits = {
  rename(text, row, name) {
    const editor = editorOf(text, row);
    return editor && (editor.place.entry.key.name === row.name ? editor.rename(name) : renameInKey(editor, name));
  },
  setSpecifier: (text, row, specifier) => editorOf(text, row)?.setSpecifier(specifier),
  setExtras(text, row, extras) {
    const editor = editorOf(text, row);
    return editor?.place.entry.key.name === row.name ? editor.setExtras(extras) : undefined;
  },
  addMarker: (text, row, marker) => editorOf(text, row)?.addMarker(marker),
  remove(text, rows) {
    const reading = readPipfile(text);
    const found = rows.map((row) => findRow(reading, row));
    return found.every((row) => row !== undefined) ? removeRows(text, reading, found) : undefined;
  },
  setIndexUrl(text, index, url) {
    const reading = readPipfile(text);
    const found = findIndex(reading, index);
    return found && setIndexUrl(text, reading, found, url);
  },
  removeIndex(text: string, index: Artifact, _manifest?: Manifest) {
    const reading = readPipfile(text);
    const found = findIndex(reading, index);
    return found && removeSource(text, reading, found);
  },
  addBeside(text, row, { name, specifier }) {
    const reading = readPipfile(text);
    const found = findRow(reading, row);
    return found && addBeside(text, reading, found, name, specifier);
  },
} satisfies FormatEdits;

/** The first source serves all rows that name none: without it the next one would. */
function removeSource(text: string, reading: Reading, { artifact, place }: IndexRow): readonly TextEdit[] | undefined {
  if (place.index === 0 && reading.indexes.some((other) => other.artifact.explicit)) return undefined;
  const removal = new Removal(text, reading.document);
  removeDeclaration(removal, place);
  const name = unsharedName(reading, artifact);
  if (name !== undefined && !removeRowReferences(removal, reading, 'index', name)) return undefined;
  return joined(text, removal);
}

/** `"name[extra]"`: the part before the bracket, always between quotes. */
function renameInKey({ row, place }: PoetryEditor, name: string): readonly TextEdit[] | undefined {
  const { key } = place.entry;
  if (/["'\\\r\n]/.test(name) || place.parent.get(name + key.name.slice(row.name.length))) return undefined;
  return [{ span: row.nameSpan, newText: name }];
}

function editorOf(text: string, row: Dependency): PoetryEditor | undefined {
  const reading = readPipfile(text);
  const found = findRow(reading, row);
  return found?.place.kind === 'poetry' ? PoetryEditor.open(text, reading, found.dependency, found.place) : undefined;
}
