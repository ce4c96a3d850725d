import { Disposable, Uri, commands, window, workspace } from 'vscode';
import { decodeText } from '../../../engine';
import type { Services } from '../services';

const walkthrough = 'portolan.portolan#portolan.start';

/** The commands of the walkthrough. `portolan.openSample` opens a manifest that is stored nowhere: fixes can be tried on it. */
export function registerWalkthrough({ extensionUri }: Services): Disposable {
  return Disposable.from(
    commands.registerCommand('portolan.openSample', async () => {
      const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'media', 'sample-project', 'requirements.txt'));
      const uri = Uri.from({ scheme: 'untitled', path: 'portolan-sample/requirements.txt' });
      const document = await workspace.openTextDocument(uri);
      const editor = await window.showTextDocument(document, { preview: false });
      if (document.getText() === '') await editor.edit((edit) => edit.insert(document.positionAt(0), decodeText(bytes).text));
    }),
    commands.registerCommand('portolan.showWalkthrough', () => commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false)),
    // Runs behind a quick fix of ours, once its edit is made.
    commands.registerCommand('portolan.fixWasApplied', () => commands.executeCommand('setContext', 'portolan.hasFixed', true)),
  );
}
