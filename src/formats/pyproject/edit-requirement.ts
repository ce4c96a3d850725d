import type { Dependency } from '../../model/manifest';
import { RequirementEditor } from '../../syntax/requirement-edit';
import type { TomlDocument } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import type { RequirementPlace } from './reading';

/** Edits inside one PEP 508 string; undefined if the string holds escapes or was not read to its end. */
export function openRequirement(text: string, document: TomlDocument, row: Dependency, place: RequirementPlace): RequirementEditor | undefined {
  const { string, list, whole } = place;
  if (!whole || !string.plain || string.content.text.includes('\n') || !isSound(document, list.span)) return undefined;
  return new RequirementEditor(text, row, { span: string.contentSpan, quote: text.charAt(string.span.start) });
}
