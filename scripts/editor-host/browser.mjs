// Which installed browser drives the editor, and with which flags.
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Keeps the browser quiet where there is no network, and lets it run as root and in containers. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--font-render-hinting=none',
];

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge'];

/** An installed Chrome, Chromium or Edge as launch options for Playwright; PORTOLAN_BROWSER (a program) comes first. */
export function findInstalledBrowser() {
  const named = process.env.PORTOLAN_BROWSER;
  if (named && !existsSync(named)) throw new Error(`PORTOLAN_BROWSER names "${named}", which does not exist.`);
  const executablePath = named || [...candidatesOnPath(), ...wellKnownPlaces()].find((file) => existsSync(file));
  return executablePath ? { executablePath, args: BROWSER_ARGS, env: process.env } : undefined;
}

function candidatesOnPath() {
  if (process.platform === 'win32') return [];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

function wellKnownPlaces() {
  const { LOCALAPPDATA = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': programFiles86 = '' } = process.env;
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform !== 'win32') return ['/opt/google/chrome/chrome'];
  return [PROGRAMFILES, programFiles86, LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [path.join(folder, 'Google/Chrome/Application/chrome.exe'), path.join(folder, 'Microsoft/Edge/Application/msedge.exe')]);
}
