import type { ExtensionContext } from 'vscode';
import { activate as register } from './activate';
import { loadCode } from './web-code';

/** The extension in a browser's web worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  await loadCode(context.extensionUri);
  register(context);
}
