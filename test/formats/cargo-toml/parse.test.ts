import assert from 'node:assert/strict';
import { cargoToml } from '../../../src/formats/cargo-toml';
import type { Dependency } from '../../../src/model/manifest';
import { mark, unmark } from '../../support/marks';

function words({ role, name, alias, extras, specifier, source, group, marker, indexes, inherits }: Dependency): string {
  return [
    role === 'requires' ? '' : `${role} `,
    name,
    alias === undefined ? '' : ` (${alias})`,
    extras.length > 0 ? `[${extras.map((extra) => extra.name).join(',')}]` : '',
    specifier ? ` ${specifier.raw}` : '',
    source ? ` <${source.kind} ${source.url}>` : '',
    group.id === 'main' ? '' : ` {${group.id}${group.kind === 'optional' ? ' optional' : ''}}`,
    marker ? ` ; ${marker.raw}` : '',
    indexes.map(({ index }) => ` from ${index}`).join(''),
    inherits === undefined ? '' : ` as ${inherits}`,
  ].join('');
}

describe('formats/cargo-toml', () => {
  it('is known by its name', () => {
    assert.deepEqual(['Cargo.toml', 'a/Cargo.toml', 'xCargo.toml', 'Cargo.toml/x'].map(cargoToml.matches), [true, true, false, false]);
  });

  it('names the places of names, requirements, features and sources', () => {
    const { text, spans } = unmark(
      '[dependencies]\n⟦a⟧ = "⟦1⟧"\nb = { version = "⟦~2⟧", package = "⟦c⟧", features = ["⟦x⟧"] }\n"⟦d⟧" = { git = "⟦https://e.x/d⟧" }\n' +
        '⟦e⟧.workspace = true\n[features]\ndefault = ["a/⟦std⟧"]\n',
    );
    const places = cargoToml
      .parse(text)
      .dependencies.flatMap(({ nameSpan, specifier, extras, source }) => [nameSpan, specifier?.span, source?.span, ...extras.map(({ span }) => span)])
      .filter((span) => span !== undefined);
    assert.equal(mark(text, places), mark(text, spans));
  });

  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    ['requirements', '[dependencies]\na = "1"\nb = { version = ">=1, <2" }\n[dependencies.c]\nversion = "=3.1"\n', ['a 1', 'b >=1, <2', 'c =3.1']],
    [
      'groups',
      '[dev-dependencies]\na = "1"\n[build-dependencies]\nb = "1"\n[dev_dependencies]\nc = "1"\n',
      ['a 1 {dev}', 'b 1 {build}', 'c 1 {dev}'],
    ],
    ['other names', '[dependencies]\na = { package = "b", version = "1" }\n', ['b (a) 1']],
    [
      'sources',
      '[dependencies]\na = { git = "https://e.x/a", tag = "v1" }\nb = { path = "../b", version = "1" }\nc = { version = "1", registry = "own" }\n',
      ['a <vcs https://e.x/a>', 'b 1 <path ../b>', 'c 1 from own'],
    ],
    [
      'optional rows and the feature that turns them on',
      '[dependencies]\na = { version = "1", optional = true }\nb = { version = "1", optional = true }\n[features]\ngpu = ["dep:a"]\n',
      ['a 1 {feature:gpu optional}', 'b 1 {optional optional}'],
    ],
    [
      'optional rows that default turns on, through other features too',
      '[dependencies]\na = { version = "1", optional = true }\nb = { version = "1", optional = true }\nc = { version = "1", optional = true }\n' +
        '[features]\ndefault = ["gpu", "b"]\ngpu = ["a/cuda", "c?/x"]\n',
      ['a[cuda] 1', 'b 1', 'c[x] 1 {optional optional}'],
    ],
    [
      'features that only others turn on are not read',
      '[dependencies]\na = { version = "1", features = ["y"] }\n[features]\ndefault = []\ncuda = ["a/cuda"]\n',
      ['a[y] 1'],
    ],
    ['features in a circle', '[dependencies]\na = "1"\n[features]\ndefault = ["x"]\nx = ["y", "a/z"]\ny = ["x", "default"]\n', ['a[z] 1']],
    [
      'the workspace',
      '[dependencies]\na.workspace = true\nb = { workspace = true, features = ["x"], optional = true }\n',
      ['a as a', 'b[x] {optional optional} as b'],
    ],
    ['what a workspace shares', '[workspace.dependencies]\na = { version = "1", features = ["x"] }\n', ['constrains a[x] 1 {workspace}']],
    ['patches', '[patch.crates-io]\na = { git = "https://e.x/a" }\n', ['overrides a <vcs https://e.x/a> {patch}']],
    [
      'targets',
      '[target.\'cfg(windows)\'.dependencies]\na = "1"\n[target.x86_64-unknown-linux-gnu.dev-dependencies]\nb = "1"\n' +
        '[target.\'cfg(not(any(target_os = "macos", target_arch = "aarch64")))\'.dependencies]\nc = "1"\n[target.\'cfg(target_env = "musl")\'.dependencies]\nd = "1"\n',
      [
        'a 1 ; sys_platform == "win32"',
        'b 1 {dev} ; sys_platform == "linux"',
        'c 1 ; (sys_platform != "darwin" and platform_machine != "aarch64")',
        'd 1 {target:cfg(target_env = "musl") optional}',
      ],
    ],
    ['no rows', '[package]\nname = "a"\nversion = "1"\nrust-version = "1.80"\n[profile.dev]\nopt-level = 1\n[package.metadata.x]\ny = "1"\n', []],
    ['a value that is being typed', '[dependencies]\na = \nb = "1\nc = { version = "2"\n', ['b 1', 'c 2']],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => assert.deepEqual(cargoToml.parse(text).dependencies.map(words), expected));
  }

  it('knows the crate itself', () => assert.equal(cargoToml.parse('[package]\nname = "acme"\n').project, 'acme'));
});
