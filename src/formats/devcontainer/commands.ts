import type { Group } from '../../model/manifest';
import type { JsonArray, JsonValue } from '../../syntax/json';
import type { ExpandedWord } from '../../syntax/shell-expand';
import type { Reading } from '../../syntax/install/reading';
import { runScript, runWords } from '../../syntax/install/script';
import { emptyReading, freshStage, shellContext } from '../../syntax/install/stage';

/**
 * Reads what a lifecycle command installs: a text for a shell, an array of words, or an object of either, which run side by side.
 * https://containers.dev/implementors/json_reference/#formatting-string-vs-array-properties
 * Paths of requirements files start from the project's folder, which the file does not know, so none is an include.
 */
export function readLifecycle(value: JsonValue | undefined, group: Group, reading: Reading): void {
  if (value?.kind === 'object') for (const member of value.members) readOne(member.value, group, reading);
  else readOne(value, group, reading);
}

function readOne(value: JsonValue | undefined, group: Group, reading: Reading): void {
  const own = emptyReading();
  if (value?.kind === 'string') runScript(value.content, shellContext(freshStage(group), own, 'nested'));
  else if (value?.kind === 'array') runWords(wordsOf(value), shellContext(freshStage(group), own, 'json'));
  reading.dependencies.push(...own.dependencies);
  reading.artifacts.push(...own.artifacts);
}

function wordsOf({ members }: JsonArray): readonly ExpandedWord[] {
  return members.flatMap(({ value }) =>
    value.kind === 'string' ? [{ content: value.content, unknown: value.content.text.includes('${'), span: value.span, literal: false }] : [],
  );
}
