import { parse as parseToml } from 'smol-toml';
import { testEngine } from './engine';

/** What an environment installs from a text, by readers and an evaluation of markers that share nothing with the engine. */

const platforms = [
  { name: 'linux', os: 'os-linux', sys_platform: 'linux', platform_system: 'Linux', os_name: 'posix', platform_machine: 'x86_64' },
  { name: 'linux-arm64', os: 'os-linux', sys_platform: 'linux', platform_system: 'Linux', os_name: 'posix', platform_machine: 'aarch64' },
  { name: 'macos', os: 'os-macos', sys_platform: 'darwin', platform_system: 'Darwin', os_name: 'posix', platform_machine: 'arm64' },
  { name: 'macos-x86', os: 'os-macos', sys_platform: 'darwin', platform_system: 'Darwin', os_name: 'posix', platform_machine: 'x86_64' },
  { name: 'windows', os: 'os-windows', sys_platform: 'win32', platform_system: 'Windows', os_name: 'nt', platform_machine: 'AMD64' },
] as const;

type Platform = (typeof platforms)[number];

interface Row {
  /** Name, extras, specifier or address, and where it stands. */
  readonly what: string;
  readonly name: string;
  readonly marker: string;
}

/**
 * The platforms that can install today's file and would get other packages or builds from the new one. A platform cannot install
 * a file with a row whose rule says that the package does not exist for that operating system.
 */
export function changedFor(file: string, before: string, after: string): string[] {
  const was = rowsOf(file, before);
  const is = rowsOf(file, after);
  return platforms
    .filter((platform) => canInstall(was, platform))
    .filter((platform) => JSON.stringify(installed(was, platform)) !== JSON.stringify(installed(is, platform)))
    .map(({ name }) => name);
}

function canInstall(rows: readonly Row[], platform: Platform): boolean {
  return rows.every(({ name, marker }) => {
    const rule = testEngine().catalog.ruleFor('pypi', name);
    return rule?.targets[platform.os]?.[0]?.verdict !== 'no' || remainder(marker, platform) === 'no';
  });
}

/** Every row with what is left of its marker, without those that the platform does not take. */
function installed(rows: readonly Row[], platform: Platform): string[] {
  return rows.flatMap(({ what, marker }) => {
    const left = remainder(marker, platform);
    return left === 'no' ? [] : [`${what} ; ${left}`];
  });
}

function rowsOf(file: string, text: string): readonly Row[] {
  if (file.endsWith('.toml')) return tomlRows(parseToml(text), '');
  if (file.endsWith('.json')) return [{ what: JSON.stringify(JSON.parse(text)), name: '', marker: '' }];
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => requirement(line.replace(/^- /, '').replace(/^(["'])(.*)\1,?$/, '$2'), ''));
}

/** Every text of the file is a row: one that is none has no marker and counts as it is. Tables with `markers` are Poetry's rows. */
function tomlRows(value: unknown, at: string): Row[] {
  if (Array.isArray(value)) return value.flatMap((item) => tomlRows(item, `${at}[]`));
  if (typeof value !== 'object' || value === null || value instanceof Date) return [requirement(String(value), at)];
  const table = value as Record<string, unknown>;
  if (typeof table['markers'] !== 'string') return Object.entries(table).flatMap(([key, item]) => tomlRows(item, `${at}/${key}`));
  const rest = Object.entries(table).filter(([key]) => key !== 'markers');
  // `x = "1"` and `x = { version = "1" }` say the same.
  const what = rest.length === 1 && rest[0]?.[0] === 'version' ? String(rest[0][1]) : JSON.stringify(Object.fromEntries(rest));
  return [{ what: `${at} ${what}`, name: normal(at.slice(at.lastIndexOf('/') + 1)), marker: table['markers'] }];
}

function requirement(text: string, at: string): Row {
  const hash = text.search(/\s--hash/);
  const options = hash < 0 ? '' : text.slice(hash).trim();
  const head = hash < 0 ? text : text.slice(0, hash);
  // Any text may hold a semicolon: a marker begins with a variable, a value in quotes or a bracket.
  const semicolon = head.search(/((?<=^[^@]*)|\s);\s*(['"(]|(python_|platform_|implementation_|sys_platform|os_name|extra\b))/);
  const what = (semicolon < 0 ? head : head.slice(0, semicolon)).trim().replaceAll(/\s+/g, ' ');
  const marker = semicolon < 0 ? '' : head.slice(head.indexOf(';', semicolon) + 1).trim();
  return {
    what: `${at} ${what} ${options}`.trim(),
    name: at.includes('/tool/poetry/') ? normal(at.slice(at.lastIndexOf('/') + 1)) : normal(/^[\w.-]*/.exec(what)?.[0] ?? ''),
    marker,
  };
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/**
 * What a marker still asks for on a platform: `no` if it never holds there, empty if it always does, else the comparisons of
 * other variables.
 */
export function remainder(marker: string, platform: Readonly<Record<string, string>>): string {
  const tokens = marker.match(/\(|\)|"[^"]*"|'[^']*'|[<>=!~]+|[\w.]+/g) ?? [];
  if (tokens.length === 0) return '';
  let at = 0;
  const either = (): string => {
    const sides = [both()];
    while (tokens[at] === 'or') {
      at++;
      sides.push(both());
    }
    if (sides.includes('')) return '';
    const open = sides.filter((side) => side !== 'no');
    return open.length === 0 ? 'no' : open.length === 1 ? (open[0] ?? '') : `(${open.join(' or ')})`;
  };
  const both = (): string => {
    const sides = [single()];
    while (tokens[at] === 'and') {
      at++;
      sides.push(single());
    }
    return sides.includes('no') ? 'no' : sides.filter((side) => side !== '').join(' and ');
  };
  const single = (): string => {
    if (tokens[at] !== '(') return comparison();
    at++;
    const inner = either();
    at++;
    return inner;
  };
  const comparison = (): string => {
    const left = tokens[at++] ?? '';
    const operator = tokens[at] === 'not' ? `${tokens[at++]} ${tokens[at++]}` : (tokens[at++] ?? '');
    const right = tokens[at++] ?? '';
    const valueOf = (token: string): string | undefined => (/^["']/.test(token) ? token.slice(1, -1) : platform[token]);
    const [a, b] = [valueOf(left), valueOf(right)];
    if (a === undefined || b === undefined) return `${left} ${operator} ${right}`.replaceAll('"', "'");
    const holds = { '==': a === b, '!=': a !== b, in: b.includes(a), 'not in': !b.includes(a) }[operator];
    if (holds === undefined) throw new Error(`an operator that this reader does not know: ${operator}`);
    return holds ? '' : 'no';
  };
  const left = either();
  if (at !== tokens.length) throw new Error(`a marker that this reader does not know: ${marker}`);
  return left;
}
