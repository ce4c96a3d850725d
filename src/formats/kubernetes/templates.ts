/** A text with its template actions taken out. */
export interface MaskedText {
  /** As long as the original: an action that stands alone on its lines is blank, one within a line is filled with `x`. */
  readonly text: string;
  readonly masked: boolean;
}

/**
 * Covers the actions of Go templates, as Helm charts hold them, so that the YAML round them can be read; line ends stay.
 * https://helm.sh/docs/chart_template_guide/ An open action ends with its line.
 */
export function maskTemplate(text: string): MaskedText {
  if (!text.includes('{{')) return { text, masked: false };
  let result = '';
  let at = 0;
  const lastComment = text.lastIndexOf('*/');
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    const end = actionsEnd(text, open, lastComment);
    result += text.slice(at, open) + cover(text.slice(open, end), standsAlone(text, open, end));
    at = end;
  }
  return { text: result + text.slice(at), masked: true };
}

/** Index behind the action at `open` and behind those that follow it with only space between. */
function actionsEnd(text: string, open: number, lastComment: number): number {
  let end = actionEnd(text, open, lastComment);
  for (;;) {
    let next = end;
    while (text[next] === ' ' || text[next] === '\t') next++;
    if (!text.startsWith('{{', next)) return end;
    end = actionEnd(text, next, lastComment);
  }
}

/** @param lastComment where the last comment of the text ends, so that an open one is not looked for again and again. */
function actionEnd(text: string, open: number, lastComment: number): number {
  const isComment = (text.startsWith('{{/*', open) || text.startsWith('{{- /*', open)) && open < lastComment;
  for (let at = isComment ? text.indexOf('*/', open) + 2 : open + 2; at < text.length; at++) {
    if (text.startsWith('}}', at)) return at + 2;
    if (text.startsWith('{{', at)) break;
  }
  const newline = text.indexOf('\n', open);
  return newline < 0 ? text.length : newline;
}

function standsAlone(text: string, start: number, end: number): boolean {
  let before = start;
  while (text[before - 1] === ' ' || text[before - 1] === '\t') before--;
  let after = end;
  while (text[after] === ' ' || text[after] === '\t' || text[after] === '\r') after++;
  return (before === 0 || text[before - 1] === '\n') && (after >= text.length || text[after] === '\n');
}

function cover(action: string, blank: boolean): string {
  let result = '';
  for (const unit of action.split('')) result += unit === '\n' || unit === '\r' ? unit : blank ? ' ' : 'x';
  return result;
}
