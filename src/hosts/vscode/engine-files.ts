import { Uri, workspace } from 'vscode';
import { createEngine, decodeText, type Engine } from '../../engine';
import { today } from './day';

/** Creates the engine from the catalog beside the bundle. Works in the browser too: nothing but `workspace.fs` is used. */
export async function loadEngine(extensionUri: Uri, version: string): Promise<Engine> {
  return createEngine({ catalog: await beside(extensionUri, 'catalog.json'), today, version });
}

/** Hands evidence and rule pages to the engine. */
export async function loadPages(extensionUri: Uri, engine: Engine): Promise<void> {
  engine.loadPages(await beside(extensionUri, 'pages.json'));
}

async function beside(extensionUri: Uri, name: string): Promise<string> {
  return decodeText(await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', name))).text;
}
