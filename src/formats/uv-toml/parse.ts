import type { Manifest } from '../../model/manifest';
import { readToml } from '../../syntax/toml';
import { readUvIndexes } from '../pyproject/indexes';
import { sortReading, toManifest } from '../pyproject/parse';
import type { Reading } from '../pyproject/reading';
import { readUv } from '../pyproject/sections';
import { applyUvSources } from '../pyproject/uv-sources';

/** Reads a uv.toml: the settings that stand below `[tool.uv]` of a pyproject.toml, without those two names. Never throws. */
export function parse(text: string): Manifest {
  return toManifest(readUvToml(text));
}

/** The same with the tree that edits need. */
export function readUvToml(text: string): Reading {
  const document = readToml(text);
  const reading: Reading = { document, uv: document.root, rows: [], indexes: [], artifacts: [], includes: [], problems: [...document.problems] };
  readUv(reading);
  readUvIndexes(reading);
  applyUvSources(reading);
  sortReading(reading);
  return reading;
}
