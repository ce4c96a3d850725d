import type { Manifest } from '../../model/manifest';
import { type TomlDocument, readToml } from '../../syntax/toml';
import type { PixiReading } from './reading';
import { pixiName, readPixi } from './tables';

/** Reads a pixi.toml; the README beside this file says which tables. Never throws. */
export function parse(text: string): Manifest {
  const { document, rows, indexes, artifacts } = readPixiToml(text);
  const project = pixiName(document.root);
  return {
    ...(project === undefined ? {} : { project }),
    dependencies: rows.map(({ dependency }) => dependency),
    artifacts: [...artifacts, ...indexes.map(({ artifact }) => artifact)].sort((a, b) => a.span.start - b.span.start),
    includes: [],
    comments: document.comments,
    problems: document.problems,
  };
}

/** The same with the tree that edits need; rows are in the order of the text. */
export function readPixiToml(text: string): PixiReading & { readonly document: TomlDocument } {
  const document = readToml(text);
  const reading = readPixi(document.root);
  reading.rows.sort((a, b) => a.dependency.span.start - b.dependency.span.start || a.dependency.span.end - b.dependency.span.end);
  return { ...reading, document };
}
