// What the tests of the report do again and again.
import axe from 'axe-core';

/** Runs the command and waits for the page; returns its frame. */
export async function showReport(workbench, selector = '#report h2', timeout) {
  await workbench.command('Portolan: Show Report');
  return workbench.webview(selector, timeout);
}

/** The texts of all elements that match and are visible. */
export function visibleTexts(frame, selector) {
  return frame
    .locator(selector)
    .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent.replaceAll(/\s+/g, ' ').trim()));
}

/** What axe-core finds wrong in a page or frame, as `rule: first element`. Colours of a picture are no element of ours. */
export async function violations(frame) {
  await frame.evaluate(axe.source);
  const found = await frame.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
}
