import { runMocha } from './run-mocha';
import './smoke.test';

/** Called by the extension host, in the VS Code server and on the desktop alike. */
export function run(): Promise<void> {
  return runMocha();
}
