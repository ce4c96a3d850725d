// Opens the browser that drives the editor.
import { chromium } from 'playwright-core';

/** Launches the browser that `ensureBrowser` returned. Signals are left to cleanup.mjs; at exit Playwright kills it. */
export function openBrowser({ executablePath, args, env }) {
  return chromium.launch({ executablePath, args, env, headless: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
}

/** The address that opens `folder` or `workspace` (absolute paths), with a `payload` of pairs for the test driver. */
export function workbenchAddress(port, { folder, workspace, payload = [] }) {
  const address = new URL(`http://127.0.0.1:${port}/`);
  if (folder) address.searchParams.set('folder', folder);
  if (workspace) address.searchParams.set('workspace', workspace);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

/** How the editor in the browser names the file or folder at an absolute path of this machine. */
export function remoteUri(port, file) {
  return `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
}
