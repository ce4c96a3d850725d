import { commands, workspace } from 'vscode';
import { openFindings } from '../../engine';
import type { Services } from './services';

/** What the view says where it has nothing to list; `viewsWelcome` of package.json has the words of each. */
type ViewState = 'no-folder' | 'off' | 'not-scanned' | 'no-manifest' | 'none-bound' | 'bound';

/** Sets the context keys by which the view chooses its words, and the walkthrough its ticks. */
export function markViewState(services: Services): void {
  void commands.executeCommand('setContext', 'portolan.viewState', stateOf(services));
  if (services.results.all().length > 0) void commands.executeCommand('setContext', 'portolan.hasJudged', true);
}

function stateOf(services: Services): ViewState {
  const { results } = services;
  const files = results.all().map(({ result }) => result);
  // Asked for in this order, so that the engine is not loaded while nothing is known.
  if (files.length > 0 && openFindings(files) > 0) return 'bound';
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) return 'no-folder';
  if (folders.every(({ uri }) => !services.settings(uri).enable)) return 'off';
  if (results.scans().length === 0) return 'not-scanned';
  return files.length === 0 ? 'no-manifest' : 'none-bound';
}
