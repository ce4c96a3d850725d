import type { Artifact, Dependency, Manifest } from '../../model/manifest';
import type { TextEdit } from '../../text/edit';
import { type Span, slice } from '../../text/span';
import type { RequirementEditor } from '../../syntax/requirement-edit';
import { tableAt } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import type { FormatEdits } from '../format';
import { describeBuilds as describePixi } from '../pixi-toml/describe-builds';
import { addOptional as addPixiFeatures, chooseBuilds as choosePixiBuilds } from '../pixi-toml/edit-features';
import type { PixiDocument } from '../pixi-toml/features';
import { readPixi } from '../pixi-toml/tables';
import { PixiEditor } from '../pixi-toml/row-editor';
import { describeBuilds } from './describe-builds';
import { removeIndex, setIndexUrl } from './edit-index';
import { chooseBuilds, promoteBuilds } from './edit-builds';
import { addOptional } from './edit-optional';
import { addBeside, moveToOptional } from './edit-move';
import { PoetryEditor } from './edit-poetry';
import { removeRows } from './edit-remove';
import { openRequirement } from './edit-requirement';
import { readPyproject } from './parse';
import { keyNameSpan } from './poetry';
import type { IndexRow, OverridePlace, Reading, Row } from './reading';

type Editor = Pick<RequirementEditor, 'rename' | 'setSpecifier' | 'setExtras' | 'addMarker'>;

/** Edits of pyproject.toml. */
export const pyprojectEdits = {
  ...tomlEdits(readPyproject),
  setBuild(text, row, build) {
    const editor = editorOf(text, readPyproject(text), row);
    return editor instanceof PixiEditor ? editor.setBuild(build) : undefined;
  },
  moveToOptional(text, rows, name) {
    const reading = readPyproject(text);
    const found = rows.map((row) => findRow(reading, row));
    return found.every((row) => row !== undefined) ? moveToOptional(text, reading, found, name) : undefined;
  },
  chooseBuilds(text, rows, index, builds) {
    const reading = readPyproject(text);
    const found = rows.map((row) => findRow(reading, row));
    const pixi = found.every((row) => row?.place.kind === 'pixi') ? pixiOf(reading) : undefined;
    if (pixi) return choosePixiBuilds(text, pixi, rows, index, builds);
    return found.every((row) => row !== undefined) ? chooseBuilds(text, reading, found, index, builds) : undefined;
  },
  promoteBuilds(text, choice) {
    const reading = readPyproject(text);
    const found = choice.rows.map((row) => findRow(reading, row));
    return found.every((row) => row !== undefined) ? promoteBuilds(text, reading, found, choice) : undefined;
  },
  describeBuilds(text, choice) {
    const reading = readPyproject(text);
    const pixi = choice.rows.some((row) => findRow(reading, row)?.place.kind === 'pixi') ? pixiOf(reading) : undefined;
    return pixi ? describePixi(text, pixi, choice) : describeBuilds(reading, choice);
  },
  addOptional(text, groups, exclusive) {
    const reading = readPyproject(text);
    const places = groups.flatMap(({ rows }) => rows.map(({ beside }) => findRow(reading, beside)?.place.kind));
    const pixi = places.every((kind) => kind === 'pixi') ? pixiOf(reading) : undefined;
    return pixi ? addPixiFeatures(text, pixi, groups, exclusive) : addOptional(text, reading, groups, exclusive);
  },
} satisfies FormatEdits;

/** Edits of a file that holds tables of pyproject.toml. The text is read again, so that rows are found by their places in it. */
export function tomlEdits(read: (text: string) => Reading) {
  const open = (text: string, row: Dependency): Editor | undefined => editorOf(text, read(text), row);
  return {
    rename: (text, row, name) => open(text, row)?.rename(name),
    setSpecifier: (text, row, specifier) => open(text, row)?.setSpecifier(specifier),
    setExtras: (text, row, extras) => open(text, row)?.setExtras(extras),
    addMarker: (text, row, marker) => open(text, row)?.addMarker(marker),
    remove(text, rows) {
      const reading = read(text);
      const found = rows.map((row) => findRow(reading, row));
      return found.every((row) => row !== undefined) ? removeRows(text, reading, found) : undefined;
    },
    setIndexUrl(text, index, url) {
      const reading = read(text);
      const found = findIndex(reading, index);
      return found && setIndexUrl(text, reading, found, url);
    },
    removeIndex(text: string, index: Artifact, _manifest?: Manifest) {
      const reading = read(text);
      const found = findIndex(reading, index);
      return found && removeIndex(text, reading, found);
    },
    addBeside(text, row, { name, specifier }) {
      const reading = read(text);
      const found = findRow(reading, row);
      return found && addBeside(text, reading, found, name, specifier);
    },
  } satisfies FormatEdits;
}

function pixiOf({ document }: Reading): PixiDocument | undefined {
  const root = tableAt(document.root, 'tool', 'pixi');
  return root && { ...readPixi(root), document, root, prefix: 'tool.pixi.' };
}

function editorOf(text: string, reading: Reading, row: Dependency): Editor | undefined {
  const found = findRow(reading, row);
  if (!found) return undefined;
  const { dependency, place } = found;
  if (place.kind === 'requirement') return openRequirement(text, reading.document, dependency, place);
  if (place.kind === 'poetry') return PoetryEditor.open(text, reading, dependency, place);
  if (place.kind === 'pixi') return PixiEditor.open(text, reading.document, dependency, place);
  return isSound(reading.document, dependency.span) ? overrideEditor(text, place) : undefined;
}

/** PDM's overrides know a name and a version, nothing else. */
function overrideEditor(text: string, { parent, entry, node }: OverridePlace): Editor {
  const replace = (span: Span, newText: string): readonly TextEdit[] | undefined =>
    ['"', "'", '\\', '\n', '\r'].some((sign) => newText.includes(sign)) ? undefined : [{ span, newText }];
  const { key } = entry;
  const nameSpan = keyNameSpan(key);
  const bare = nameSpan.start === key.span.start;
  const canBe = (name: string): boolean => !parent.get(name) && (!bare || /^[A-Za-z0-9_-]+$/.test(name));
  return {
    rename: (name) => (slice(text, nameSpan) === key.name && canBe(name) ? replace(nameSpan, name) : undefined),
    setSpecifier: (specifier) => (node.plain && specifier !== '' ? replace(node.contentSpan, specifier) : undefined),
    setExtras: (extras) => (extras.length === 0 ? [] : undefined),
    addMarker: () => undefined,
  };
}

export function findRow({ rows }: Reading, { span, name }: Dependency): Row | undefined {
  return rows.find(({ dependency }) => dependency.name === name && dependency.span.start === span.start && dependency.span.end === span.end);
}

export function findIndex({ indexes }: Reading, { span }: Artifact): IndexRow | undefined {
  return indexes.find(({ artifact }) => artifact.span.start === span.start && artifact.span.end === span.end);
}
