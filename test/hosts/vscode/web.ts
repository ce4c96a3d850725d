import { runMocha } from './run-mocha';
import './smoke.test';

/** Called by the extension host that runs in a web worker: no Node there, so only tests that need none are listed. */
export function run(): Promise<void> {
  return runMocha();
}
