import type { Manifest } from '../../model/manifest';
import { type LineReading, readPipLine } from '../../syntax/requirement-line';
import type { LogicalLine } from './lines';
import { graphOf, isCompiled, isOnlyPulledIn, isProjectLock } from './compiled';
import { logicalLines } from './lines';

export type { LineReading };

/** Reads a requirements or constraints file as pip does: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export function parse(text: string): Manifest {
  const lines = logicalLines(text);
  const readings = lines.map(readLine);
  const comments = lines.flatMap((line) => line.comment ?? []);
  const lock = isProjectLock(comments);
  const compiled = lock || isCompiled(comments);
  const annotations: (readonly string[])[] = [];
  const dependencies = readings.flatMap(({ dependency }, index) => {
    if (!dependency) return [];
    const texts = compiled ? annotation(lines, index) : [];
    annotations.push(texts);
    return lock || isOnlyPulledIn(texts) ? { ...dependency, role: 'locks' as const } : dependency;
  });
  return {
    dependencies,
    artifacts: readings.flatMap((reading) => reading.artifacts),
    includes: readings.flatMap((reading) => reading.include ?? []),
    comments,
    problems: readings.flatMap((reading) => reading.problems),
    ...(lock && { graph: graphOf(dependencies, annotations) }),
  };
}

/** The comments that belong to a row: the one behind it, and those alone on the lines right below. */
function annotation(lines: readonly LogicalLine[], row: number): readonly string[] {
  const own = lines[row]?.comment;
  const texts = own ? [own.text] : [];
  for (let next = row + 1; next < lines.length; next++) {
    const line = lines[next];
    if (!line?.comment || line.content.text.trim() !== '') break;
    texts.push(line.comment.text);
  }
  return texts;
}

/** Reads one logical line: a requirement with its options, or options alone. */
export function readLine(line: LogicalLine): LineReading {
  return readPipLine(line.content);
}
