import assert from 'node:assert/strict';
import { pixiToml } from '../../../src/formats/pixi-toml';
import { pixiEdits } from '../../../src/formats/pixi-toml/edit';
import type { FormatEdits } from '../../../src/formats/format';
import type { Dependency } from '../../../src/model/manifest';
import { applyEdits } from '../../../src/text/edit';

/** Applies an edit to the first row; undefined where it is refused. */
function becomes(before: string, edit: (write: FormatEdits, row: Dependency) => ReturnType<FormatEdits['rename']>, after: string | undefined): void {
  it(`${before.replaceAll('\n', ' ')} → ${after?.replaceAll('\n', ' ') ?? 'refused'}`, () => {
    const [row] = pixiToml.parse(before).dependencies;
    assert.ok(row);
    const edits = edit(pixiEdits, row);
    assert.equal(edits && applyEdits(before, edits), after);
  });
}

function rename(before: string, name: string, after: string | undefined): void {
  becomes(before, (write, row) => write.rename(before, row, name), after);
}

function specify(before: string, specifier: string, after: string | undefined): void {
  becomes(before, (write, row) => write.setSpecifier(before, row, specifier), after);
}

function build(before: string, wanted: string, after: string | undefined): void {
  becomes(before, (write, row) => write.setBuild?.(before, row, wanted), after);
}

function remove(before: string, after: string | undefined): void {
  becomes(before, (write, row) => write.remove(before, [row]), after);
}

describe('edits of pixi.toml', () => {
  rename('[dependencies]\npytorch-gpu = "*"\n', 'pytorch', '[dependencies]\npytorch = "*"\n');
  rename('[dependencies]\na = "*"\n', 'b.c', '[dependencies]\n"b.c" = "*"\n');
  rename('[dependencies]\na = "*"\nb = "*"\n', 'b', undefined);
  rename('[dependencies]\na = "2.* cuda*"\n', 'b', undefined);
  specify('[dependencies]\na = "*" # why\n', '==2', '[dependencies]\na = "==2" # why\n');
  specify('[dependencies]\na = "2.* cuda*"\n', '==3', '[dependencies]\na = "==3 cuda*"\n');
  specify('[dependencies]\na = { version = "1", channel = "x" }\n', '', '[dependencies]\na = { version = "*", channel = "x" }\n');
  specify('[dependencies]\na = { channel = "x" }\n', '>=2', '[dependencies]\na = { channel = "x", version = ">=2" }\n');
  specify('[dependencies]\na = { path = "x" }\n', '>=2', undefined);
  specify('[dependencies.a]\nchannel = "x"\n', '>=2', '[dependencies.a]\nchannel = "x"\nversion = ">=2"\n');
  specify('[dependencies]\na = "1\\u0041"\n', '>=2', undefined);
  build('[dependencies]\na = "2.* *cuda*" # why\n', '', '[dependencies]\na = "2.*" # why\n');
  build('[dependencies]\na = "==2=x"\n', 'y', '[dependencies]\na = "==2=y"\n');
  build('[dependencies]\na = { build = "x", version = "2" }\n', '', '[dependencies]\na = { version = "2" }\n');
  build('[dependencies.a]\nversion = "2"\nbuild = "x" # why\n', '', '[dependencies.a]\nversion = "2"\n');
  build('[dependencies]\na = { version = "2" }\n', '', undefined);
  remove('[dependencies]\na = "1" # why\nb = "2"\n', '[dependencies]\nb = "2"\n');
  remove('[dependencies.a]\nversion = "1"\n\n[tasks]\n', '[tasks]\n');
  remove('dependencies = { a = "1", b = "2" }\n', 'dependencies = { b = "2" }\n');

  it('takes the index of a row away', () => {
    const text = '[pypi-dependencies]\ntorch = { version = ">=2", index = "https://download.pytorch.org/whl/cu126" }\n';
    const [index] = pixiToml.parse(text).artifacts;
    assert.ok(index);
    assert.equal(pixiEdits.setIndexUrl?.(text, index, 'https://a.example'), undefined);
    const gone = pixiEdits.removeIndex?.(text, index, pixiToml.parse(text));
    assert.equal(gone && applyEdits(text, gone), '[pypi-dependencies]\ntorch = { version = ">=2" }\n');
  });

  it('keeps an index that is all that is said of a row', () => {
    const text = '[pypi-dependencies]\ntorch = { index = "https://a.example" }\n';
    const [index] = pixiToml.parse(text).artifacts;
    assert.ok(index);
    assert.equal(pixiEdits.removeIndex?.(text, index, pixiToml.parse(text)), undefined);
  });
});
