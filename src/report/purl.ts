import type { Dependency } from '../model/manifest';
import type { Ecosystem } from '../model/vocabulary';
import { wellFormed } from './uri-reference';

/** Types of https://github.com/package-url/purl-spec/blob/main/purl-types-index.json for registries that have one. */
const types: Readonly<Partial<Record<Ecosystem, string>>> = {
  pypi: 'pypi',
  npm: 'npm',
  conda: 'conda',
  cargo: 'cargo',
  go: 'golang',
  maven: 'maven',
  nuget: 'nuget',
};

/** The package URL of a name in normal form; undefined for registries without a type. */
export function purlOf(ecosystem: Ecosystem, name: string, version: string | undefined): string | undefined {
  const type = types[ecosystem];
  if (type === undefined || name === '') return undefined;
  const path = (ecosystem === 'maven' ? name.replace(':', '/') : name).split('/').map(encoded).join('/');
  return `pkg:${type}/${path}${version === undefined ? '' : `@${encoded(version)}`}`;
}

/** The one version that a row admits, as it is written: `2.6.0+cu124` for `==2.6.0+cu124`. conda's `=1.2` admits 1.2.3 as well. */
export function exactVersion({ specifier }: Pick<Dependency, 'specifier'>): string | undefined {
  if (!specifier) return undefined;
  const [clause, ...others] = specifier.clauses;
  if (clause) {
    const isExact = others.length === 0 && (clause.operator === '==' || clause.operator === '===') && !clause.version.includes('*');
    return isExact ? clause.version : undefined;
  }
  const { raw, dialect } = specifier;
  const sign = raw.startsWith('==') ? '==' : raw.startsWith('=') ? '=' : '';
  const version = raw.slice(sign.length).trim();
  const isNpm = dialect === 'npm' && /^\d+\.\d+\.\d+[0-9A-Za-z.+-]*$/.test(version);
  const isOther = (sign === '==' || (sign === '=' && dialect === 'cargo')) && /^\d[0-9A-Za-z.+-]*$/.test(version);
  return isNpm || isOther ? version : undefined;
}

/** `encodeURIComponent`, and the signs that it leaves though the specification wants them encoded; colons stay. */
function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replaceAll('%3A', ':')
    .replaceAll('!', '%21')
    .replaceAll("'", '%27')
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')
    .replaceAll('*', '%2A');
}
