import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { exportReport, type ExportFormat, type SessionSettings } from '../../src/engine';
import type { Entry } from '../workspace/tree-files';
import { hostileProject, smallProject } from './export-samples';
import { reportOf, secretFiles } from './small-report';

const modules = path.join(process.cwd(), 'node_modules');
const sarifFile = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
const cyclonedxFolder = '@cyclonedx/cyclonedx-library/res/schema';

function schema(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(modules, file), 'utf8')) as Record<string, unknown>;
}

/** https://www.rfc-editor.org/rfc/rfc3986#section-2: the signs that a reference may consist of. */
const uriSigns = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Formats that the schemas name, checked strictly: what ajv itself leaves to others. */
const formats = {
  'date-time': dateTime,
  uri: (text: string) => uriSigns.test(text) && /^[a-z][a-z0-9+.-]*:/i.test(text),
  'uri-reference': uriSigns,
  'iri-reference': (text: string) => !/[\s<>"{}|\\^`]/.test(text),
  'idn-email': /^[^@\s]+@[^@\s]+$/,
};

function ajv(): Ajv {
  // One pattern of CycloneDX has a bracket too many, which is an error in Unicode mode only.
  return new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats });
}

function sarifValidator(): ValidateFunction {
  // The schema is of draft 4; of what changed until draft 7 it uses only the name of its id.
  const { id, $schema, ...rest } = schema(sarifFile);
  assert.equal($schema, 'http://json-schema.org/draft-04/schema#');
  return ajv().compile({ $id: String(id), ...rest });
}

function cyclonedxValidator(): ValidateFunction {
  const validator = ajv();
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    const file = `${name}.SNAPSHOT.schema.json`;
    // The package's schemas name each other by its own file names.
    const { $id: _, ...rest } = schema(`${cyclonedxFolder}/${file}`);
    validator.addSchema({ $id: `http://cyclonedx.org/schema/${file}`, ...rest });
  }
  return validator.compile(schema(`${cyclonedxFolder}/bom-1.6.SNAPSHOT.schema.json`));
}

const validators: Readonly<Partial<Record<ExportFormat, ValidateFunction>>> = { sarif: sarifValidator(), cyclonedx: cyclonedxValidator() };

const workspaces: Readonly<Record<string, { files: Readonly<Record<string, Entry>>; settings?: SessionSettings }>> = {
  'nothing at all': { files: {} },
  'a small project': { files: smallProject },
  'a small project with targets and accepted vendors': { files: smallProject, settings: { targets: ['amd-rocm', 'os-macos'], accept: ['openai'] } },
  'signs of every format': { files: hostileProject },
  secrets: { files: secretFiles },
  'images, resources and a lock': {
    files: {
      Dockerfile: 'FROM acme/cuda:12 AS base\nFROM base\n',
      'pyproject.toml': '[project]\nname = "app"\ndependencies = ["server"]\n',
      'uv.lock':
        'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "app"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "server" }]\n\n[[package]]\nname = "server"\nversion = "1.0+cu124"\nsource = { registry = "https://pypi.org/simple" }\ndependencies = [{ name = "gpu-only" }]\n\n[[package]]\nname = "gpu-only"\nversion = "2.0"\nsource = { registry = "https://pypi.org/simple" }\n',
    },
  },
  'files that are broken, binary, too large or locked': {
    files: {
      'requirements.txt': '-r missing.txt\r\ngpu-only\r\n',
      'b/pyproject.toml': new Uint8Array([0, 1]),
      'c/requirements.txt': { size: 1e9 },
      e: { unlisted: 'no permission' },
      'portolan.jsonc': '{ "colour": 1,',
    },
  },
};

for (const [format, validate] of Object.entries(validators)) {
  describe(`the official schema of ${format}`, () => {
    const documentOf = async (files: Readonly<Record<string, Entry>>, settings?: SessionSettings): Promise<Record<string, unknown>> =>
      JSON.parse(exportReport(await reportOf(files, settings), format as ExportFormat, { title: 'acme', formats: [], style: '' })) as Record<
        string,
        unknown
      >;

    for (const [title, { files, settings }] of Object.entries(workspaces)) {
      it(`admits the report on ${title}`, async () => {
        const valid = validate(await documentOf(files, settings));
        assert.ok(valid, (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('\n'));
      });
    }
    it('refuses what is not in it', async () => {
      const document = await documentOf(smallProject);
      assert.equal(validate({ ...document, colour: 'red' }), false);
      assert.equal(validate({ ...document, [format === 'sarif' ? 'runs' : 'components']: [{ colour: 'red' }] }), false);
    });
  });
}
