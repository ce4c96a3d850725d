import { withoutSecrets } from './redact';
import type { Report } from './report';
import { reportToHtml, type HtmlOptions } from './to-html';
import { escapeHtml } from './to-html-escape';

export interface HtmlFileOptions extends HtmlOptions {
  /** Style sheets of the page, those of the editor's report and the colours that the editor would give. */
  readonly style: string;
}

/**
 * The report as one file that works offline: no script, nothing that is loaded, the style inside. Its markup is that of the
 * editor's report without the filters and with places as text, since nothing runs that would serve them.
 */
export function reportToHtmlFile(report: Report, options: HtmlFileOptions): string {
  const title = escapeHtml(`Portolan report · ${options.title}`);
  // An end tag in a style sheet would end the style; CSS reads the escaped slash as the same character.
  const style = options.style.replaceAll('</', '<\\/');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
${style.trim()}
</style>
</head>
<body>
<main id="report">
${withoutControls(withoutSecrets(reportToHtml(report, options))).trim()}
</main>
</body>
</html>
`;
}

const buttonStart = '<button type="button" class="place"';

/** Every text in the markup is escaped, so that a `<` is always the start of one of our own tags. */
function withoutControls(markup: string): string {
  const form = markup.indexOf('<form class="filters"');
  const formEnd = form < 0 ? -1 : markup.indexOf('</form>', form);
  const unfiltered = formEnd < 0 ? markup : markup.slice(0, form) + markup.slice(formEnd + '</form>'.length);
  const [first = '', ...parts] = unfiltered.split(buttonStart);
  const texts = parts.map((part) => `<span class="place">${part.slice(part.indexOf('>') + 1).replace('</button>', '</span>')}`);
  return [first, ...texts].join('');
}
