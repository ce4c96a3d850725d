// Made-up locks of any number of packages; each package asks for three later ones, and every hundredth bears a name that rules know.
const known = ['torch', 'nvidia-cublas-cu12', 'flash-attn', 'openai', 'vllm', 'cupy-cuda12x', 'anthropic', 'xformers'];
const knownNpm = ['openai', '@anthropic-ai/sdk', '@google/genai', 'langsmith'];
const digest = '0123456789abcdef'.repeat(4);

function namer(names) {
  return (n) => (n % 100 === 99 && n < names.length * 100 ? names[Math.floor(n / 100)] : `package-${n}`);
}

function asked(n, count) {
  return [...new Set([n * 2 + 1, n * 2 + 2, n + 7])].filter((other) => other < count);
}

/** The text of a `uv.lock`. */
export function uvLock(count) {
  const name = namer(known);
  const parts = ['version = 1\nrequires-python = ">=3.10"\n'];
  const app = Array.from({ length: 40 }, (_, n) => `    { name = "${name(n)}" },\n`).join('');
  parts.push(`[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { virtual = "." }\ndependencies = [\n${app}]\n`);
  for (let n = 0; n < count; n++) {
    const wheel = (platform) =>
      `    { url = "https://files.example.org/packages/${n}/package_${n}-1.${n}.0-cp310-abi3-${platform}.whl", hash = "sha256:${digest}", size = ${1000 + n} },\n`;
    const marker = n % 5 === 0 ? `, marker = "sys_platform == 'linux'"` : '';
    const edges = asked(n, count).map((other) => `    { name = "${name(other)}"${marker} },\n`);
    const platforms = n % 3 === 0 ? ['manylinux_2_17_x86_64', 'macosx_11_0_arm64', 'win_amd64', 'manylinux_2_17_aarch64'] : ['manylinux_2_17_x86_64'];
    parts.push(
      `[[package]]\nname = "${name(n)}"\nversion = "1.${n}.0"\nsource = { registry = "https://example.org/simple" }\n` +
        `dependencies = [\n${edges.join('')}]\nwheels = [\n${platforms.map(wheel).join('')}]\n`,
    );
  }
  return parts.join('\n');
}

/** The text of a `package-lock.json` of version 3. */
export function npmLock(count) {
  const name = namer(knownNpm);
  const packages = { '': { name: 'app', dependencies: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [name(n), '^1.0.0'])) } };
  for (let n = 0; n < count; n++) {
    packages[`node_modules/${name(n)}`] = {
      version: `1.${n}.0`,
      resolved: `https://registry.example.org/${name(n)}/-/${name(n)}-1.${n}.0.tgz`,
      integrity: `sha512-${digest}`,
      license: 'MIT',
      ...(n % 50 === 0 ? { os: ['linux'], cpu: ['x64'] } : {}),
      engines: { node: '>=18' },
      dependencies: Object.fromEntries(asked(n, count).map((other) => [name(other), '^1.0.0'])),
    };
  }
  return JSON.stringify({ name: 'app', lockfileVersion: 3, requires: true, packages }, null, 2);
}

/** The text of a `pnpm-lock.yaml` of version 9. */
export function pnpmLock(count) {
  const name = namer(knownNpm);
  const key = (n) => (name(n).startsWith('@') ? `'${name(n)}@1.${n}.0'` : `${name(n)}@1.${n}.0`);
  const plain = (n) => (name(n).startsWith('@') ? `'${name(n)}'` : name(n));
  const direct = Array.from({ length: 40 }, (_, n) => `      ${plain(n)}:\n        specifier: ^1.0.0\n        version: 1.${n}.0\n`).join('');
  const packages = Array.from(
    { length: count },
    (_, n) => `  ${key(n)}:\n    resolution: {integrity: sha512-${digest}}\n    engines: {node: '>=18'}\n`,
  );
  const snapshots = Array.from({ length: count }, (_, n) => {
    const edges = asked(n, count).map((other) => `      ${plain(other)}: 1.${other}.0\n`);
    return edges.length > 0 ? `  ${key(n)}:\n    dependencies:\n${edges.join('')}` : `  ${key(n)}: {}\n`;
  });
  return `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n${direct}\npackages:\n\n${packages.join('\n')}\nsnapshots:\n\n${snapshots.join('\n')}`;
}
