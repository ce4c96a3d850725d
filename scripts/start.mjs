// `npm start -- [folder]`: builds the extension and opens it in Visual Studio Code, on the desktop or in the browser.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstall, root } from './ensure-install.mjs';

const USAGE = `npm start -- [folder] [--browser] [--port N]

Builds Portolan and opens a folder (default: media/sample-project) in Visual Studio Code with it.
  --browser   serve VS Code on this machine, even where a desktop VS Code is installed
  --port N    the port to serve it on (default: a free one from 8321 on)`;

/** Tried one after another; a second `npm start` gets the next one. */
const DEFAULT_PORTS = '8321-8399';

const options = readArguments();
ensureInstall();
const { build } = await import('./build.mjs');
await build(['catalog', 'extension']).catch((error) => leave(`Portolan could not be built: ${error.message}`, 1));
const desktop = options.browser ? undefined : findDesktopEditor();
if (!desktop || !openOnDesktop(desktop)) await serve();

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { browser: { type: 'boolean', default: false }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) leave(USAGE, 0);
    if (positionals.length > 1) leave(`Only one folder can be opened, not ${positionals.length}.\n\n${USAGE}`, 2);
    if (values.port !== undefined && !isPort(values.port)) leave(`--port needs a number from 1 to 65535, not "${values.port}".`, 2);
    return { ...values, folder: folderOf(positionals[0]) };
  } catch (error) {
    return leave(`${error.message}\n\n${USAGE}`, 2);
  }
}

/** npm runs scripts in the project's folder and leaves the caller's in INIT_CWD. */
function folderOf(argument) {
  if (argument === undefined) return path.join(root, 'media/sample-project');
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) leave(`There is no folder ${folder}.`, 2);
  return folder;
}

function isPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

function leave(message, code) {
  (code === 0 ? console.log : console.error)(message);
  process.exit(code);
}

/** The `code` program of a desktop VS Code that can show a window here, else undefined. */
function findDesktopEditor() {
  const { platform, env } = process;
  if (platform === 'linux') {
    // As root it refuses to start without flags that weaken it; without a display it cannot show anything.
    if (process.getuid() === 0 || !(env.DISPLAY || env.WAYLAND_DISPLAY)) return undefined;
  }
  const names = platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders', 'codium'];
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...wellKnownEditors()].find((file) => existsSync(file));
}

function wellKnownEditors() {
  const { LOCALAPPDATA = '', PROGRAMFILES = '' } = process.env;
  if (process.platform === 'darwin') return ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'];
  if (process.platform === 'linux') return ['/usr/share/code/bin/code', '/snap/bin/code'];
  return [
    path.join(LOCALAPPDATA, 'Programs', 'Microsoft VS Code', 'bin', 'code.cmd'),
    path.join(PROGRAMFILES, 'Microsoft VS Code', 'bin', 'code.cmd'),
  ];
}

/** Returns false where that did not work, so that the browser can be tried. */
function openOnDesktop(program) {
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, options.folder];
  const shell = process.platform === 'win32';
  // A shell splits at blanks, and this one is needed to run code.cmd.
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const done = spawnSync(shell ? `"${program}"` : program, quoted, { stdio: 'inherit', shell });
  if (done.status === 0) console.log(`Opened ${options.folder} in ${program} with Portolan in it.`);
  else console.error(`${program} could not be started; VS Code is served in the browser instead.`);
  return done.status === 0;
}

async function serve() {
  const { ensureServer, unsupportedReason } = await import('./editor-host/install.mjs');
  const { startServer } = await import('./editor-host/server.mjs');
  const reason = unsupportedReason();
  if (reason) leave(`${reason} Install Visual Studio Code for the desktop and run this again.`, 1);
  try {
    const server = await startServer({
      ...(await ensureServer()),
      port: options.port ?? DEFAULT_PORTS,
      linkExtension: true,
      defaultFolder: options.folder,
    });
    console.log(`\nVisual Studio Code with Portolan is at\n\n  http://127.0.0.1:${server.port}/\n\n${options.folder} is open in it. Ctrl+C ends it.`);
    const code = await server.ended;
    leave(`The VS Code server ended with code ${code}.\n${server.log().slice(-2000)}`, 1);
  } catch (error) {
    leave(error.message, 1);
  }
}
