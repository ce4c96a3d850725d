import { spawnSync } from 'node:child_process';

/** What pip's own reader, or tomllib and packaging, say is in a text: one line for each row or leaf. */
export interface ToolReading {
  readonly rows: readonly string[];
  /** What the tool refuses. */
  readonly errors: readonly string[];
}

/** Reads texts that come as JSON: `.toml` by tomllib with packaging for its requirements, all else by pip's reader of requirements. */
const script = `
import json, sys
try:
    import tomllib
except ImportError:
    from pip._vendor import tomli as tomllib
from pip._internal.req import req_file
from pip._internal.req.constructors import install_req_from_line
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement

parse_line = req_file.get_line_parser(None)

def requirements(text):
    rows, errors = [], []
    for _, line in req_file.preprocess(text):
        try:
            args, options = parse_line(line)
        except Exception as error:
            errors.append(line)
            continue
        if not args:
            rows.append(line)
            continue
        try:
            read = install_req_from_line(args)
            marker = '' if read.markers is None else str(read.markers)
            parts = [] if read.req is None else [read.req.name, ','.join(sorted(read.extras)), str(read.req.specifier), read.link.url if read.link else '']
            what = ' '.join(part for part in parts if part) or args
            rows.append(what + (' ; ' + marker if marker else ''))
        except Exception as error:
            errors.append(args)
    return rows, errors

def pep508(place, text, rows, errors):
    try:
        rows.append(place + ' ' + str(Requirement(text)))
    except InvalidRequirement:
        errors.append(text)

def leaves(value, at, rows):
    if isinstance(value, dict):
        for key, item in value.items():
            leaves(item, at + '/' + key, rows)
    elif isinstance(value, list):
        for item in value:
            leaves(item, at + '[]', rows)
    else:
        rows.append(at + ' = ' + str(value))

def toml(text):
    rows, errors = [], []
    data = tomllib.loads(text)
    project = data.get('project', {})
    for item in project.get('dependencies', []):
        pep508('dependencies', item, rows, errors)
    for group, items in project.get('optional-dependencies', {}).items():
        for item in items:
            pep508(group, item, rows, errors)
    leaves({key: item for key, item in data.items() if key != 'project'}, '', rows)
    return rows, errors

answers = []
for line in sys.stdin:
    file, text = json.loads(line)
    try:
        rows, errors = toml(text) if file.endswith('.toml') else requirements(text)
        answers.append({'rows': rows, 'errors': errors})
    except Exception as error:
        answers.append({'rows': [], 'errors': [type(error).__name__ + ': ' + str(error)]})
json.dump(answers, sys.stdout)
`;

/** Reads `[file, text]` pairs; undefined where there is no python3 with pip. */
export function readByPython(texts: readonly (readonly [file: string, text: string])[]): readonly ToolReading[] | undefined {
  const input = texts.map((pair) => JSON.stringify(pair)).join('\n');
  // No variables of this process: pip writes them into requirements that name them.
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };
  const { status, stdout, error } = spawnSync('python3', ['-I', '-c', script], { input, encoding: 'utf8', env, maxBuffer: 2 ** 30 });
  if (error || status !== 0) return undefined;
  return JSON.parse(stdout) as ToolReading[];
}

/** Says why a test is not run. */
export function skipFor(context: Mocha.Context, reason: string): void {
  console.log(`      skipped: ${reason}`);
  context.skip();
}
