// Scanning a lockfile of TOML against smol-toml, which gives values without places.
import { parse } from 'smol-toml';
import { bestOf, row } from './measure.mjs';

export async function benchToml({ engine }) {
  const text = lockLike(2.5 * 1024 * 1024);
  const nothing = () => undefined;
  let strings = 0;
  const names = [
    'header',
    'headerEnd',
    'entry',
    'entryEnd',
    'key',
    'scalar',
    'openArray',
    'closeArray',
    'openTable',
    'closeTable',
    'comma',
    'comment',
    'problem',
  ];
  const handler = { ...Object.fromEntries(names.map((name) => [name, nothing])), string: () => void strings++ };
  const [scan, tree, oracle] = await bestOf(
    5,
    () => engine.scanToml(text, handler),
    () => engine.readToml(text),
    () => parse(text),
  );
  return [
    row('scan of a 2.5 MB lockfile in TOML', scan, 'ms', { note: `${strings / 5} strings` }),
    row('… / smol-toml', scan / oracle, '×', { limit: 2 }),
    row('same, as a tree with places (manifests only)', tree, 'ms'),
  ];
}

/** Packages in the shape of uv.lock, about `size` characters of them. */
function lockLike(size) {
  let text = 'version = 1\nrequires-python = ">=3.10"\n';
  for (let n = 0; text.length < size; n++) {
    const wheel = (platform) =>
      `    { url = "https://files.example.org/packages/${n}/package_${n}-1.${n}.0-cp312-${platform}.whl", hash = "sha256:${String(n).padStart(64, '0')}", size = ${n * 97} },\n`;
    text += `\n[[package]]\nname = "package-${n}"\nversion = "1.${n}.0"\nsource = { registry = "https://example.org/simple" }\n`;
    text += `dependencies = [\n    { name = "other-${n}" },\n    { name = "tool-${n}", marker = "sys_platform == 'linux'" },\n]\n`;
    text += `wheels = [\n${['manylinux_2_17_x86_64', 'manylinux_2_17_aarch64', 'macosx_11_0_arm64', 'win_amd64'].map(wheel).join('')}]\n`;
  }
  return text;
}
