import type { Artifact, Dependency } from '../../model/manifest';
import type { TomlDocument } from '../../syntax/toml';
import { isSound, joinDeletions } from '../../syntax/toml-edit';
import { type TextEdit, sortEdits } from '../../text/edit';
import type { FormatEdits } from '../format';
import { Removal } from '../toml-removal';
import { describeBuilds } from './describe-builds';
import { addOptional, chooseBuilds } from './edit-features';
import type { PixiDocument } from './features';
import { readPixiToml } from './parse';
import type { PixiReading } from './reading';
import { PixiEditor } from './row-editor';

type IndexRow = PixiReading['indexes'][number];
type Edits = readonly TextEdit[] | undefined;

/** Edits of a pixi.toml. The text is read again, so that rows are found by their places in it. */
export const pixiEdits: FormatEdits = {
  rename: (text, row, name) => editorOf(text, row)?.rename(name),
  setSpecifier: (text, row, specifier) => editorOf(text, row)?.setSpecifier(specifier),
  setExtras: (text, row, extras) => editorOf(text, row)?.setExtras(extras),
  setBuild: (text, row, build) => editorOf(text, row)?.setBuild(build),
  remove(text, rows) {
    const reading = readPixiToml(text);
    const removal = new Removal(text, reading.document);
    for (const row of rows) {
      const found = findRow(reading, row);
      if (!found) return undefined;
      removal.entry(found.place.parent, found.place.entry);
    }
    return removal.edits();
  },
  chooseBuilds: (text, rows, index, builds) => chooseBuilds(text, pixiDocument(text), rows, index, builds),
  describeBuilds: (text, choice) => describeBuilds(text, pixiDocument(text), choice),
  addOptional: (text, groups, exclusive) => addOptional(text, pixiDocument(text), groups, exclusive),
  setIndexUrl(text, index, url) {
    const { document, indexes } = readPixiToml(text);
    const found = findIndex(indexes, index);
    return found && setPixiIndexUrl(text, document, found, url);
  },
  removeIndex(text, index) {
    const { document, indexes } = readPixiToml(text);
    const found = findIndex(indexes, index);
    if (!found || !canRemove(found, indexes)) return undefined;
    const removal = new Removal(text, document);
    const { list, index: at, parent, entry } = found.place;
    if (list && at !== undefined && list.items.length > 1) removal.item(list, at);
    else removal.entry(parent, entry);
    const edits = removal.edits();
    return edits && sortEdits(joinOutside(text, edits), text.length);
  },
};

function pixiDocument(text: string): PixiDocument {
  const reading = readPixiToml(text);
  return { ...reading, root: reading.document.root, prefix: '' };
}

function setPixiIndexUrl(text: string, document: TomlDocument, { artifact, place }: IndexRow, url: string): Edits {
  const quote = text.charAt(place.url.span.start);
  if (!place.url.plain || !isSound(document, artifact.declaration) || [quote, '\\', '\n', '\r'].some((sign) => url.includes(sign))) return undefined;
  // The index of a row is known by its URL.
  if (place.kind === 'row') return undefined;
  return artifact.value === url ? [] : [{ span: artifact.span, newText: url }];
}

/** The index of a row goes only where something else is said about the row and no other row names the same one. */
function canRemove({ artifact, place }: IndexRow, indexes: readonly IndexRow[]): boolean {
  if (place.kind !== 'row') return true;
  return place.parent.entries.length > 1 && indexes.filter((other) => other.artifact.name === artifact.name).length === 1;
}

/** Only whole lines are joined: members of an inline table keep their own edits. */
function joinOutside(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.every(({ newText }) => newText === '') ? joinDeletions(text, edits) : edits;
}

function editorOf(text: string, row: Dependency): PixiEditor | undefined {
  const reading = readPixiToml(text);
  const found = findRow(reading, row);
  return found && PixiEditor.open(text, reading.document, found.dependency, found.place);
}

function findRow({ rows }: PixiReading, { span, name }: Dependency): PixiReading['rows'][number] | undefined {
  return rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
}

function findIndex(indexes: readonly IndexRow[], { span }: Artifact): IndexRow | undefined {
  return indexes.find(({ artifact }) => artifact.span.start === span.start && artifact.span.end === span.end);
}
