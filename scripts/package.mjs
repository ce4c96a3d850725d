// `npm run package`: builds the extension and packs it into portolan.vsix, without the network.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstall, root } from './ensure-install.mjs';

ensureInstall();
const { build } = await import('./build.mjs');
await build(['catalog', 'extension']);
const { default: vsce } = await import('@vscode/vsce');

const staged = path.join(root, '.build/package');
rmSync(staged, { recursive: true, force: true });
for (const file of [...(await packagedFiles()), '.vscodeignore']) {
  mkdirSync(path.dirname(path.join(staged, file)), { recursive: true });
  copyFileSync(path.join(root, file), path.join(staged, file));
}
writeFileSync(path.join(staged, 'README.md'), withoutPictures(readFileSync(path.join(root, 'README.md'), 'utf8')));
await vsce.createVSIX({
  cwd: staged,
  packagePath: path.join(root, 'portolan.vsix'),
  dependencies: false,
  rewriteRelativeLinks: false,
  allowMissingRepository: true,
});

/** What `.vscodeignore` lets through. */
function packagedFiles() {
  return vsce.listFiles({ cwd: root, packageManager: vsce.PackageManager.None });
}

/** An installed extension's page cannot show pictures of the repository. */
function withoutPictures(readme) {
  return readme
    .split('\n')
    .filter((line) => !line.startsWith('!['))
    .join('\n');
}
