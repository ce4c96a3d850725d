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
