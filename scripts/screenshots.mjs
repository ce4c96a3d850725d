// `npm run screenshots`: the workbench tests take the README's pictures anew, into media/screenshots.
import { spawnSync } from 'node:child_process';
import { ensureInstall, root } from './ensure-install.mjs';

ensureInstall();
const { build } = await import('./build.mjs');
await build(['catalog', 'extension']);
const args = ['node_modules/mocha/bin/mocha.js', '--config', 'test/hosts/workbench/.mocharc.json', '--reporter', 'spec', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PORTOLAN_SCREENSHOTS: '1' } });
process.exit(status ?? 1);
