import type { LockGraph } from '../model/lock';
import { environments, type Environment } from './environments';
import type { EnvironmentResult } from './installability';

/** conda's names of platforms, by the environments that they stand for: https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/custom-channels.html */
const platforms: Readonly<Record<string, string>> = {
  'linux-x86_64-glibc': 'linux-64',
  'linux-arm64-glibc': 'linux-aarch64',
  'macos-arm64': 'osx-arm64',
  'windows-x86_64': 'win-64',
};

/** True for locks that say for which of conda's platforms they took each package. */
export function hasCondaPlatforms({ packages }: LockGraph): boolean {
  return packages.some((locked) => locked.platforms !== undefined);
}

/**
 * Locks of conda and pixi are resolved for each platform by itself: all that a lock took for a platform can be installed there, and
 * where it took nothing, nothing can (`needed` is 0). conda's packages for Linux are built for glibc; whether they run on musl is not known.
 */
export function judgeCondaEnvironments({ packages }: LockGraph): readonly EnvironmentResult[] {
  return environments.map((environment): EnvironmentResult => {
    const platform = platforms[environment.id] ?? platforms[environment.id.replace('-musl', '-glibc')] ?? '';
    const there = packages.filter((locked) => locked.platforms?.includes(platform));
    if (there.length === 0) return { environment, needed: 0, build: [], impossible: [], lacking: namesOf(packages), unknown: 0 };
    return { environment, needed: there.length, build: [], impossible: [], lacking: [], unknown: isMusl(environment) ? there.length : 0 };
  });
}

function isMusl({ libc }: Environment): boolean {
  return libc?.kind === 'musl';
}

function namesOf(packages: LockGraph['packages']): readonly string[] {
  return [...new Set(packages.map(({ name, version }) => `${name} ${version}`))].sort();
}
