import type { Manifest } from '../../model/manifest';
import type { Span } from '../../text/span';
import { readToml, stringAt, tableAt, type TomlDocument } from '../../syntax/toml';
import { readPixi } from '../pixi-toml/tables';
import { readIndexes } from './indexes';
import { readPdmOverrides } from './pdm-overrides';
import { readPoetry } from './poetry';
import type { Reading } from './reading';
import { readFlit, readHatch, readIncludes, readPdm, readRapids, readStandard, readUv } from './sections';
import { applyUvSources } from './uv-sources';

/** Reads a pyproject.toml; the README beside this file says which tables. Never throws. */
export function parsePyproject(text: string): Manifest {
  const reading = readPyproject(text);
  const name = projectName(reading.document);
  return { ...(name === undefined ? {} : { project: name }), ...toManifest(reading) };
}

/** What a reading says, without the tree. */
export function toManifest({ document, rows, indexes, artifacts, includes, problems }: Reading): Manifest {
  return {
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [...indexes.map(({ artifact }) => artifact), ...artifacts],
    includes,
    comments: document.comments,
    problems,
  };
}

/** `[tool.pixi]` holds the tables of a pixi.toml. */
function readPixiTables(reading: Reading): void {
  const root = tableAt(reading.document.root, 'tool', 'pixi');
  if (!root) return;
  const { rows, indexes, artifacts } = readPixi(root);
  reading.rows.push(...rows.map((row) => ({ ...row, uvSources: false })));
  reading.indexes.push(...indexes);
  reading.artifacts.push(...artifacts);
}

/** PEP 621's name, or Poetry's own. */
function projectName({ root }: TomlDocument): string | undefined {
  const table = tableAt(root, 'project') ?? tableAt(root, 'tool', 'poetry');
  return table && stringAt(table, 'name')?.content.text;
}

/** The same with the tree that edits need. Everything is in the order of the text. */
export function readPyproject(text: string): Reading {
  const document = readToml(text);
  const uv = tableAt(document.root, 'tool', 'uv');
  const reading: Reading = { document, ...(uv && { uv }), rows: [], indexes: [], artifacts: [], includes: [], problems: [...document.problems] };
  readStandard(reading);
  readUv(reading);
  readPdm(reading);
  readPdmOverrides(reading);
  readHatch(reading);
  readFlit(reading);
  readRapids(reading);
  readPoetry(reading);
  readIndexes(reading);
  readPixiTables(reading);
  readIncludes(reading);
  applyUvSources(reading);
  sortReading(reading);
  return reading;
}

/** Puts all that was read in the order of the text. */
export function sortReading(reading: Reading): void {
  reading.rows.sort((a, b) => bySpan(a.dependency.span, b.dependency.span));
  reading.indexes.sort((a, b) => bySpan(a.artifact.span, b.artifact.span));
  reading.includes.sort((a, b) => bySpan(a.span, b.span));
  reading.problems.sort((a, b) => bySpan(a.span, b.span));
}

function bySpan(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}
