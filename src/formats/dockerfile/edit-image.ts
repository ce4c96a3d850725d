import type { Artifact } from '../../model/manifest';
import { lineBreakOf, lineStart } from '../../text/lines';
import { MappedText } from '../../text/mapped-text';
import { slice } from '../../text/span';
import type { TextEdit } from '../../text/edit';
import type { ImageVariable } from '../format';
import { readStages } from './parse';
import type { DockerfileReading } from './reading';

/** A file with more such arguments was not made by this edit. */
const mostNames = 9;

/**
 * Puts `ARG BASE_IMAGE=<today's reference>` above the first `FROM`, where it may use the arguments before it, and
 * `FROM ${BASE_IMAGE}` where the reference stood: https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
 */
export function makeImageVariable(text: string, images: readonly Artifact[]): ImageVariable | undefined {
  const { froms, comments, isTemplate } = readStages(MappedText.verbatim(text, 0));
  const [first] = froms;
  const isFrom = ({ span }: Artifact): boolean => froms.some(({ word }) => word?.span.start === span.start && word.span.end === span.end);
  const found = images.filter((image) => image.group.kind === 'main' && isFrom(image));
  const written = found[0] ? slice(text, found[0].span) : '';
  const name = freeName(text);
  if (!first || isTemplate || name === undefined || !isPlain(written) || found.some(({ span }) => slice(text, span) !== written)) return undefined;
  const at = lineAbove(text, comments, lineStart(text, first.instruction.span.start));
  const edits: TextEdit[] = [{ span: { start: at, end: at }, newText: `ARG ${name}=${written}${lineBreakOf(text)}` }];
  for (const { span } of found) edits.push({ span, newText: `\${${name}}` });
  return { images: found, edits, name, group: { id: `arg:${name}`, kind: 'optional' } };
}

/** Replaces a reference that is written without variables, of `FROM`, `COPY --from` or a mount. */
export function setImage(text: string, { span, value }: Artifact, reference: string): readonly TextEdit[] | undefined {
  return slice(text, span) === value && isPlain(value) && isPlain(reference) ? [{ span, newText: reference }] : undefined;
}

/** A name that stands nowhere in the file, not even as a part of another one. */
function freeName(text: string): string | undefined {
  for (let n = 1; n <= mostNames; n++) {
    const name = n === 1 ? 'BASE_IMAGE' : `BASE_IMAGE_${n}`;
    if (!text.includes(name)) return name;
  }
  return undefined;
}

/** What a comment right above says to a linter about the next line stays with that line. */
function lineAbove(text: string, comments: DockerfileReading['comments'], from: number): number {
  let at = from;
  for (;;) {
    const start = at > 0 ? text.lastIndexOf('\n', at - 2) + 1 : at;
    const above = comments.find(({ span, ownLine }) => ownLine && start <= span.start && span.start < at);
    if (!above || !/ignore|hadolint|checkov|disable/.test(above.text)) return at;
    at = start;
  }
}

function isPlain(written: string): boolean {
  return written !== '' && !/[\s'"\\`#]/.test(written);
}
