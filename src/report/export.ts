import { reportToMarkdown } from './to-markdown';
import { checkToCycloneDx } from './to-cyclonedx';
import { reportToHtmlFile } from './to-html-file';
import { checkToJson } from './to-json';
import { checkToJsonLines } from './to-jsonl';
import { checkToJunit } from './to-junit';
import { checkToSarif } from './to-sarif';
import { matrixToCsv } from './to-csv';
import type { ExportFormat } from './export-formats';
import type { Report } from './report';

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
