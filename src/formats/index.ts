import { bunLock } from './bun-lock';
import { cargoLock } from './cargo-lock';
import { cargoToml } from './cargo-toml';
import { cmake } from './cmake';
import { compose } from './compose';
import { condaEnv } from './conda-env';
import { condaLock } from './conda-lock';
import { denoJson } from './deno-json';
import { denoLock } from './deno-lock';
import { devcontainer } from './devcontainer';
import { dockerfile } from './dockerfile';
import { envExample } from './env-example';
import { githubWorkflow } from './github-workflow';
import { goMod } from './go-mod';
import { gradleBuild } from './gradle-build';
import { gradleCatalog } from './gradle-catalog';
import { helmValues } from './helm-values';
import { kubernetes } from './kubernetes';
import { mavenPom } from './maven-pom';
import { notebook } from './notebook';
import { nugetPackagesConfig } from './nuget-packages-config';
import { nugetProject } from './nuget-project';
import { packageJson } from './package-json';
import { packageLock } from './package-lock';
import { pdmLock } from './pdm-lock';
import { pipRequirements } from './pip-requirements';
import { pipfile } from './pipfile';
import { pipfileLock } from './pipfile-lock';
import { pixiLock } from './pixi-lock';
import { pixiToml } from './pixi-toml';
import { pnpmLock } from './pnpm-lock';
import { pnpmWorkspace } from './pnpm-workspace';
import { poetryLock } from './poetry-lock';
import { pylock } from './pylock';
import { pyproject } from './pyproject';
import { pythonScript } from './python-script';
import { setupCfg } from './setup-cfg';
import { setupPy } from './setup-py';
import { uvLock } from './uv-lock';
import { uvToml } from './uv-toml';
import { yarnLock } from './yarn-lock';
import type { Format } from './format';

/** Every format that Portolan reads, in the order of their folders. A path belongs to the first that matches. */
export const formats: readonly Format[] = [
  bunLock,
  cargoLock,
  cargoToml,
  cmake,
  compose,
  condaEnv,
  condaLock,
  denoJson,
  denoLock,
  devcontainer,
  dockerfile,
  envExample,
  githubWorkflow,
  goMod,
  gradleBuild,
  gradleCatalog,
  helmValues,
  kubernetes,
  mavenPom,
  notebook,
  nugetPackagesConfig,
  nugetProject,
  packageJson,
  packageLock,
  pdmLock,
  pipRequirements,
  pipfile,
  pipfileLock,
  pixiLock,
  pixiToml,
  pnpmLock,
  pnpmWorkspace,
  poetryLock,
  pylock,
  pyproject,
  pythonScript,
  setupCfg,
  setupPy,
  uvLock,
  uvToml,
  yarnLock,
];

/** The format of a path by its name alone; undefined: no manifest. */
export function formatOf(path: string): Format | undefined {
  return formats.find((format) => format.matches(path));
}

/** How a file is read that another one includes by a name that no format claims. */
export const includedFormat: Format = pipRequirements;
