import { propertiesNamed, readJson } from '../syntax/json';
import { appendMember } from '../syntax/json-edit';
import { lineBreakOf } from '../text/lines';
import type { TextEdit } from '../text/edit';

/**
 * Edits that make `targets` of a `portolan.jsonc` exactly this list; all else stays as it is written.
 * @returns undefined if the file has syntax mistakes or is no object
 */
export function setPolicyTargets(policyText: string, targets: readonly string[]): TextEdit[] | undefined {
  const written = `[${targets.map((id) => JSON.stringify(id)).join(', ')}]`;
  if (policyText.trim() === '')
    return [
      { span: { start: 0, end: policyText.length }, newText: `{${lineBreakOf(policyText)}  "targets": ${written}${lineBreakOf(policyText)}}\n` },
    ];
  const { root, problems } = readJson(policyText);
  if (root?.kind !== 'object' || problems.length > 0) return undefined;
  // The last of equal keys is the one that counts.
  const property = propertiesNamed(root, 'targets').at(-1);
  if (property) return property.value ? [{ span: property.value.span, newText: written }] : undefined;
  return appendMember(policyText, root, `"targets": ${written}`);
}
