import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compose } from '../../src/formats/compose';
import type { Format } from '../../src/formats/format';
import { kubernetes } from '../../src/formats/kubernetes';
import type { Artifact } from '../../src/model/manifest';
import { decodeText } from '../../src/text/decode';
import { slice } from '../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../support/shared';

interface Service {
  readonly image?: string;
  readonly runtime?: string;
  readonly devices?: readonly (string | { source: string })[];
  readonly gpu_reservations?: readonly { driver?: string }[];
}

interface Oracle {
  readonly file: string;
  readonly format: string;
  readonly loads: boolean;
  readonly services?: Readonly<Record<string, Service>>;
  readonly entries?: readonly { image?: string; resource?: string; amount?: string }[];
}

function entriesOf(format: string): readonly Oracle[] {
  return readJsonLines<Oracle>('corpus/oracle/yaml-manifests.jsonl').filter((entry) => entry.format === format);
}

function read(format: Format, file: string): { text: string; artifacts: readonly Artifact[]; problems: number } {
  const { text } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', file)));
  const { artifacts, problems } = format.parse(text);
  return { text, artifacts, problems: problems.length };
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

describe('Compose and Kubernetes: an independent reader', () => {
  it('finds the same images, devices, drivers and runtimes in Compose files', function () {
    needShared(this);
    let compared = 0;
    for (const { file, services = {}, loads } of entriesOf('compose')) {
      assert.ok(loads && compose.matches(file.slice(file.indexOf('/') + 1)), file);
      const { text, artifacts, problems } = read(compose, file);
      const all = Object.values(services);
      const images = artifacts.filter(({ kind }) => kind === 'image').map(({ span }) => slice(text, span));
      assert.deepEqual(sorted(images), sorted(all.flatMap(({ image }) => image ?? [])), file);
      const expected = all.flatMap(({ runtime, devices = [], gpu_reservations: requests = [] }) => [
        ...(runtime === undefined ? [] : [`runtime:${runtime}`]),
        ...devices.map((device) => (typeof device === 'string' ? (device.split(':')[0] ?? '') : device.source)),
        ...requests.flatMap(({ driver }) => (driver === undefined ? [] : [`driver:${driver}`])),
      ]);
      assert.deepEqual(sorted(artifacts.filter(({ kind }) => kind === 'device').map(({ value }) => value)), sorted(expected), file);
      assert.equal(problems, 0, file);
      compared += images.length + expected.length;
    }
    assert.ok(compared > 150, String(compared));
  });

  it('finds the same images and resources in Kubernetes objects', function () {
    needShared(this);
    let compared = 0;
    for (const { file, entries = [], loads } of entriesOf('k8s')) {
      assert.ok(kubernetes.matches(file.slice(file.indexOf('/') + 1)), file);
      const { artifacts, problems } = read(kubernetes, file);
      assert.equal(problems, 0, file);
      // Helm templates do not load as YAML; they are read all the same.
      if (!loads) assert.ok(artifacts.length > 0 || file.endsWith('config.yaml'), file);
      else
        assert.deepEqual(
          artifacts.map(({ value }) => value),
          // The oracle keeps null as a text; an image or amount that is null asks for nothing.
          entries.flatMap(({ image, resource, amount }) => (image === 'null' || amount === 'null' ? [] : (image ?? resource ?? []))),
          file,
        );
      compared += artifacts.length;
    }
    assert.ok(compared > 20, String(compared));
  });
});
