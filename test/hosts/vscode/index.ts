import { runMocha } from './run-mocha';
import './smoke.test';
// First, while the workspace is as it was.
import './unchanged.test';
import './activation.test';
import './apply-everywhere.test';
import './commands.test';
import './day.test';
import './compare-baseline.test';
import './diagnostics.test';
import './export-plan.test';
import './hover.test';
import './kinds-of-edits.test';
import './migrations.test';
import './multi-root.test';
import './notebooks.test';
import './quick-fixes.test';
import './relock.test';
import './repairs.test';
import './report-messages.test';
import './several-files.test';
import './stale-edit.test';
import './status-text.test';
import './target-switch.test';
import './walkthrough.test';
// Last: the editor's Git extension follows the new repository from then on.
import './revision.test';

/** Called by the extension host, in the VS Code server and on the desktop alike. */
export function run(): Promise<void> {
  return runMocha();
}
