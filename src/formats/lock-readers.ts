// What reads lockfiles: a file of its own in dist/, which waits for the first lock.
export { parseBunLock as bunLock } from './bun-lock/parse';
export { parse as cargoLock } from './cargo-lock/parse';
export { parse as condaLock } from './conda-lock/parse';
export { parseDenoLock as denoLock } from './deno-lock/parse';
export { parsePackageLock as packageLock } from './package-lock/parse';
export { parse as pdmLock } from './pdm-lock/parse';
export { parse as pipfileLock } from './pipfile-lock/parse';
export { parse as pixiLock } from './pixi-lock/parse';
export { parsePnpmLock as pnpmLock } from './pnpm-lock/parse';
export { parse as poetryLock } from './poetry-lock/parse';
export { parse as pylock } from './pylock/parse';
export { parse as uvLock } from './uv-lock/parse';
export { parseYarnLock as yarnLock } from './yarn-lock/parse';
