import { Disposable, EventEmitter, Uri, window, workspace } from 'vscode';

const scheme = 'portolan-text';
const texts = new Map<string, string>();
const changed = new EventEmitter<Uri>();

/** Serves texts that commands show and that cannot be edited. */
export function serveShownTexts(): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => texts.get(path) ?? 'This was made for a moment that has passed: run the command again.\n',
  });
}

/** Opens a text under a name; one of the same kind and name is replaced. */
export async function showText(kind: string, name: string, text: string): Promise<void> {
  const uri = Uri.from({ scheme, path: `/${kind}/${name.replaceAll('/', ' ')}` });
  texts.set(uri.path, text);
  changed.fire(uri);
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
}
