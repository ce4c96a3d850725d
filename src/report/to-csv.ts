import { nameOf } from '../messages';
import { buildMatrix, type MatrixRow } from './matrix';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { printable } from './terminal-style';

/**
 * Packages × targets as a table: the verdicts of the report's matrix, worst first, one column for each target by its id.
 * Lines end with CRLF, as RFC 4180 says. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function matrixToCsv(report: Report): string {
  const { targets, rows } = buildMatrix(report);
  const head = ['package', 'registry', 'rule', 'strength', 'bound to', 'state', 'licence', 'openness', ...targets, 'places'];
  return [head, ...rows.map((row) => cellsOf(row, report))].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cellsOf({ name, ecosystem, rule, finding, others, cells, places }: MatrixRow, report: Report): readonly string[] {
  const shown = places.map(({ file, span }) => `${report.shown(file)}:${report.places.place(file, span).line}`);
  return [
    others > 0 ? `${name} and ${others} more` : name,
    ecosystem,
    rule.id,
    finding?.strength ?? '',
    (finding?.boundTo ?? []).map((id) => nameOf(id, report.vocabulary)).join('; '),
    finding ? (finding.suppressed?.by ?? 'bound') : 'portable',
    rule.licence.spdx ?? '',
    rule.licence.openness,
    ...cells.map(({ verdict }) => verdict),
    shown.join('; '),
  ];
}

/**
 * The first signs of a formula: https://owasp.org/www-community/attacks/CSV_Injection. `@scope/name` gets the apostrophe too,
 * as spreadsheets read it as a formula as well.
 */
const formulaStarts = '=+-@\t\r';

function cell(text: string): string {
  const shown = printable(withoutSecrets(text));
  const guarded = formulaStarts.includes(shown.charAt(0)) && shown !== '' ? `'${shown}` : shown;
  const mustQuote = [...guarded].some((character) => ',"\r\n'.includes(character));
  return mustQuote ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
