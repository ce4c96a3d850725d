import { formatOf, isForeignFolder } from '../../engine';

export const policyFile = 'portolan.jsonc';

/**
 * File names as globs, for what the editor must know before the extension runs; whether `formatOf` reads a file decides later.
 * Lockfiles are left out, since they lie beside a manifest, and so are examples of environment files, which say nothing alone.
 */
export const manifestGlobs = [
  'package.json',
  'pnpm-workspace.yaml',
  'pyproject.toml',
  'Pipfile',
  'uv.toml',
  'pixi.toml',
  'deno.{json,jsonc}',
  'setup.{cfg,py}',
  '*[Rr]equirement*.{txt,in,pip,lock}',
  '*constraints*.txt',
  'requirements*/*.{txt,in}',
  'reqs/*.{txt,in}',
  '*environment*.{yml,yaml}',
  'conda*.{yml,yaml}',
  '*.ipynb',
  '*[Dd]ockerfile*',
  '*[Cc]ontainerfile*',
  '*compose*.{yml,yaml}',
  '*{k8s,kube,helm}*/*.{yml,yaml}',
  '*deploy*.{yml,yaml}',
  'Cargo.toml',
  'go.mod',
  'pom.xml',
  '*.{csproj,fsproj,vbproj}',
  'Directory.{Packages,Build}.{props,targets}',
  'packages.config',
  'build.gradle',
  'build.gradle.kts',
  'libs.versions.toml',
  'gradle/libs.versions.toml',
  'CMakeLists.txt',
  '*.cmake',
  'values*.{yml,yaml}',
  '.devcontainer.json',
  '.devcontainer/devcontainer.json',
  '.devcontainer/*/devcontainer.json',
  '.github/workflows/*.{yml,yaml}',
  'action.{yml,yaml}',
] as const;

/**
 * `activationEvents` of package.json: a report that the editor brings back, manifests and policy files at depth 0 to 2, and
 * scripts, which no name tells apart, when one is opened.
 */
export function activationEvents(): readonly string[] {
  const files = [...manifestGlobs, policyFile].flatMap((glob) => ['', '*/', '*/*/'].map((folders) => `workspaceContains:${folders}${glob}`));
  return ['onWebviewPanel:portolan.report', ...files, 'onLanguage:python'];
}

/** For hover and quick fixes, lockfiles included: more than the manifests, so each provider asks `isManifest` too. */
export const documentSelector = [
  '*.{txt,in,pip,lock,toml,json,jsonc,yml,yaml,cfg,ipynb,mod,xml,csproj,fsproj,vbproj,props,targets,gradle,kts,cmake}',
  '*.py',
  'Pipfile',
  'packages.config',
  '*[Dd]ockerfile*',
  '*[Cc]ontainerfile*',
].map((glob) => ({
  pattern: `**/${glob}`,
}));

/** True for a path, relative to its workspace folder, of a file that a person declares dependencies in. */
export function isManifest(path: string): boolean {
  return formatOf(path) !== undefined && !path.split('/').some((part) => isForeignFolder(part));
}

export function isPolicyFile(path: string): boolean {
  return path === policyFile || path.endsWith(`/${policyFile}`);
}
