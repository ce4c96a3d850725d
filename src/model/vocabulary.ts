/** Registries and places that a name can come from; closed (see the `ecosystem` field of the JSON output). */
export const ecosystems = [
  'pypi',
  'conda',
  'npm',
  'cargo',
  'go',
  'maven',
  'nuget',
  'oci',
  'index',
  'k8s',
  'device',
  'channel',
  'apt',
  'cmake',
] as const;
export type Ecosystem = (typeof ecosystems)[number];

/** The language in which the packages of a registry are used, as fenced blocks name it. */
export const codeLanguages: Readonly<Partial<Record<Ecosystem, string>>> = {
  pypi: 'python',
  conda: 'python',
  npm: 'typescript',
  cargo: 'rust',
  go: 'go',
  maven: 'java',
  nuget: 'csharp',
};

/** How a version range is written and judged. */
export type SpecifierDialect = 'pep440' | 'poetry' | 'conda' | 'npm' | 'cargo' | 'maven' | 'nuget' | 'go';

export const strengths = ['hard', 'conditional', 'default'] as const;
export type Strength = (typeof strengths)[number];

export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

export const verdictKinds = ['yes', 'other-build', 'other-package', 'from-source', 'partial', 'no', 'unknown'] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** In the order in which remedies of equal effort are ranked. */
export const remedyKinds = ['set-endpoint', 'swap-build', 'rename', 'replace', 'guard', 'remove', 'rewrite'] as const;
export type RemedyKind = (typeof remedyKinds)[number];

export const efforts = ['minutes', 'hours', 'days'] as const;
export type Effort = (typeof efforts)[number];

export type Axis = 'hardware' | 'vendor' | 'platform';
export type Safety = 'safe' | 'review';
export type Confidence = 'high' | 'medium' | 'low';

/** Kinds of bound things that are no package. */
export const artifactKinds = ['index', 'local', 'image', 'resource', 'device', 'channel', 'wheel'] as const;
export type ArtifactKind = (typeof artifactKinds)[number];
