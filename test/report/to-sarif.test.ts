import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { applyEdits, exportReport, LineIndex } from '../../src/engine';
import type { Entry } from '../workspace/tree-files';
import { hostileProject, smallProject } from './export-samples';
import { reportOf } from './small-report';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly { physicalLocation: { artifactLocation: { uri: string }; region: Region } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly { kind: string; justification: string }[];
  readonly fixes?: readonly {
    artifactChanges: readonly {
      artifactLocation: { uri: string };
      replacements: readonly { deletedRegion: Region; insertedContent?: { text: string } }[];
    }[];
  }[];
}

interface Run {
  readonly tool: { driver: { rules: readonly { id: string; help: { text: string } }[]; notifications: readonly { id: string }[] } };
  readonly invocations: readonly Record<string, readonly { descriptor: { id: string }; message: { text: string } }[]>[];
  readonly results: readonly Result[];
}

/** The parts of the 2.1.0 schema that are written, without the freedom of the others. */
const text = { type: 'object', additionalProperties: false, required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const region = {
  type: 'object',
  additionalProperties: false,
  required: ['startLine', 'startColumn', 'endLine', 'endColumn', 'charOffset', 'charLength'],
  properties: {
    ...Object.fromEntries(['startLine', 'startColumn', 'endLine', 'endColumn'].map((key) => [key, { type: 'integer', minimum: 1 }])),
    ...Object.fromEntries(['charOffset', 'charLength'].map((key) => [key, { type: 'integer', minimum: 0 }])),
  },
};
const artifactLocation = {
  type: 'object',
  additionalProperties: false,
  required: ['uri', 'uriBaseId'],
  properties: { uri: { type: 'string', pattern: '^[^ \\\\:%?#]*(%[0-9A-F]{2}[^ \\\\:%?#]*)*$' }, uriBaseId: { const: '%SRCROOT%' } },
};
const location = {
  type: 'object',
  required: ['physicalLocation'],
  properties: { physicalLocation: { type: 'object', required: ['artifactLocation'], properties: { artifactLocation, region } } },
};
const notifications = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['descriptor', 'level', 'message'],
    properties: { level: { const: 'warning' }, message: text, locations: { type: 'array', items: location } },
  },
};
const result = {
  type: 'object',
  required: ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints', 'suppressions'],
  properties: {
    level: { enum: ['error', 'warning', 'note'] },
    message: text,
    locations: { type: 'array', minItems: 1, maxItems: 1, items: location },
    suppressions: { type: 'array', items: { properties: { kind: { enum: ['inSource', 'external'] }, status: { const: 'accepted' } } } },
    fixes: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['description', 'artifactChanges'],
        properties: {
          artifactChanges: {
            type: 'array',
            minItems: 1,
            items: {
              properties: { artifactLocation, replacements: { type: 'array', minItems: 1, items: { properties: { deletedRegion: region } } } },
            },
          },
        },
      },
    },
  },
};
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile({
  type: 'object',
  required: ['$schema', 'version', 'runs'],
  properties: {
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool', 'invocations', 'columnKind', 'results'],
        properties: {
          columnKind: { const: 'utf16CodeUnits' },
          invocations: {
            type: 'array',
            items: { properties: { toolExecutionNotifications: notifications, toolConfigurationNotifications: notifications } },
          },
          results: { type: 'array', items: result },
        },
      },
    },
  },
});

async function runOf(files: Readonly<Record<string, Entry>>): Promise<Run> {
  const log = JSON.parse(exportReport(await reportOf(files), 'sarif', { title: '', formats: [], style: '' })) as { runs: [Run] };
  assert.ok(validate(log), JSON.stringify(validate.errors));
  return log.runs[0];
}

describe('SARIF', () => {
  it('holds every rule of its results, and each result points at its own', async () => {
    const { results, tool } = await runOf(smallProject);
    assert.equal(results.length, 5);
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    assert.ok(tool.driver.rules.every(({ help }) => help.text.includes('Bound to')));
  });

  it('marks the place in lines, columns and offsets that agree', async () => {
    const { results } = await runOf({ 'requirements.txt': '# 😀\r\n  array==2.6.0+cu124\r\n' });
    const spot = results[0]?.locations[0]?.physicalLocation.region;
    assert.deepEqual(spot, { startLine: 2, startColumn: 15, endLine: 2, endColumn: 21, charOffset: 20, charLength: 6 });
  });

  it('its fixes make the text that the engine makes', async () => {
    const report = await reportOf(smallProject);
    const { results } = await runOf(smallProject);
    let fixed = 0;
    for (const [index, { finding, file }] of report.findings.entries()) {
      const own = finding.suppressed ? [] : report.fixes(finding, file);
      assert.equal(results[index]?.fixes?.length ?? 0, own.length);
      for (const [n, fix] of own.entries()) {
        const [change] = results[index]?.fixes?.[n]?.artifactChanges ?? [];
        assert.equal(change?.artifactLocation.uri, finding.file);
        const lines = new LineIndex(file.text);
        const edits = (change?.replacements ?? []).map(({ deletedRegion: r, insertedContent }) => {
          const start = lines.offset({ line: r.startLine - 1, column: r.startColumn - 1 });
          assert.deepEqual([start, lines.offset({ line: r.endLine - 1, column: r.endColumn - 1 })], [r.charOffset, r.charOffset + r.charLength]);
          return { span: { start, end: r.charOffset + r.charLength }, newText: insertedContent?.text ?? '' };
        });
        assert.equal(applyEdits(file.text, edits), applyEdits(file.text, fix.files[0]?.edits ?? []));
        fixed++;
      }
    }
    assert.ok(fixed >= 3);
  });

  it('keeps suppressed findings with their reason, and names findings by their id', async () => {
    const { results } = await runOf(smallProject);
    const hidden = results.filter(({ suppressions }) => suppressions.length > 0);
    assert.deepEqual(
      hidden.map(({ ruleId, suppressions, fixes }) => [ruleId, suppressions[0]?.kind, suppressions[0]?.justification, fixes]),
      [['acme/gpu-only', 'inSource', 'inline: the cluster is ours (until 2027-01-01)', undefined]],
    );
    assert.deepEqual(hidden[0]?.partialFingerprints, { 'portolanFindingId/v1': 'acme/gpu-only@requirements.txt#main/gpu-only~1' });
  });

  it('tells what was not read as notifications', async () => {
    const { invocations, tool } = await runOf({
      'requirements.txt': '!!\n',
      'a/requirements.txt': { size: 1e9 },
      'portolan.jsonc': '{ "colour": 1 }',
    });
    const codes = (kind: string): readonly string[] => (invocations[0]?.[kind] ?? []).map(({ descriptor }) => descriptor.id);
    assert.deepEqual(codes('toolExecutionNotifications'), ['unread-line', 'not-read']);
    assert.deepEqual(codes('toolConfigurationNotifications'), ['policy-key']);
    assert.deepEqual(
      tool.driver.notifications.map(({ id }) => id),
      ['not-read', 'policy-key', 'unread-line'],
    );
  });

  it('writes paths as references', async () => {
    const { results } = await runOf(hostileProject);
    const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '');
    assert.ok(uris.includes("a%2Cb%3Ac%250A%3A%3Aerror%3A%3A%7C%3Cx%3E%26%22'%60*_%5Bz%5D(y)/requirements.txt"), uris.join('\n'));
  });

  it('is valid where there is nothing', async () => assert.deepEqual((await runOf({})).results, []));
});
