/** A fenced example of a rule's page: its file name, what it shows (`hits`, `misses`, `beside`, `fixed:<remedy>`) and its text. */
export interface PageExample {
  readonly file: string;
  readonly shows: string;
  readonly text: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
}

/** The examples of a page, in order. */
export function examplesOf(page: string): readonly PageExample[] {
  const examples: PageExample[] = [];
  let open: { file: string; shows: string; line: number; lines: string[] } | undefined;
  page.split('\n').forEach((line, index) => {
    if (open && line === '```') {
      examples.push({ file: open.file, shows: open.shows, line: open.line, text: open.lines.map((text) => `${text}\n`).join('') });
      open = undefined;
    } else if (open) {
      open.lines.push(line);
    } else if (line.startsWith('```')) {
      const [file = '', shows = ''] = line.slice(3).split(' ');
      open = { file, shows, line: index + 1, lines: [] };
    }
  });
  return examples.filter(({ shows }) => ['hits', 'misses', 'beside'].includes(shows) || shows.startsWith('fixed:'));
}
