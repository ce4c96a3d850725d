import { workspace, type Uri, type WorkspaceEdit } from 'vscode';
import { digest } from '../../engine';
import type { Finding } from '../../model/finding';
import { checkedEdit, type PlannedEdit } from './fix-edits';
import type { ReportFile, ReportPage } from './report-page';

/** What a fix of the report changes, with the number of files that change or come into being, or one sentence why it is not made. */
export type ReportFix =
  | { readonly edit: WorkspaceEdit; readonly first: Uri | undefined; readonly count: number; readonly refused?: undefined }
  | { readonly edit?: undefined; readonly refused: string };

const stale = { refused: 'A file is not as the report had it; nothing was changed. The report was read again.' };
const unproven = { refused: 'The edit could not be proven on the file as it is; nothing was changed.' };

/**
 * The edit of one remedy at the named findings, in all files that it touches: proven again, one after another, on what the
 * files say now, which must be what the report was made from. One file that is not as it was, or one place that cannot be
 * proven, and there is no edit at all.
 * @param fixId `rule/remedy`
 */
export async function planReportFix(page: ReportPage, fixId: string, ids: readonly string[]): Promise<ReportFix> {
  const wanted = new Set(ids);
  const found = page.findings.filter(({ id, suppressed }) => suppressed === null && wanted.has(id));
  if (found.length === 0 || found.length < wanted.size) return stale;
  const files = new Map([...new Set(found.map(({ file }) => file))].map((shown) => [shown, page.files.get(shown)] as const));
  const planned: PlannedEdit[] = [];
  const uris: Uri[] = [];
  for (const root of new Set([...files.values()].flatMap((file) => file?.root ?? []))) {
    const own = found.flatMap((finding) => {
      const file = files.get(finding.file);
      return file?.root === root ? [{ finding, file }] : [];
    });
    const outcome = await planBelow(root, own, fixId);
    if ('refused' in outcome) return outcome;
    planned.push(outcome);
    uris.push(...own.map(({ file }) => file.uri));
  }
  const count = planned.flatMap((one) => one.files).length;
  if (count === 0) return unproven;
  const checked = await checkedEdit(...planned);
  return checked.edit ? { edit: checked.edit, first: uris[0], count } : { refused: checked.refused };
}

/** The part of an edit below one root, by the session that stands for it. */
async function planBelow(
  root: Uri,
  found: readonly { readonly finding: Finding; readonly file: ReportFile }[],
  fixId: string,
): Promise<PlannedEdit | { readonly refused: string }> {
  const files = [...new Set(found.map(({ file }) => file))];
  for (const { uri, text } of files) {
    const document = await Promise.resolve(workspace.openTextDocument(uri)).catch(() => undefined);
    if (document?.getText() !== text) return stale;
  }
  const session = files[0]?.session;
  const own = found.map(({ finding, file }) => ({ id: file.ownId(finding.id), group: finding.group }));
  const selection = { review: true, rules: [], packages: [], fixes: [fixId], findings: own.map(({ id }) => id) };
  const changes =
    (await session?.fixed(
      files.map(({ path }) => path),
      selection,
    )) ?? [];
  // Findings of one group are served by one fix.
  const applied = new Set(changes.flatMap((change) => change.applied.map(({ finding }) => finding.id)));
  const served = new Set(own.filter(({ id }) => applied.has(id)).map(({ group }) => group));
  if (own.some(({ group }) => !served.has(group))) return unproven;
  if (changes.some(({ path, before }) => files.some((file) => file.path === path && file.text !== before))) return stale;
  const edits = changes.map(({ path, before, edits: parts, created }) => ({
    file: path,
    length: before.length,
    digest: digest(before),
    edits: parts,
    create: created,
  }));
  return { records: [], root, files: edits };
}
