import type { Catalog } from '../catalog/catalog';
import type { Dependency } from '../model/manifest';
import type { Classification } from '../model/result';
import type { Rule } from '../model/rule';
import { normalizeName } from '../registries/names';
import { comparableUrl } from '../text/url';

export interface ClassifiedRow {
  readonly dependency: Dependency;
  /** `registry:name` in normal form. */
  readonly key: string;
  readonly rule?: Rule;
  readonly classification: Classification;
}

/**
 * What the catalog knows of a row, before bindings are weighed: a rule means portable until a binding holds. Rows that stay
 * inside the project (workspace members, local paths) are ordinary: they are the project itself. So are the
 * system's own packages (apt, dnf, apk) without a rule: those that bind have one.
 */
export function classifyRow(dependency: Dependency, catalog: Catalog): ClassifiedRow {
  const name = normalizeName(dependency.ecosystem, dependency.name === '' ? repositoryName(dependency) : dependency.name);
  const key = `${dependency.ecosystem}:${name}`;
  const rule = catalog.ruleFor(dependency.ecosystem, name);
  if (rule) return { dependency, key, rule, classification: 'portable' };
  const local = dependency.source?.kind === 'path' || dependency.source?.kind === 'workspace';
  const ordinary = local || dependency.ecosystem === 'apt' || catalog.isOrdinary(dependency.ecosystem, name);
  return { dependency, key, classification: ordinary ? 'ordinary' : 'unknown' };
}

/** A row that names only an address: the last part of its path, which is how a repository calls itself. */
function repositoryName({ source }: Dependency): string {
  if (source?.kind !== 'vcs') return '';
  const path = comparableUrl(source.url);
  const last = path.slice(path.lastIndexOf('/') + 1);
  const revision = last.indexOf('@');
  const name = revision < 0 ? last : last.slice(0, revision);
  return name.endsWith('.git') ? name.slice(0, -4) : name;
}
