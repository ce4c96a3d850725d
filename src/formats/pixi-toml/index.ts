import type { Format } from '../format';
import { pixiEdits } from './edit';
import { parse } from './parse';

/** pixi's manifest: https://pixi.sh/latest/reference/pixi_manifest/ */
export const pixiToml: Format = {
  id: 'pixi.toml',
  title: 'pixi.toml',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path.slice(path.lastIndexOf('/') + 1) === 'pixi.toml',
  parse,
  lineComment: '#',
  edits: pixiEdits,
};
