import { emptyManifest, mainGroup, type Manifest } from '../../model/manifest';
import { readToml, tableAt } from '../../syntax/toml';
import { readUvIndexes } from '../pyproject/indexes';
import { sortReading, toManifest } from '../pyproject/parse';
import type { Reading } from '../pyproject/reading';
import { readRequirements } from '../pyproject/requirements';
import { readUv } from '../pyproject/sections';
import { applyUvSources } from '../pyproject/uv-sources';
import { maskedBlock } from './block';

/** Reads the block `script` of a Python script; nothing else of it is read. Never throws. */
export function parse(text: string): Manifest {
  const block = maskedBlock(text);
  if (!block) return emptyManifest;
  const manifest = toManifest(readScript(block.toml));
  return { ...manifest, comments: manifest.comments.filter(({ span }) => span.start >= block.start && span.end <= block.end) };
}

/** Reads the TOML of a block, with the tree that edits need. */
export function readScript(toml: string): Reading {
  const document = readToml(toml);
  const uv = tableAt(document.root, 'tool', 'uv');
  const reading: Reading = { document, ...(uv && { uv }), rows: [], indexes: [], artifacts: [], includes: [], problems: [...document.problems] };
  readRequirements(reading, document.root.get('dependencies')?.value, { group: mainGroup, uvSources: true });
  readUv(reading);
  readUvIndexes(reading);
  applyUvSources(reading);
  sortReading(reading);
  return reading;
}
