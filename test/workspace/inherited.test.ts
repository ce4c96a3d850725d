import assert from 'node:assert/strict';
import { sessionOver } from '../support/engine';

/** The findings of a file as `rule: text of the mark`. */
async function findings(files: Readonly<Record<string, string>>, file: string): Promise<readonly string[]> {
  const result = (await sessionOver(files).session.analyzeFile(file)) ?? assert.fail(`nothing read of ${file}`);
  return result.findings.map(({ rule, span }) => `${rule.id}: ${result.text.slice(span.start, span.end)}`);
}

const workspace =
  '[workspace.dependencies]\ncandle-core = { version = "0.9", features = ["cuda"] }\nhalf = "2"\nown = { path = "own", package = "cudarc" }\n';

describe('rows that are declared for several manifests', () => {
  it('take features of the workspace along, and are marked at their names', async () => {
    const files = { 'Cargo.toml': workspace, 'a/Cargo.toml': '[dependencies]\ncandle-core.workspace = true\nhalf.workspace = true\n' };
    assert.deepEqual(await findings(files, 'a/Cargo.toml'), ['rust/candle: candle-core']);
  });

  it('are no findings where they are only shared', async () => {
    assert.deepEqual(await findings({ 'Cargo.toml': workspace }, 'Cargo.toml'), []);
  });

  it('are found in the same file, and are the project itself where the workspace says so', async () => {
    const files = { 'Cargo.toml': `${workspace}[dependencies]\ncandle-core.workspace = true\nown.workspace = true\n` };
    assert.deepEqual(await findings(files, 'Cargo.toml'), ['rust/candle: candle-core']);
  });

  it('stay what they say themselves where nothing is shared', async () => {
    assert.deepEqual(await findings({ 'a/Cargo.toml': '[dependencies]\ncandle-core.workspace = true\ncudarc.workspace = true\n' }, 'a/Cargo.toml'), [
      'rust/cudarc: cudarc',
    ]);
  });
});

describe('what only a Cargo.lock shows', () => {
  const lock =
    '[[package]]\nname = "acme"\nversion = "0.1.0"\ndependencies = ["mid"]\n[[package]]\nname = "mid"\nversion = "1.0.0"\nsource = "registry+https://e.x"\n' +
    'dependencies = ["cudarc"]\n[[package]]\nname = "cudarc"\nversion = "0.16.4"\nsource = "registry+https://e.x"\n';

  it('may never be built, and is no finding', async () => {
    const files = { 'Cargo.toml': '[package]\nname = "acme"\n[dependencies]\nmid = "1"\n', 'Cargo.lock': lock };
    assert.deepEqual(await findings(files, 'Cargo.toml'), []);
    assert.deepEqual(await findings({ 'Cargo.lock': lock }, 'Cargo.lock'), []);
  });

  it('is the version of a row, and whether the lock is old', async () => {
    const files = { 'Cargo.toml': '[dependencies]\nmid = "2"\n', 'Cargo.lock': lock };
    const result = await sessionOver(files).session.analyzeFile('Cargo.toml');
    assert.deepEqual(
      result?.problems.map(({ code }) => code),
      ['lock-stale'],
    );
  });
});

describe('aliases of a Gradle version catalog', () => {
  const catalog = '[versions]\nv = "1.0.0"\n[libraries]\nopenai-java_client = { module = "com.openai:openai-java", version.ref = "v" }\n';

  it('are the modules of the catalog above, marked where they are asked for', async () => {
    const files = { 'gradle/libs.versions.toml': catalog, 'app/build.gradle.kts': 'dependencies {\n  implementation(libs.openai.java.client)\n}\n' };
    assert.deepEqual(await findings(files, 'app/build.gradle.kts'), ['openai/client-go-java: libs.openai.java.client']);
    assert.deepEqual(await findings(files, 'gradle/libs.versions.toml'), []);
  });

  it('stay unknown without one', async () => {
    assert.deepEqual(await findings({ 'build.gradle': 'dependencies {\n  implementation libs.openai.java.client\n}\n' }, 'build.gradle'), []);
  });
});
