import { fixTitle } from '../messages';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import type { FileResult } from '../model/result';
import type { Remedy } from '../model/rule';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { html, nothing, type Markup } from './to-html-escape';
import { plural } from './to-html-words';

/** A finding with the proven fix of one remedy. */
export interface ReadyFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The places at which a remedy's edit is proven. */
export function readyFixes(
  places: readonly { readonly finding: Finding; readonly file: FileResult }[],
  remedy: Remedy,
  report: Report,
): readonly ReadyFix[] {
  return places.flatMap(({ finding, file }) => {
    const fix = report.fixes(finding, file).find((candidate) => candidate.remedy.id === remedy.id);
    return fix ? [{ finding, fix }] : [];
  });
}

/**
 * A button that applies one remedy at one or several places: in all of their files or in none. It carries ids only; the host
 * looks the fixes up again and checks the files.
 */
export function fixButton(ready: readonly ReadyFix[]): Markup {
  const [first] = ready;
  if (!first) return nothing;
  const files = new Set(ready.map(({ finding }) => finding.file)).size;
  const isOne = new Set(ready.map(({ finding }) => finding.group)).size === 1;
  const what = isOne ? withoutSecrets(fixTitle(first.fix)) : first.fix.remedy.title;
  const words = isOne ? 'Apply' : files > 1 ? `Apply in ${plural(files, 'file')}` : `Apply at ${plural(ready.length, 'place')}`;
  const ids = ready.map(({ finding }) => finding.id).join('\n');
  return html`<button
    type="button"
    class="fix"
    data-fix="${first.fix.id}"
    data-findings="${ids}"
    title="${what} (${first.fix.safety})"
    aria-label="${words}: ${what}, ${first.finding.subject}"
  >
    ${words}
  </button>`;
}
