import type { Group } from '../../model/manifest';
import type { YamlScalar } from '../../syntax/yaml';
import { MappedText, type Piece } from '../../text/mapped-text';
import type { Reading } from '../../syntax/install/reading';
import { runScript } from '../../syntax/install/script';
import { emptyReading, freshStage, shellContext } from '../../syntax/install/stage';

/** Stands for an expression while a script is read: a variable of which nothing is known. */
export const expressionSign = '${GITHUB_EXPRESSION}';
/** Programs that run a step and are no shell for commands. */
const otherPrograms = ['python', 'perl', 'node', 'ruby', 'cmake'];

/**
 * Reads what the script of one step installs. Paths of requirements files start from the repository's root, which the file does
 * not know, so none is an include.
 * @param shell as written (`bash -e {0}`); undefined: the runner's own
 */
export function readRunStep(script: YamlScalar, shell: string | undefined, group: Group, reading: Reading): void {
  const program = shell?.split(' ')[0] ?? '';
  if (otherPrograms.some((other) => program.startsWith(other))) return;
  const own = emptyReading();
  const isQuoted = script.style === 'single-quoted' || script.style === 'double-quoted';
  const context = shellContext(freshStage(group), own, isQuoted ? 'nested' : 'plain');
  const isPowerShell = program === 'pwsh' || program === 'powershell';
  runScript(withoutExpressions(script.content), isPowerShell ? { ...context, escape: '`' } : context);
  reading.dependencies.push(...own.dependencies);
  reading.artifacts.push(...own.artifacts);
  reading.comments.push(...own.comments);
  reading.installs.push(...own.installs);
}

/** Puts a variable in place of each `${{ … }}`; one that is not closed ends with its line. */
function withoutExpressions(content: MappedText): MappedText {
  const { text } = content;
  if (!text.includes('${{')) return content;
  const pieces: Piece[] = [];
  let start = 0;
  for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', start)) {
    const lineEnd = indexOrEnd(text, '\n', open);
    const close = text.indexOf('}}', open);
    const end = close < 0 || close > lineEnd ? lineEnd : close + 2;
    pieces.push(...content.pieces(start, open));
    const place = content.span(open, end);
    pieces.push({ text: expressionSign, offset: place.start, length: place.end - place.start });
    start = end;
  }
  pieces.push(...content.pieces(start, text.length));
  return MappedText.joined(pieces, content.span(0, text.length).end);
}

function indexOrEnd(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? text.length : at;
}
