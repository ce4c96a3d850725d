/** How the terminal text is marked up. Piped output uses `plain`. */
export interface TerminalStyle {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: string, text: string): string;
}

export const plainStyle: TerminalStyle = { bold: (text) => text, dim: (text) => text, severity: (_, text) => text };

const codes: Readonly<Record<string, number>> = { error: 31, warning: 33, information: 36, hint: 90 };

/** ANSI colours, as every terminal of today reads them. */
export const colourStyle: TerminalStyle = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
  severity: (severity, text) => `\u001b[${codes[severity] ?? 39}m${text}\u001b[39m`,
};

/** Control characters of a file's text must not reach the terminal; tabs become one space. */
export function printable(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    result += code === 9 ? ' ' : code < 32 || (code >= 127 && code < 160) ? '\ufffd' : character;
  }
  return result;
}
