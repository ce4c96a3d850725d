import type { Engine, Report } from '../../src/engine';
import type { ScanResult } from '../../src/model/result';
import { reportToHtml } from '../../src/engine';
import { MemoryFiles } from '../support/engine';
import { smallEngine } from '../support/small-catalog';

/** The report on files that exist only in the test, by an engine that knows the small catalog. */
export async function reportOn(
  files: Readonly<Record<string, string>>,
  {
    engine,
    targets = [],
    change = (result) => result,
  }: { engine?: Engine; targets?: readonly string[]; change?: (result: ScanResult) => ScanResult } = {},
): Promise<Report> {
  const used = engine ?? (await smallEngine());
  const session = used.createSession(new MemoryFiles(files));
  const result = change(await session.scan(['']));
  return used.report(result, { targets, accept: [], fixes: (finding, file) => session.fixes(finding, file) });
}

export async function htmlOf(...parts: Parameters<typeof reportOn>): Promise<string> {
  return reportToHtml(await reportOn(...parts), { title: 'acme', formats: ['requirements files'] });
}

/** The text of the first section whose heading has this id, tags taken out. */
export function sectionText(html: string, id: string): string {
  const start = html.indexOf(`<section aria-labelledby="${id}"`);
  const next = html.indexOf('<section aria-labelledby=', start + 1);
  return textOf(start < 0 ? '' : html.slice(start, next < 0 ? undefined : next));
}

export function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
