import assert from 'node:assert/strict';
import { dockerfile } from '../../../src/formats/dockerfile';
import type { Dependency, Manifest } from '../../../src/model/manifest';
import type { Span } from '../../../src/text/span';
import { mark, unmark } from '../../support/marks';

export type Pick = (manifest: Manifest) => readonly (Span | undefined)[];

export const rows: Pick = ({ dependencies }) => dependencies.map(({ span }) => span);
export const names: Pick = ({ dependencies }) => dependencies.map(({ nameSpan }) => nameSpan);
export const specifiers: Pick = ({ dependencies }) => dependencies.map(({ specifier }) => specifier?.span);
export const locals: Pick = ({ dependencies }) =>
  dependencies.flatMap(({ specifier }) => (specifier?.clauses ?? []).map(({ localSpan }) => localSpan));
export const images: Pick = ({ artifacts }) => artifacts.filter(({ kind }) => kind === 'image').map(({ span }) => span);
export const imageNames: Pick = ({ artifacts }) => artifacts.map(({ nameSpan }) => nameSpan);
export const tags: Pick = ({ artifacts }) => artifacts.map(({ tagSpan }) => tagSpan);
export const artifacts: Pick = (manifest) => manifest.artifacts.map(({ span }) => span);
export const includes: Pick = (manifest) => manifest.includes.map(({ span }) => span);
export const comments: Pick = (manifest) => manifest.comments.map(({ span }) => span);
export const problems: Pick = (manifest) => manifest.problems.map(({ span }) => span);

/** Draws the picked spans into the sample. */
export function checkMarks(title: string, pick: Pick, marked: string): void {
  it(title, () => {
    const { text } = unmark(marked);
    const spans = pick(dockerfile.parse(text)).filter((span) => span !== undefined);
    assert.equal(mark(text, spans), marked);
  });
}

/** A row as one text: `torch[x]==1`, with what is not PyPI in front. */
export function rowText({ ecosystem, name, extras, specifier, build, source }: Dependency): string {
  const extra = extras.length > 0 ? `[${extras.map((one) => one.name).join(',')}]` : '';
  return `${ecosystem === 'pypi' ? '' : `${ecosystem}:`}${name}${extra}${specifier?.raw ?? ''}${build ? ` ${build.raw}` : ''}${source ? ` @ ${source.url}` : ''}`;
}

/** The rows that a `RUN` of this script makes, below a `FROM`. */
export function checkRun(script: string, expected: readonly string[]): void {
  it(JSON.stringify(script), () => assert.deepEqual(dockerfile.parse(`FROM scratch\nRUN ${script}\n`).dependencies.map(rowText), expected));
}
