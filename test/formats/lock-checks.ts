import type { LockEdge } from '../../src/model/lock';
import type { Manifest } from '../../src/model/manifest';

/** A package of a lock in one line: `app 0.1.0 member`. */
export function packageWords(manifest: Manifest): string[] {
  return (manifest.graph?.packages ?? []).map(({ name, version, member, registry }) =>
    [name, version, member && 'member', registry].filter(Boolean).join(' '),
  );
}

/** The edges of a package in one line each: `torch → torch 2.7.0; marker`. */
export function edgeWords(manifest: Manifest, name: string): string[] {
  const packages = manifest.graph?.packages ?? [];
  const words = ({ name: asked, to, marker, extra, extras, group, optional }: LockEdge): string => {
    const answer = to === undefined ? 'nothing' : `${packages[to]?.name} ${packages[to]?.version}`;
    const extraWords = extras ? `[${extras.join(',')}]` : '';
    const details = [marker, extra && `extra ${extra}`, group && `group ${group}`, optional && 'optional'].filter(Boolean);
    return [`${asked}${extraWords} → ${answer}`, ...details].join('; ');
  };
  return packages.filter((one) => one.name === name).flatMap(({ requires }) => requires.map(words));
}
