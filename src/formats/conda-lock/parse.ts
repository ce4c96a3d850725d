import type { Group, Manifest, Problem } from '../../model/manifest';
import { mainGroup } from '../../model/manifest';
import { readCondaSpec } from '../../syntax/conda-spec';
import { YamlLines } from '../../syntax/yaml-lines';
import { YamlRecords, type YamlRecord } from '../../syntax/yaml-records';
import { MappedText } from '../../text/mapped-text';
import { slice, type Span } from '../../text/span';
import { channelOf, condaLockPackages, condaLockRow, fileNameOf, wheelIndex, type CondaLockEntry } from '../conda-packages';
import { PlaceNumbers, PlaceSet } from '../place-set';

const maximumProblems = 100;
const wanted = ['name', 'version', 'manager', 'platform', 'dependencies', 'url', 'category', 'optional', 'build'];

/**
 * Reads a conda-lock.yml of version 1: one row for each package and platform, with who asks for whom on that platform. Never
 * throws, linear in the text. https://github.com/conda/conda-lock/blob/main/conda_lock/lockfile/v1/models.py
 */
export function parse(text: string): Manifest {
  const lines = new YamlLines(text);
  const records = new YamlRecords(text, wanted);
  const problems: Problem[] = [];
  let section = '';
  while (lines.next()) {
    if (lines.level === 0 && !lines.isItem) {
      section = text.slice(lines.keyStart, lines.keyEnd);
      if (section === '' && !lines.isDocumentStart) report(problems, text, lines);
    } else if (section === 'package' && !records.take(lines)) report(problems, text, lines);
  }
  const numbers = new PlaceNumbers();
  const entries = records.records.flatMap((record) => entryOf(text, record, numbers) ?? []);
  return {
    dependencies: entries.map(condaLockRow),
    artifacts: [],
    includes: [],
    comments: [],
    problems,
    graph: { packages: condaLockPackages(entries) },
  };
}

function entryOf(text: string, { start, end, fields, pairs }: YamlRecord, numbers: PlaceNumbers): CondaLockEntry | undefined {
  const nameSpan = fields.get('name');
  if (!nameSpan || nameSpan.start === nameSpan.end) return undefined;
  const textOf = (key: string): string => slice(text, fields.get(key) ?? { start: 0, end: 0 });
  const versionSpan = fields.get('version') ?? { start: nameSpan.end, end: nameSpan.end };
  const url = textOf('url');
  const platform = textOf('platform');
  const ecosystem = textOf('manager') === 'pip' ? 'pypi' : 'conda';
  const build = ecosystem === 'conda' ? buildOf(text, fields.get('url')) : undefined;
  const registry = ecosystem === 'pypi' ? wheelIndex(url) : channelOf(url);
  return {
    ecosystem,
    name: slice(text, nameSpan),
    nameSpan,
    version: slice(text, versionSpan),
    versionSpan,
    ...(build && { build }),
    span: { start, end },
    group: groupOf(textOf('category'), textOf('optional') === 'true'),
    places: new PlaceSet([numbers.of(platform)]),
    platforms: platform === '' ? [] : [platform],
    edges: (pairs.get('dependencies') ?? []).flatMap(({ key }) => {
      const name = slice(text, key);
      return name.startsWith('__') ? [] : [{ name }];
    }),
    files: url === '' ? [] : [{ name: fileNameOf(url) }],
    ...(registry !== undefined && { registry }),
  };
}

/** The build string stands at the end of the file's name: `pytorch-2.1.0-py3.11_cuda12.1_cudnn8.9.2_0.tar.bz2`. */
function buildOf(text: string, place: Span | undefined): CondaLockEntry['build'] {
  const spec = place && readCondaSpec(MappedText.verbatim(slice(text, place), place.start));
  return spec?.file ? spec.build : undefined;
}

/** Categories are `main`, `dev` and the names of extras. */
function groupOf(category: string, optional: boolean): Group {
  if (category === 'dev') return { id: 'dev', kind: 'dev' };
  if (category !== '' && category !== 'main') return { id: `extra:${category}`, kind: 'extra' };
  return optional ? { id: 'optional', kind: 'optional' } : mainGroup;
}

function report(problems: Problem[], text: string, { start, end }: YamlLines): void {
  if (problems.length >= maximumProblems) return;
  problems.push({ code: 'unread-line', span: { start, end }, arguments: { text: text.slice(start, Math.min(end, start + 80)) } });
}
