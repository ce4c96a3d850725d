import { CodeLens, EventEmitter, Location, Range, Uri, commands, languages, window, workspace, Disposable } from 'vscode';
import { LineIndex, encodeText, idWithout, type PlanPlace } from '../../engine';
import { rangeOf, uriOf } from './convert';
import { changesOf, makeChanges } from './fix-everywhere';
import { planScheme, type PlanDocuments, type ShownPlan } from './plan-documents';

/** What can be done with a plan: apply its edits all at once or step by step, go to its places, keep it, begin anew. */
export function offerPlanActions(plans: PlanDocuments): Disposable {
  const changed = new EventEmitter<void>();
  const provider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: ({ uri }: { readonly uri: Uri }): CodeLens[] => {
      const shown = plans.get(uri);
      return shown ? lensesOf(uri, shown) : [];
    },
  };
  const on = (name: string, run: (uri: Uri, shown: ShownPlan, step: number | undefined) => Promise<unknown>): Disposable =>
    commands.registerCommand(name, async (address?: unknown, step?: unknown) => {
      const uri = typeof address === 'string' ? Uri.parse(address, true) : window.activeTextEditor?.document.uri;
      const shown = uri && plans.get(uri);
      return uri && shown ? run(uri, shown, typeof step === 'number' ? step : undefined) : undefined;
    });
  return Disposable.from(
    changed,
    plans.onDidMake(() => changed.fire()),
    languages.registerCodeLensProvider({ scheme: planScheme }, provider),
    on('portolan.plan.apply', async (uri, shown, step) => {
      const isDone = await makeChanges(await changesOf(placesOf(shown, step), { fixes: fixesOf(shown, step) }));
      if (isDone) plans.refresh(uri);
      return isDone;
    }),
    on('portolan.plan.showPlaces', (uri, shown, step) => showPlaces(uri, shown, step ?? 0)),
    on('portolan.plan.save', (_uri, shown) => save(shown)),
    on('portolan.plan.startOver', (uri) => plans.startOver(uri)),
  );
}

function lensesOf(uri: Uri, shown: ShownPlan): CodeLens[] {
  const address = uri.toString();
  const lens = (line: number, title: string, command: string, ...values: readonly unknown[]): CodeLens =>
    new CodeLens(new Range(line, 0, line, 0), { title, command, arguments: [address, ...values] });
  const ready = shown.steps.filter((_, index) => fixesOf(shown, index).length > 0).length;
  return [
    ...(ready > 0 ? [lens(0, `$(wand) Apply all ready edits (${ready === 1 ? '1 step' : `${ready} steps`})…`, 'portolan.plan.apply')] : []),
    lens(0, '$(save) Save as a checklist…', 'portolan.plan.save'),
    ...(shown.hasEarlier ? [lens(0, '$(history) Start over', 'portolan.plan.startOver')] : []),
    ...shown.steps.flatMap(({ line, step }, index) => [
      ...(fixesOf(shown, index).length === 0 ? [] : [lens(line, '$(wand) Apply…', 'portolan.plan.apply', index)]),
      lens(
        line,
        step.places.length === 1 ? '$(go-to-file) Show the place' : `$(go-to-file) Show ${step.places.length} places`,
        'portolan.plan.showPlaces',
        index,
      ),
      new CodeLens(new Range(line, 0, line, 0), { title: '$(book) Rule page', command: 'portolan.openRulePage', arguments: [step.rule.id] }),
    ]),
  ];
}

/** The places of one step, or of all. */
function chosen({ steps }: ShownPlan, index: number | undefined): readonly PlanPlace[] {
  return (index === undefined ? steps : steps.slice(index, index + 1)).flatMap(({ step }) => step.places);
}

/** Ids of the fixes of one step, or of all. */
function fixesOf(shown: ShownPlan, index: number | undefined): readonly string[] {
  return [...new Set(chosen(shown, index).flatMap(({ fix }) => (fix ? [fix.id] : [])))];
}

/** The scans with the findings that a plan names: a file that is kept for other hardware stays as it is. */
function placesOf(shown: ShownPlan, index: number | undefined): Parameters<typeof changesOf>[0] {
  const ids = chosen(shown, index).flatMap(({ finding, isReady }) => (isReady ? [finding.id] : []));
  return shown.scans.map((scan, n) => ({ ...scan, findings: ids.flatMap((id) => idWithout(shown.prefixes[n] ?? '', id) ?? []) }));
}

async function showPlaces(uri: Uri, { steps, scans, prefixes }: ShownPlan, index: number): Promise<void> {
  const found = steps[index];
  if (!found) return;
  const locations = found.step.places.flatMap(({ finding, file }) =>
    scans.flatMap(({ folder }, n) => {
      const prefix = prefixes[n] ? `${prefixes[n]}/` : '';
      if (!finding.file.startsWith(prefix)) return [];
      return [new Location(uriOf(folder.uri, finding.file.slice(prefix.length)), rangeOf(new LineIndex(file.text), finding.span))];
    }),
  );
  const from = new Range(found.line, 0, found.line, 0).start;
  await commands.executeCommand('editor.action.goToLocations', uri, from, locations, 'peek', 'The place is not there any more.', true);
}

async function save({ text, plan }: ShownPlan): Promise<boolean> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `portolan-plan-${plan.goal.id}.md`;
  const uri = await window.showSaveDialog({
    title: 'Save the Plan',
    filters: { Markdown: ['md'] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
  if (!uri) return false;
  await workspace.fs.writeFile(uri, encodeText(text, { encoding: 'utf-8', bom: false }));
  return true;
}
