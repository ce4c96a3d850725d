import type { Build, OptionalRows } from '../../model/fix';
import { withoutLabels } from '../../model/local-labels';
import { emptyManifest, type Artifact, type Dependency } from '../../model/manifest';
import { writtenRequirement } from '../../syntax/requirement-text';
import { lineBreakOf } from '../../text/lines';
import { contains, slice } from '../../text/span';
import type { ChosenBuilds, FormatEdits, SplitOff } from '../format';
import { logicalLines } from './lines';

type Removal = Pick<FormatEdits, 'remove' | 'removeIndex'>;

/** Takes rows with their lines into a new file that includes the old one: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export function splitOff(text: string, rows: readonly Dependency[], include: string, write: Removal): SplitOff | undefined {
  const removed = write.remove(text, rows);
  if (!removed || !isPlain(include)) return undefined;
  const lineBreak = lineBreakOf(text);
  const lines = removed.map(({ span }) => slice(text, span));
  const ended = lines.map((line) => (line.endsWith('\n') || line.endsWith('\r') ? line : line + lineBreak));
  return { edits: removed, created: `-r ${include}${lineBreak}${ended.join('')}` };
}

/** One file for each build, with the option that names its index; what they share stays in the old file, which they include. */
export function chooseBuilds(
  text: string,
  rows: readonly Dependency[],
  index: Artifact,
  builds: readonly Build[],
  include: string,
  write: Removal,
): ChosenBuilds | undefined {
  const removed = write.remove(text, rows);
  const dropped = write.removeIndex?.(text, index, emptyManifest);
  const line = logicalLines(text).find(({ span }) => contains(span, index.span));
  if (!removed || !dropped || !line || !isPlain(include)) return undefined;
  const option = text.slice(line.span.start, index.span.start).trimStart();
  const lines = rows.map((row) => withoutLabels(slice(text, row.span), row.span.start, row).trim());
  const files = builds.map(({ name, url }) => ({ build: name, text: [`-r ${include}`, option + url, ...lines, ''].join(lineBreakOf(text)) }));
  return { edits: [...removed, ...dropped], added: [], indexes: [], files };
}

/** One new file for each group, which includes the old one; a row that is there already is copied as it stands. */
export function addOptional(text: string, groups: readonly OptionalRows[], include: string): ChosenBuilds | undefined {
  const besides = groups.flatMap(({ rows }) => rows.map(({ beside }) => slice(text, beside.span)));
  // Hashes belong to one version of one package.
  if (!isPlain(include) || besides.some((line) => line.includes('--') || line.includes('\\'))) return undefined;
  const files = groups.map(({ name, rows }) => {
    const lines = rows.map(({ beside, row }) => (row.name === beside.name ? slice(text, beside.span).trim() : writtenRequirement(row)));
    return { build: name, text: [`-r ${include}`, ...lines, ''].join(lineBreakOf(text)) };
  });
  return { edits: [], added: [], indexes: [], files };
}

/** True if pip reads the name of the file as one word. */
function isPlain(name: string): boolean {
  return !/[\s'"\\#]/.test(name);
}
