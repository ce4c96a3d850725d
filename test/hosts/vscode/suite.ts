const SUITES = ['single', 'multi-root', 'untrusted', 'web'] as const;

/** What the editor has opened; see scripts/editor-host/suites.mjs. */
export type Suite = (typeof SUITES)[number];

/** The suite that is running: from PORTOLAN_SUITE, which a browser has not. */
export function suite(): Suite {
  const name = typeof process === 'undefined' ? 'web' : process.env['PORTOLAN_SUITE'];
  const found = SUITES.find((known) => known === name);
  if (!found) throw new Error(`PORTOLAN_SUITE is "${name}", expected one of ${SUITES.join(', ')}`);
  return found;
}
