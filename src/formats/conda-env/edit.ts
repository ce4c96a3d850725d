import type { Dependency } from '../../model/manifest';
import { RequirementEditor, type RequirementText } from '../../syntax/requirement-edit';
import { removeLines } from '../../syntax/toml-edit';
import type { TextEdit } from '../../text/edit';
import { lineBreakOf, lineEnd, lineStart } from '../../text/lines';
import { contains, slice, span } from '../../text/span';
import type { FormatEdits } from '../format';
import { describeChannel } from './describe-channel';
import { type Environment, type Row, readEnvironment } from './reading';

type Edits = readonly TextEdit[] | undefined;

/** Edits of environment files: match specifications of conda, and the requirements of the list for pip. */
export const condaEdits: FormatEdits = {
  rename(text, row, name) {
    const found = findRow(text, row);
    if (found?.kind === 'pip') return pipEditor(text, found)?.rename(name);
    // A build string belongs to one package.
    return found && !row.build ? replace(text, found, row.nameSpan, name) : undefined;
  },
  setSpecifier(text, row, specifier) {
    const found = findRow(text, row);
    if (found?.kind === 'pip') return pipEditor(text, found)?.setSpecifier(specifier);
    return found && setCondaVersion(text, found, specifier);
  },
  /** Packages of conda have no extras. */
  setExtras(text, row, extras) {
    const found = findRow(text, row);
    return found?.kind === 'pip' ? pipEditor(text, found)?.setExtras(extras) : extras.length === 0 ? [] : undefined;
  },
  /** Match specifications have no markers. */
  addMarker(text, row, marker) {
    const found = findRow(text, row);
    return found?.kind === 'pip' ? pipEditor(text, found)?.addMarker(marker) : undefined;
  },
  remove(text, rows) {
    const { rows: all } = readEnvironment(text);
    const found = rows.map((row) => all.find((candidate) => isSame(candidate, row)));
    const edits: TextEdit[] = [];
    for (const row of found) {
      // A list without items would be read as nothing, which conda refuses below `pip:`.
      if (!row || row.list.items.every((item) => found.some((one) => one?.item === item))) return undefined;
      const lines = isOwnItem(text, row) ? removeLines(text, row.item.span) : undefined;
      if (!lines) return undefined;
      edits.push(lines);
    }
    return edits;
  },
  setBuild(text, row, build) {
    const found = findRow(text, row);
    const { specifier, build: old } = row;
    if (!found || found.kind === 'pip' || !old || !specifier || specifier.span.end > old.span.start) return undefined;
    if (build !== '') return replace(text, found, old.span, build);
    // Within brackets it is a key among others.
    if (!['', '='].includes(text.slice(specifier.span.end, old.span.start).trim())) return undefined;
    return replace(text, found, span(specifier.span.end, old.span.end), '');
  },
  setChannel(text, channel, name) {
    const { channels, problems } = readEnvironment(text);
    const found = channels.find(({ item }) => item.span.start === channel.declaration.start);
    const isSound = problems.every(({ span: place }) => place.start > channel.declaration.end || place.end < channel.declaration.start);
    if (!found || !isSound || found.scalar.style !== 'plain' || !found.scalar.verbatim || /[^A-Za-z0-9_./-]/.test(name)) return undefined;
    if (name !== '') return [{ span: channel.span, newText: name }];
    const lines = isOwnItem(text, found) ? removeLines(text, found.item.span) : undefined;
    return lines && found.list.items.length > 1 ? [lines] : undefined;
  },
  /** Only in front of the name: within brackets it is a key among others. */
  setOwnChannel(text, row, name) {
    const found = findRow(text, row);
    const own = row.indexes[0];
    if (!found || found.kind === 'pip' || !own || text.slice(own.span.end, row.nameSpan.start).trim() !== '::') return undefined;
    return replace(text, found, span(own.span.start, name === '' ? row.nameSpan.start : own.span.end), name);
  },
  describeChannel,
  addBeside(text, row, { name, specifier }) {
    const found = findRow(text, row);
    if (!found || found.list.flow || !isOwnItem(text, found)) return undefined;
    const added = replace(text, found, span(row.nameSpan.end, row.nameSpan.end), `${name}${specifier}`);
    if (!added || found.scalar.style !== 'plain') return undefined;
    const at = lineEnd(text, found.item.span.end);
    const lead = text.slice(lineStart(text, found.item.span.start), found.scalar.outer.start);
    return lead.trim() === '-' ? [{ span: span(at, at), newText: `${lineBreakOf(text)}${lead}${name}${specifier}` }] : undefined;
  },
};

