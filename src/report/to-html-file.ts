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

const buttonStart = '<button';

/** Every text in the markup is escaped, so that a `<` is always the start of one of our own tags. */
function withoutControls(markup: string): string {
  const form = markup.indexOf('<form class="filters"');
  const formEnd = form < 0 ? -1 : markup.indexOf('</form>', form);
  const unfiltered = formEnd < 0 ? markup : markup.slice(0, form) + markup.slice(formEnd + '</form>'.length);
  const [first = '', ...parts] = unfiltered.split(buttonStart);
  return [first, ...parts.map(withoutButton)].join('');
}

/** What stands in a button's place: text for one that leads somewhere or sorts, nothing for one that applies a fix. */
function withoutButton(part: string): string {
  const tagEnd = part.indexOf('>');
  const end = part.indexOf('</button>');
  const tag = part.slice(0, tagEnd);
  const label = part.slice(tagEnd + 1, end).trim();
  const rest = part.slice(end + '</button>'.length);
  if (tag.includes('class="fix"')) return rest;
  return tag.includes('class="place"') ? `<span class="place">${label}</span>${rest}` : `${label}${rest}`;
}
