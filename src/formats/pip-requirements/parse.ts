import type { Manifest } from '../../model/manifest';
import { type LineReading, readPipLine } from '../../syntax/requirement-line';
import type { LogicalLine } from './lines';
import { isCompiled, isOnlyPulledIn } from './compiled';
import { logicalLines } from './lines';

export type { LineReading };

/** Reads a requirements or constraints file as pip does: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export function parse(text: string): Manifest {
  const lines = logicalLines(text);
  const readings = lines.map(readLine);
  const comments = lines.flatMap((line) => line.comment ?? []);
  const compiled = isCompiled(comments);
  return {
    dependencies: readings.flatMap(({ dependency }, index) => {
      if (!dependency) return [];
      return compiled && isOnlyPulledIn(annotation(lines, index)) ? { ...dependency, role: 'locks' as const } : dependency;
    }),
    artifacts: readings.flatMap((reading) => reading.artifacts),
    includes: readings.flatMap((reading) => reading.include ?? []),
    comments,
    problems: readings.flatMap((reading) => reading.problems),
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