function findRow(text: string, row: Dependency): Row | undefined {
  const environment = readEnvironment(text);
  const found = environment.rows.find((candidate) => isSame(candidate, row));
  return found && isWritable(environment, found) ? found : undefined;
}

function isSame({ dependency }: Row, row: Dependency): boolean {
  return dependency.name === row.name && dependency.span.start === row.span.start && dependency.span.end === row.span.end;
}

/** The item stands there as it is read, on one line, and nothing in it is broken; nor is the notation of its list. */
function isWritable({ problems }: Environment, { scalar, whole, list, item }: Row): boolean {
  const isPlain = scalar.style === 'plain' || scalar.style === 'single-quoted' || scalar.style === 'double-quoted';
  return (
    whole &&
    isPlain &&
    scalar.verbatim &&
    !problems.some(({ code, span: place }) => {
      const near = code === 'syntax' ? list.span : item.span;
      return place.start <= near.end && near.start <= place.end;
    })
  );
}

/** Nothing but its dash stands before the value: no anchor that others point to. */
function isOwnItem(text: string, { item, scalar, list }: Pick<Row, 'item' | 'scalar' | 'list'>): boolean {
  return !list.flow && text.slice(item.span.start, scalar.outer.start).trim() === '-';
}

function setCondaVersion(text: string, row: Row, version: string): Edits {
  const { specifier, nameSpan, build, source } = row.dependency;
  if (source || (specifier && slice(text, specifier.span) !== specifier.raw)) return undefined;
  if (build && specifier && specifier.span.end > build.span.start) return undefined;
  if (!specifier) return version === '' ? [] : build ? undefined : replace(text, row, span(nameSpan.end, nameSpan.end), version);
  if (version !== '') return replace(text, row, specifier.span, version);
  return build || specifier.span.start < nameSpan.end || text.slice(nameSpan.end, specifier.span.start).trim() !== ''
    ? undefined
    : replace(text, row, span(nameSpan.end, specifier.span.end), '');
}

function replace(text: string, { scalar, list, dependency, content }: Row, place: { start: number; end: number }, newText: string): Edits {
  const { quote, forbidden = [] } = textPlace(content, scalar.style, list.flow);
  if (dependency.source || !contains(content, place)) return undefined;
  if ([...forbidden, ...(quote === '' ? [] : [quote]), '\\', '\n', '\r'].some((sign) => newText.includes(sign))) return undefined;
  return slice(text, place) === newText ? [] : [{ span: place, newText }];
}

function pipEditor(text: string, { dependency, scalar, list, content }: Row): RequirementEditor | undefined {
  if (dependency.source || dependency.name === '') return undefined;
  return new RequirementEditor(text, dependency, textPlace(content, scalar.style, list.flow));
}

/** Plain text of YAML ends at a comment and at a colon with space, within brackets also at their signs. */
function textPlace(place: RequirementText['span'], style: string, flow: boolean): RequirementText {
  const quote = style === 'single-quoted' ? "'" : style === 'double-quoted' ? '"' : '';
  const forbidden = quote !== '' ? [] : flow ? [' #', ': ', ',', '[', ']', '{', '}'] : [' #', ': '];
  return { span: place, quote, forbidden };
}
