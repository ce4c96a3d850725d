import { runMocha } from './run-mocha';
import './smoke.test';
// First, while the workspace is as it was.
import './unchanged.test';
import './activation.test';
import './commands.test';
import './day.test';
import './diagnostics.test';
import './export-plan.test';
import './hover.test';
import './multi-root.test';
import './quick-fixes.test';
import './relock.test';
import './repairs.test';
import './several-files.test';
import './stale-edit.test';
import './status-text.test';

/** Called by the extension host, in the VS Code server and on the desktop alike. */
export function run(): Promise<void> {
  return runMocha();
}
