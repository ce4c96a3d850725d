import { reportToMarkdown } from './to-markdown';
import { checkToCycloneDx } from './to-cyclonedx';
import { reportToHtmlFile } from './to-html-file';
import { checkToJson } from './to-json';
import { checkToJsonLines } from './to-jsonl';
import { checkToJunit } from './to-junit';
import { checkToSarif } from './to-sarif';
import { matrixToCsv } from './to-csv';
import type { Report } from './report';

/** Every form in which the report is kept as a file, with the ending of its name. */
export const exportFormats = [
  { id: 'html', title: 'HTML, one file', extension: 'html' },
  { id: 'markdown', title: 'Markdown', extension: 'md' },
  { id: 'json', title: 'JSON', extension: 'json' },
  { id: 'jsonl', title: 'JSON lines', extension: 'jsonl' },
  { id: 'sarif', title: 'SARIF 2.1.0', extension: 'sarif' },
  { id: 'cyclonedx', title: 'CycloneDX 1.6', extension: 'cdx.json' },
  { id: 'junit', title: 'JUnit XML', extension: 'xml' },
  { id: 'csv', title: 'CSV of packages and targets', extension: 'csv' },
] as const;

export type ExportFormat = (typeof exportFormats)[number]['id'];

export interface ExportOptions {
  /** What the report is about: the name of the folder or workspace. */
  readonly title: string;
  /** The kinds of files that are read. */
  readonly formats: readonly string[];
  /** Style sheets, for HTML only. */
  readonly style: string;
}

/** The report as the text of a file. Equal reports give equal text. */
export function exportReport(report: Report, format: ExportFormat, options: ExportOptions): string {
  switch (format) {
    case 'html':
      return reportToHtmlFile(report, options);
    case 'markdown':
      return reportToMarkdown(report, options.title);
    case 'json':
      return json(checkToJson(report));
    case 'jsonl':
      return checkToJsonLines(report);
    case 'sarif':
      return json(checkToSarif(report));
    case 'cyclonedx':
      return json(checkToCycloneDx(report));
    case 'junit':
      return checkToJunit(report);
    case 'csv':
      return matrixToCsv(report);
  }
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}
