import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeText, formatOf } from '../../src/engine';
import { environments } from '../../src/graph/environments';
import { installabilityPython } from '../../src/graph/installability';
import { needShared, sharedFolder } from '../support/shared';

/**
 * Read off by hand from the wheel lists of five locks: name, version, Python, and for Linux x86-64, arm64, the same with musl,
 * macOS arm64 and Windows `w` (a wheel fits), `b` (only a source archive) or `-` (nothing).
 */
const verdicts: Readonly<Record<string, readonly (readonly [string, string, number, string])[]>> = {
  'bmaltais+kohya_ss/uv.lock': [
    ['bitsandbytes', '0.46.0', 11, 'ww---w'],
    ['nvidia-cudnn-cu12', '9.7.1.26', 11, 'w-----'],
    ['onnxruntime-gpu', '1.19.2', 11, 'w----w'],
    ['opencv-python', '4.10.0.84', 11, 'wwbbww'],
    ['tensorflow', '2.19.0', 11, 'ww--ww'],
    ['torch', '2.7.0+cu128', 11, 'ww---w'],
    ['torch', '2.7.0', 11, '----w-'],
    ['triton', '3.3.0', 11, 'w-----'],
  ],
  'AlphaSphereDotAI+vocalizr/uv.lock': [
    ['spacy', '3.8.14', 12, 'wwwwww'],
    ['curated-tokenizers', '0.0.9', 12, 'wwbbww'],
    ['torch', '2.13.0', 12, 'ww--ww'],
    ['triton', '3.7.1', 12, 'ww----'],
    ['soundfile', '0.14.0', 12, 'wwwwww'],
  ],
  'patchy631+ai-engineering-hub/hotel-booking-crew/uv.lock': [
    ['lancedb', '0.21.2', 13, 'ww--ww'],
    ['chroma-hnswlib', '0.7.6', 12, 'wwbbwb'],
    ['chroma-hnswlib', '0.7.6', 13, 'bbbbbb'],
    ['onnxruntime', '1.21.0', 13, 'ww--ww'],
    ['tiktoken', '0.9.0', 13, 'wwwbww'],
  ],
  'meta-llama+llama-models/uv.lock': [
    ['torchvision', '0.21.0', 13, 'ww--ww'],
    ['blobfile', '3.0.0', 13, 'wwwwww'],
  ],
  'qdrant+qdrant-client/poetry.lock': [
    ['pywin32', '311', 13, '-----w'],
    ['onnxruntime', '1.26.0', 12, 'ww---w'],
    ['onnxruntime', '1.26.0', 13, 'ww--ww'],
  ],
};

describe('installability in locks of the corpus', () => {
  for (const [file, packages] of Object.entries(verdicts)) {
    it(file, function () {
      needShared(this);
      const { text } = decodeText(readFileSync(path.join(sharedFolder, 'corpus', file)));
      const graph = formatOf(file)?.parse(text).graph;
      const signs = { wheel: 'w', build: 'b', impossible: '-', unknown: '?' } as const;
      for (const [name, version, minor, expected] of packages) {
        const locked = graph?.packages.find((one) => one.name === name && one.version === version);
        assert.ok(locked, `${name} ${version}`);
        const found = environments.map((environment) => signs[installabilityPython(locked, environment, minor)]).join('');
        assert.equal(found, expected, `${name} ${version}, Python 3.${minor}`);
      }
    });
  }
});
