import assert from 'node:assert/strict';
import type { Artifact, Dependency, Manifest } from '../../src/model/manifest';
import { contains, slice, type Span } from '../../src/text/span';

/** What a row says, without its places. */
export function rowFacts(
  row: Dependency,
  changed: { name?: string; specifier?: string; extras?: readonly string[]; indexes?: Dependency['indexes'] } = {},
): string {
  const { name = row.name, specifier = row.specifier?.raw ?? '', extras = row.extras.map((extra) => extra.name), indexes = row.indexes } = changed;
  return JSON.stringify([
    row.ecosystem,
    name,
    row.role,
    extras,
    specifier.replaceAll(/\s/g, ''),
    row.marker?.raw ?? '',
    row.group,
    row.source?.kind ?? '',
    row.source?.url ?? '',
    row.alias ?? '',
    row.build?.raw ?? '',
    row.build?.raw ?? '',
    indexes.map(({ index, marker, extra, group }) => [index, marker, extra, group]),
  ]);
}

/** The row without what another table says about its name (`[tool.uv.sources]`): that stays behind when the row is renamed. */
export function withoutOthersWords(row: Dependency): Dependency {
  const { source, ...rest } = row;
  const own = source && contains(row.span, source.span) ? { source } : {};
  return { ...rest, ...own, indexes: row.indexes.filter(({ span }) => contains(row.span, span)) };
}

export function artifactFacts({ kind, value, name, explicit, group }: Artifact, newValue = value): string {
  return JSON.stringify([kind, newValue, name, explicit, group]);
}

/** What a manifest says, without places and problems. */
export function manifestFacts(manifest: Manifest): string[] {
  return [
    ...manifest.dependencies.map((row) => rowFacts(row)),
    ...manifest.artifacts.map((artifact) => artifactFacts(artifact)),
    ...manifest.includes.map(({ kind, path }) => `${kind} ${path}`),
    ...manifest.comments.map(({ text }) => text),
    ...(manifest.settings ?? []).map(({ name }) => name),
  ];
}

/** Every place lies within the text, splits no character in two, and cuts out what it says where that is written verbatim. */
export function checkPlaces(text: string, manifest: Manifest): void {
  const isWithin = ({ start, end }: Span): boolean => 0 <= start && start <= end && end <= text.length;
  const check = (what: string, span: Span, said?: string): void => {
    assert.ok(isWithin(span), `${what} ${JSON.stringify(span)} of ${text.length}`);
    assert.ok(
      what === 'problem' || !(splitsPair(text, span.start) || splitsPair(text, span.end)),
      `${what} ${JSON.stringify(span)} splits a character`,
    );
    const written = slice(text, span);
    // A variable stands for its default.
    if (said === undefined || written.includes('$')) return;
    if (said !== undefined && written.length === said.length) assert.equal(written, said, what);
    else if (said !== undefined) assert.ok(/[\\\r\n"'%]/.test(written), `${what}: ${JSON.stringify(written)} for ${JSON.stringify(said)}`);
  };
  for (const row of manifest.dependencies) {
    check('row', row.span);
    check('name', row.nameSpan, writtenName(text, row));
    assert.ok(contains(row.span, row.nameSpan), 'the name lies in its row');
    // A wheel's file name holds a version without an operator, its plus perhaps in percent encoding.
    if (row.specifier && row.source && slice(text, row.specifier.span).includes('$')) check('specifier', row.specifier.span);
    else if (row.specifier && row.source)
      assert.ok(row.specifier.raw.endsWith(decodeURIComponent(slice(text, row.specifier.span))), row.specifier.raw);
    else if (row.specifier) check('specifier', row.specifier.span, row.specifier.raw);
    for (const clause of row.specifier?.clauses ?? []) {
      check('clause', clause.span);
      check('version', clause.versionSpan, clause.version);
      if (clause.localSpan) check('label', clause.localSpan, clause.version.slice(clause.version.indexOf('+')));
    }
    if (row.build) check('build', row.build.span, row.build.raw);
    if (row.marker) check('marker', row.marker.span);
    if (row.extrasSpan) check('extras', row.extrasSpan);
    for (const extra of row.extras) check('extra', extra.span, extra.name);
    if (row.source) check('source', row.source.span);
    for (const reference of row.indexes) check('index reference', reference.span, reference.index);
  }
  for (const artifact of manifest.artifacts) {
    // The parts of an image in Helm's values stand under keys of their own, in any order.
    const { nameSpan, tagSpan } = artifact;
    const isJoined = nameSpan && contains(artifact.span, nameSpan) && !slice(text, artifact.span).includes('$');
    if (isJoined && (nameSpan.start !== artifact.span.start || (tagSpan && tagSpan.start !== nameSpan.end + 1))) {
      assert.ok(artifact.value.includes(slice(text, nameSpan)), artifact.value);
      if (tagSpan) assert.ok(artifact.value.endsWith(`:${slice(text, tagSpan)}`), artifact.value);
      continue;
    }
    // Drivers and runtimes are told apart by a prefix: `driver:nvidia`.
    check(
      'artifact',
      artifact.span,
      artifact.kind === 'device' ? artifact.value.replace(/^(?:driver|runtime|system-requirement):/, '') : artifact.value,
    );
    check('declaration', artifact.declaration);
    assert.ok(contains(artifact.declaration, artifact.span), 'the artifact lies in its declaration');
  }
  for (const setting of manifest.settings ?? []) check('setting', setting.span, setting.name);
  for (const include of manifest.includes) check('include', include.span, include.path);
  for (const comment of manifest.comments) {
    check('comment', comment.span);
    assert.ok(slice(text, comment.span).includes(comment.text), 'comment');
  }
  for (const problem of manifest.problems) check('problem', problem.span);
}

/** Maven may write the group of a coordinate at another place; its mark is the artifact. */
function writtenName(text: string, { ecosystem, name, nameSpan }: Dependency): string {
  return ecosystem === 'maven' && !slice(text, nameSpan).includes(':') ? name.slice(name.indexOf(':') + 1) : name;
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
