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

/** Control characters of a file's text must not reach the terminal, nor those that turn the direction of writing; tabs become one space. */
export function printable(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    result += code === 9 ? ' ' : isControl(code) ? '\ufffd' : character;
  }
  return result;
}

/** C0, C1, and the line separators and directional formatting of Unicode: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters */
function isControl(code: number): boolean {
  return code < 32 || (code >= 127 && code < 160) || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}
