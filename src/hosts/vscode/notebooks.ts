import { Location, NotebookCellKind, languages, workspace, type Diagnostic, type Disposable, type NotebookCell, type NotebookDocument } from 'vscode';
import { LineIndex, folderOf, formatOf, notebookOfCells, type CellsNotebook } from '../../engine';
import type { FileResult } from '../../model/result';
import { rangeOf, type OffsetSpan } from './convert';
import { findingDiagnostic } from './diagnostics';
import { EditedFiles, EditorFiles, OpenDocumentsOnly } from './files';
import { isManifest, isPolicyFile } from './manifest-names';
import type { Services } from './services';
import { later } from './timer';

/** The editor gives each cell a document of its own, whose path is the notebook's. */
export const notebookCellScheme = 'vscode-notebook-cell';
const typingDelay = 300;

/**
 * Marks the cells of open notebooks. The editor holds them as documents and not as the file's JSON: they are written as a notebook,
 * judged among the files around it, and each finding goes back to the cell that it came from.
 */
export class NotebookMarks implements Disposable {
  readonly #services: Services;
  readonly #collection = languages.createDiagnosticCollection('portolan-notebooks');
  readonly #marked = new Map<string, readonly NotebookCell[]>();
  readonly #waiting = new Map<string, () => void>();
  readonly #subscriptions: readonly Disposable[];

  constructor(services: Services) {
    this.#services = services;
    const all = (): void => workspace.notebookDocuments.forEach((notebook) => this.#schedule(notebook, 0));
    this.#subscriptions = [
      this.#collection,
      workspace.onDidOpenNotebookDocument((notebook) => this.#schedule(notebook, 0)),
      workspace.onDidChangeNotebookDocument(({ notebook, contentChanges, cellChanges }) => {
        if (contentChanges.length > 0 || cellChanges.some(({ document }) => document !== undefined)) this.#schedule(notebook, typingDelay);
      }),
      workspace.onDidCloseNotebookDocument((notebook) => {
        this.#waiting.get(keyOf(notebook))?.();
        this.#mark(notebook, new Map());
        this.#marked.delete(keyOf(notebook));
      }),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (isPolicyFile(uri.path)) all();
      }),
      services.onDidRestart(all),
    ];
    all();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const stop of this.#waiting.values()) stop();
  }

  #schedule(notebook: NotebookDocument, delay: number): void {
    const key = keyOf(notebook);
    this.#waiting.get(key)?.();
    const stop = later(delay, () => {
      this.#waiting.delete(key);
      this.#judge(notebook).catch((error: unknown) => this.#services.log.error(error instanceof Error ? error : String(error)));
    });
    this.#waiting.set(key, () => {
      stop();
      this.#waiting.delete(key);
    });
  }

  async #judge(notebook: NotebookDocument): Promise<void> {
    const cells = notebook.getCells().filter(({ kind, document }) => kind === NotebookCellKind.Code && document.languageId === 'python');
    const versions = cells.map(({ document }) => document.version);
    const written = notebookOfCells(cells.map(({ document }) => document.getText()));
    const result = cells.some(({ document }) => mayInstall(document.getText())) ? await this.#analyze(notebook, written.text) : undefined;
    // What was typed in the meantime is judged next.
    if (notebook.isClosed || cells.some(({ document }, n) => document.version !== versions[n])) return;
    this.#mark(notebook, result ? diagnosticsByCell(result, cells, written) : new Map());
  }

  async #analyze({ uri }: NotebookDocument, text: string): Promise<FileResult | undefined> {
    const services = this.#services;
    if (!formatOf(uri.path) || !services.settings(uri).enable) return undefined;
    const file = await services.sessionFor(uri);
    if (!file || !isManifest(file.path) || (await file.session.policyFor(folderOf(file.path))).excludes(file.path)) return undefined;
    const { root, path, folder } = file;
    const mayRead = folder !== undefined || (workspace.isTrusted && uri.scheme !== 'untitled');
    const stored = mayRead ? new EditorFiles(root, services.documents) : new OpenDocumentsOnly(root, services.documents);
    const engine = await services.engine();
    return engine.createSession(new EditedFiles(stored, path, text), { settings: services.settings(root).policy }).analyzeFile(path);
  }

  #mark(notebook: NotebookDocument, diagnostics: ReadonlyMap<NotebookCell, readonly Diagnostic[]>): void {
    const key = keyOf(notebook);
    for (const cell of this.#marked.get(key) ?? []) if (!diagnostics.has(cell)) this.#collection.delete(cell.document.uri);
    for (const [cell, list] of diagnostics) this.#collection.set(cell.document.uri, list);
    this.#marked.set(key, [...diagnostics.keys()]);
  }
}

function keyOf({ uri }: NotebookDocument): string {
  return uri.toString();
}

/** A line that IPython runs itself, or a cell magic: nothing else installs. */
function mayInstall(source: string): boolean {
  return source.split('\n').some((line) => '!%'.includes(line.trimStart().charAt(0) || ' '));
}

function diagnosticsByCell(result: FileResult, cells: readonly NotebookCell[], { locate }: CellsNotebook): Map<NotebookCell, Diagnostic[]> {
  const found = new Map<NotebookCell, Diagnostic[]>();
  const placeOf = (place: OffsetSpan): { cell: NotebookCell; location: Location } | undefined => {
    const located = locate(place);
    const cell = cells[located?.cell ?? -1];
    if (!located || !cell) return undefined;
    const { document } = cell;
    return { cell, location: new Location(document.uri, rangeOf(new LineIndex(document.getText()), located.span)) };
  };
  for (const finding of result.findings) {
    const place = finding.suppressed === null ? placeOf(finding.span) : undefined;
    if (!place) continue;
    const diagnostic = findingDiagnostic(finding, place.location.range, ({ file, span }) =>
      file === result.path ? placeOf(span)?.location : undefined,
    );
    found.set(place.cell, [...(found.get(place.cell) ?? []), diagnostic]);
  }
  return found;
}
