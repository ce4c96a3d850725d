import type { Manifest } from '../../model/manifest';
import { type LineReading, readPipLine } from '../../syntax/requirement-line';
import type { LogicalLine } from './lines';
import { logicalLines } from './lines';

export type { LineReading };

/** Reads a requirements or constraints file as pip does: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export function parse(text: string): Manifest {
  const lines = logicalLines(text);
  const readings = lines.map(readLine);
  return {
    dependencies: readings.flatMap((reading) => reading.dependency ?? []),
    artifacts: readings.flatMap((reading) => reading.artifacts),
    includes: readings.flatMap((reading) => reading.include ?? []),
    comments: lines.flatMap((line) => line.comment ?? []),
    problems: readings.flatMap((reading) => reading.problems),
  };
}

/** Reads one logical line: a requirement with its options, or options alone. */
export function readLine(line: LogicalLine): LineReading {
  return readPipLine(line.content);
}
