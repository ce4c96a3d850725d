import { type TextDocument, type Uri } from 'vscode';
import { folderOf, formatOf } from '../../engine';
import type { FileResult } from '../../model/result';
import { uriOf } from './convert';
import { isManifest, isPolicyFile } from './manifest-names';
import type { FileRecord, PolicyRecord } from './results';
import type { OpenedFile, Services } from './services';

/** So often is a document judged for one question while its circumstances change. */
const mostTurns = 5;

interface Run {
  readonly version: number;
  readonly generation: number;
  readonly cancel: { aborted: boolean };
  readonly outcome: Promise<FileRecord | undefined>;
}

/** Judges documents and stored files. A result that was overtaken by a newer text, policy or neighbour is dropped. */
export class Analyses {
  readonly #services: Services;
  readonly #runs = new Map<string, Run>();
  readonly #judgedIn = new WeakMap<FileRecord, number>();
  #generation = 0;

  constructor(services: Services) {
    this.#services = services;
  }

  /** What is known was found under circumstances that have changed (policy, settings, an included file). */
  invalidate(): void {
    this.#generation++;
  }

  /** Ends a run whose document was closed. */
  cancel(uri: Uri): void {
    const run = this.#runs.get(uri.toString());
    if (run) run.cancel.aborted = true;
  }

  /**
   * The result for a document's present text, which is then in the results; undefined: none, or overtaken. Who asks while the
   * circumstances change gets the answer under the new ones: nobody would ask for its light bulb again.
   */
  async current(document: TextDocument): Promise<FileRecord | undefined> {
    for (let turn = 0; ; turn++) {
      const generation = this.#generation;
      const record = await this.#latest(document);
      if (record || generation === this.#generation || document.isClosed || turn === mostTurns) return record;
    }
  }

  #latest(document: TextDocument): Promise<FileRecord | undefined> {
    // What is told of a policy file comes from reading the policies.
    if (isPolicyFile(document.uri.path)) return Promise.resolve(undefined);
    // Most documents of some names are none by their text: neither the engine nor neighbours are loaded for them.
    if (formatOf(document.uri.path)?.holds?.(document.getText()) === false) {
      this.cancel(document.uri);
      this.#services.results.delete(document.uri);
      return Promise.resolve(undefined);
    }
    const known = this.#services.results.get(document.uri);
    if (known?.version === document.version && this.#judgedIn.get(known) === this.#generation) return Promise.resolve(known);
    const key = document.uri.toString();
    const running = this.#runs.get(key);
    if (running?.version === document.version && running.generation === this.#generation && !running.cancel.aborted) return running.outcome;
    if (running) running.cancel.aborted = true;
    const cancel = { aborted: false };
    const run: Run = { version: document.version, generation: this.#generation, cancel, outcome: this.#judge(document, cancel) };
    this.#runs.set(key, run);
    void run.outcome
      .catch(() => undefined)
      .then(() => {
        if (this.#runs.get(key) === run) this.#runs.delete(key);
      });
    return run.outcome;
  }

  /** Judges stored files again, a folder at a time; those that are gone or unwanted lose their result. */
  async refreshStored(uris: readonly Uri[], cancel: { readonly aborted: boolean }): Promise<void> {
    const generation = this.#generation;
    const overtaken = (): boolean => cancel.aborted || generation !== this.#generation;
    const asked = new Map(uris.map((uri) => [uri.toString(), uri]));
    const files = (await Promise.all(uris.map((uri) => this.wanted(uri)))).filter((file) => file !== undefined);
    const records: FileRecord[] = [];
    for (const first of new Map(files.map((file) => [file.session, file])).values()) {
      const paths = files.flatMap(({ session, path }) => (session === first.session ? [path] : []));
      const { files: results } = await first.session.scan(paths, cancel);
      for (const result of results) {
        const uri = uriOf(first.root, result.path);
        if (overtaken()) return;
        // An included file of any name comes with the file that names it.
        if (asked.delete(uri.toString()) && !this.#services.documents.find(uri))
          records.push(await this.record(uri, { ...first, path: result.path }, result, undefined));
      }
    }
    if (overtaken()) return;
    for (const uri of asked.values()) if (!this.#services.documents.find(uri)) this.#services.results.delete(uri);
    if (records.length > 0) this.#services.results.set(records, policiesOf(records));
  }

  /** The file as its session knows it, if it is a manifest that is to be judged. */
  async wanted(uri: Uri): Promise<OpenedFile | undefined> {
    // The engine is not loaded for a file that is none by its name.
    if (!formatOf(uri.path) || this.#services.documents.isGone(uri) || !this.#services.settings(uri).enable) return undefined;
    const file = await this.#services.sessionFor(uri);
    if (!file || !isManifest(file.path)) return undefined;
    const policy = await file.session.policyFor(folderOf(file.path));
    return policy.excludes(file.path) ? undefined : file;
  }

  /** A result with what the editor needs beside it: the texts of other files that its findings point into. */
  async record(uri: Uri, file: OpenedFile, result: FileResult, version: number | undefined): Promise<FileRecord> {
    const texts = new Map([[result.path, result.text]]);
    for (const location of result.findings.flatMap(({ locations }) => locations)) {
      if (!texts.has(location.file)) texts.set(location.file, (await file.session.analyzeFile(location.file))?.text ?? '');
    }
    const { policy } = await file.session.policyFor(folderOf(file.path));
    const isQuiet = formatOf(file.path)?.capabilities.lock === true && !policy.lockfiles.diagnostics;
    const record = { uri, file, result, version, texts, isQuiet };
    this.#judgedIn.set(record, this.#generation);
    return record;
  }

  /** Reads the policy file that is open in the editor, so that its mistakes are shown. */
  async readPolicy(document: TextDocument): Promise<void> {
    const services = this.#services;
    const isWanted = services.settings(document.uri).enable && !services.documents.isGone(document.uri);
    const file = isWanted ? await services.sessionFor(document.uri) : undefined;
    if (!file) return services.results.delete(document.uri);
    await file.session.policyFor(folderOf(file.path));
    services.results.set([], policyRecords(file));
  }

  async #judge(document: TextDocument, cancel: { readonly aborted: boolean }): Promise<FileRecord | undefined> {
    const { version, uri } = document;
    const generation = this.#generation;
    const start = Date.now();
    const file = await this.wanted(uri);
    const result = await file?.session.analyzeFile(file.path, cancel);
    const record = file && result && !cancel.aborted ? await this.record(uri, file, result, version) : undefined;
    if (cancel.aborted || document.isClosed || document.version !== version || generation !== this.#generation) return undefined;
    if (!record) {
      this.#services.results.delete(uri);
      return undefined;
    }
    if (this.#services.settings(uri).trace)
      this.#services.log.info(`${record.result.path}, version ${version}: ${record.result.findings.length} findings in ${Date.now() - start} ms`);
    this.#services.results.set([record], policiesOf([record]));
    return record;
  }
}

/** The policy files that the sessions of these records have read. */
export function policiesOf(records: readonly FileRecord[]): readonly PolicyRecord[] {
  const files = new Map(records.map(({ file }) => [file.session, file]));
  return [...files.values()].flatMap((file) => policyRecords(file));
}

function policyRecords({ session, root }: OpenedFile): readonly PolicyRecord[] {
  return session.policies().map((policy) => ({ uri: uriOf(root, policy.path), policy }));
}
