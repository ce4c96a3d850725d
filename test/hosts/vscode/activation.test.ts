import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activationEvents, manifestGlobs, isManifest } from '../../../src/hosts/vscode/manifest-names';
import { formats } from '../../../src/engine';
import { printTestLine } from './test-output';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const extension = (): vscode.Extension<unknown> => {
  const found = vscode.extensions.getExtension('portolan.portolan');
  assert.ok(found);
  return found;
};
const manifest = (): Manifest => extension().packageJSON as Manifest;

describe('activation', () => {
  it('is asked for by the manifests that the formats read', () => {
    assert.deepEqual(manifest().activationEvents, activationEvents());
  });

  it('knows the manifests of each format', () => {
    const samples = [
      'setup.py',
      'setup.cfg',
      'package.json',
      'pnpm-workspace.yaml',
      'pyproject.toml',
      'Pipfile',
      'uv.toml',
      'tools/train.py',
      'dev-requirements.txt',
      'constraints-3.11.txt',
      'requirements/base.in',
      'reqs/gpu.txt',
      'environment.yml',
      'conda.yaml',
      'notebooks/train.ipynb',
      'Dockerfile.gpu',
      'Containerfile',
      'docker-compose.yml',
      'k8s/serving.yaml',
      'deployment.yaml',
      'Cargo.toml',
      'go.mod',
      'pom.xml',
      'src/App.csproj',
      'Directory.Packages.props',
      'packages.config',
      'build.gradle',
      'app/build.gradle.kts',
      'libs.versions.toml',
      'gradle/libs.versions.toml',
      'CMakeLists.txt',
      'cmake/gpu.cmake',
      'pixi.toml',
      'deno.jsonc',
      'chart/values-gpu.yaml',
      '.devcontainer.json',
      '.devcontainer/devcontainer.json',
      '.devcontainer/gpu/devcontainer.json',
      '.github/workflows/ci.yml',
      'action.yaml',
      '.env.example',
    ];
    assert.equal(samples.length >= manifestGlobs.length, true, 'a sample for each glob');
    assert.deepEqual(
      samples.filter((sample) => !isManifest(sample)),
      [],
    );
    const unknown = formats.filter(({ capabilities, matches }) => !capabilities.lock && !samples.some((sample) => matches(sample)));
    assert.deepEqual(
      unknown.map(({ id }) => id),
      [],
      'formats whose names are missing in manifest-names.ts',
    );
  });

  it('leaves installed packages alone', () => {
    assert.equal(isManifest('node_modules/openai/package.json'), false);
    assert.equal(isManifest('.venv/lib/python3.12/site-packages/x/requirements.txt'), false);
  });

  it('registers every command of the palette', async () => {
    const start = performance.now();
    await extension().activate();
    printTestLine(`      (waited ${(performance.now() - start).toFixed(1)} ms for the activation)`);
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      manifest()
        .contributes.commands.map(({ command }) => command)
        .filter((command) => !known.includes(command)),
      [],
    );
  });
});
