import type { Manifest, Problem } from '../../model/manifest';
import { YamlLines } from '../../syntax/yaml-lines';
import { YamlRecords } from '../../syntax/yaml-records';
import { condaLockPackages, condaLockRow } from '../conda-packages';
import { entryOf, wantedFields } from './entry';
import { PixiEnvironments } from './environments';

const maximumProblems = 100;

/**
 * Reads a pixi.lock of the versions 4 to 6: one row for each entry of `packages`; `environments` says where each is installed.
 * Never throws, linear in the text. https://github.com/conda/rattler/tree/main/crates/rattler_lock
 */
export function parse(text: string): Manifest {
  const lines = new YamlLines(text);
  const records = new YamlRecords(text, wantedFields);
  const environments = new PixiEnvironments(text);
  const problems: Problem[] = [];
  let section = '';
  while (lines.next()) {
    if (lines.level === 0 && !lines.isItem) {
      section = text.slice(lines.keyStart, lines.keyEnd);
      if (section === '' && !lines.isDocumentStart) report(problems, text, lines);
    } else if (section === 'environments') environments.take(lines);
    else if (section === 'packages' && !records.take(lines)) report(problems, text, lines);
  }
  const entries = records.records.flatMap((record) => entryOf(text, record, environments.places) ?? []);
  return {
    dependencies: entries.map(condaLockRow),
    artifacts: [],
    includes: [],
    comments: [],
    problems,
    graph: { packages: condaLockPackages(entries) },
  };
}

function report(problems: Problem[], text: string, { start, end }: YamlLines): void {
  if (problems.length >= maximumProblems) return;
  problems.push({ code: 'unread-line', span: { start, end }, arguments: { text: text.slice(start, Math.min(end, start + 80)) } });
}
