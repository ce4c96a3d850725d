import { analyze, type AnalysisInput } from '../analysis/analyze';
import { fixesFor, type FixInput } from '../analysis/fixes';
import { lockKnowledge } from '../analysis/locked-bindings';
import { textsFor } from '../analysis/plan-texts';
import type { FileContext } from '../analysis/context';
import { suppress } from '../analysis/suppress';
import type { Catalog } from '../catalog/catalog';
import { formatOf, includedFormat } from '../formats';
import type { Finding } from '../model/finding';
import type { Fix, HandText } from '../model/fix';
import type { Problem } from '../model/manifest';
import type { FileResult, LockKnowledge, PolicyResult, ScanResult } from '../model/result';
import type { Remedy, Rule } from '../model/rule';
import { discover } from './discover';
import { folderOf, resolvePath, type CancelFlag, type FilePort } from './files';
import { runFixes, type FileChange, type FixSelection } from './fix-run';
import { IncludeGraph } from './includes';
import { inheritedRows } from './inherited';
import { Locks } from './locks';
import { ParsedFiles, type ParsedFile } from './parsed-file';
import { Policies, type PolicyInForce, type SessionSettings } from './policies';

export interface SessionOptions {
  readonly catalog: Catalog;
  /** `YYYY-MM-DD`, for ignores with an end. */
  readonly today: string;
  readonly settings?: SessionSettings;
  /** Lets other work run between files, where the host has such work. */
  readonly pause?: () => Promise<void>;
  /** Is told of the rules of the workspace that were read. */
  readonly met?: (rules: readonly Rule[]) => void;
}

export interface Progress {
  (done: number, total: number): void;
}

/** What a result was made from, and what was proven on it since. */
interface Judged extends Required<Pick<FixInput, 'exists' | 'proven'>> {
  readonly input: AnalysisInput;
  readonly file: ParsedFile;
  readonly catalog: Catalog;
}

const never: CancelFlag = { aborted: false };

/** Analyses files below one root. Keeps parsed files in memory until told that they changed. */
export class Session {
  readonly #files: FilePort;
  readonly #options: SessionOptions;
  readonly #parsed: ParsedFiles;
  readonly #policies: Policies;
  /** By catalog: a policy may bring rules of its own. */
  readonly #locks = new Map<Catalog, Locks>();
  readonly #judged = new WeakMap<FileResult, Judged>();

  constructor(files: FilePort, options: SessionOptions) {
    this.#files = files;
    this.#options = options;
    this.#parsed = new ParsedFiles(files);
    this.#policies = new Policies(files, options.catalog, options.settings ?? {}, options.today, options.met ?? (() => undefined));
  }

  /** Forgets what is known of a changed path (or of everything). */
  changed(path?: string): void {
    this.#parsed.forget(path);
    const anew = this.#policies.forget(path);
    for (const [catalog, locks] of this.#locks) {
      locks.forget();
      if (anew && catalog !== this.#options.catalog) this.#locks.delete(catalog);
    }
  }

  /** Reads and judges everything below the given folders and files, or below the root. */
  async scan(paths: readonly string[] = [''], cancel: CancelFlag = never, progress?: Progress): Promise<ScanResult> {
    const unreadable: { folder: string; reason: string }[] = [];
    const wanted = new Set<string>();
    for (const path of paths) {
      if (formatOf(path)) wanted.add(path);
      else await this.#discoverBelow(path, wanted, unreadable, cancel);
    }
    const loaded = await this.#load([...wanted], cancel, progress);
    const files = await this.#judge(
      [...loaded.values()].filter((file) => wanted.has(file.path) || !formatOf(file.path)),
      loaded,
      cancel,
    );
    return { files, policies: this.#policies.read(), unreadable, cancelled: cancel.aborted };
  }

  /** Judges one file as it stands among the manifests of its folder and of the folders above. */
  async analyzeFile(path: string, cancel: CancelFlag = never): Promise<FileResult | undefined> {
    const file = await this.#parsed.load(path);
    if (!file) return undefined;
    const loaded = await this.#load([path, ...(await this.#manifestsAround(path))], cancel);
    const [result] = await this.#judge([loaded.get(path) ?? file], loaded, cancel);
    return result;
  }

  /** The policy files that counted so far. */
  policies(): readonly PolicyResult[] {
    return this.#policies.read();
  }

  /** The policy in force for files of a folder. */
  policyFor(folder: string): Promise<PolicyInForce> {
    return this.#policies.forFolder(folder);
  }

  /** What a run of fixes would make of some files and of those that their fixes touch too. Writes nothing. */
  fixed(paths: readonly string[], selection: FixSelection): Promise<readonly FileChange[]> {
    return runFixes(this.#files, (files) => new Session(files, this.#options), paths, selection);
  }

  /**
   * The proven fixes of a finding of a result that this session gave, lightest first. What was proven for a result is kept with it.
   * @param only `safe`: those that need review are left out, which spares their proof
   */
  fixes(finding: Finding, result: FileResult, only?: 'safe'): readonly Fix[] {
    const judged = this.#judged.get(result);
    if (!judged) return [];
    const { file, input, catalog, exists, proven } = judged;
    const { text, format, editable } = file;
    return fixesFor(finding, result.findings, { ...input, text, format, editable, exists, proven }, catalog, only);
  }

  /** What the owner writes in by hand for a remedy of a finding of a result that this session gave; empty where no such text is known. */
  texts(finding: Finding, remedy: Remedy, result: FileResult): readonly HandText[] {
    const judged = this.#judged.get(result);
    if (!judged) return [];
    const { file, input, catalog, exists } = judged;
    const { text, format, editable } = file;
    return textsFor(finding, remedy, result.findings, { ...input, text, format, editable, exists }, catalog);
  }

  /** What binds in the locks of a file, and how its rows lead there; takes a while for large locks. */
  lockKnowledge(result: FileResult): readonly LockKnowledge[] {
    const judged = this.#judged.get(result);
    return judged ? lockKnowledge(judged.input) : [];
  }

  async #discoverBelow(path: string, wanted: Set<string>, unreadable: { folder: string; reason: string }[], cancel: CancelFlag): Promise<void> {
    const policy = await this.#policies.forFolder(path);
    const found = await discover(
      this.#files,
      path,
      (file) => this.#isLookedFor(file),
      (file) => policy.excludes(file),
      cancel,
    );
    for (const file of found.files) {
      const nearest = await this.#policies.forFolder(folderOf(file));
      if (!nearest.excludes(file)) wanted.add(file);
    }
    unreadable.push(...found.unreadable);
  }

  #isLookedFor(path: string): boolean {
    const format = formatOf(path);
    return format !== undefined && (format.holds === undefined || this.#files.head !== undefined);
  }

  /** Loads files and everything that they include, each once. */
  async #load(paths: readonly string[], cancel: CancelFlag, progress?: Progress): Promise<Map<string, ParsedFile>> {
    const loaded = new Map<string, ParsedFile>();
    const queue = paths.map((path) => ({ path, format: formatOf(path) }));
    for (let n = 0; n < queue.length && !cancel.aborted; n++) {
      const { path, format } = queue[n] ?? { path: '', format: undefined };
      if (loaded.has(path)) continue;
      const file = await this.#parsed.load(path, format);
      if (n % 32 === 31) await this.#options.pause?.();
      progress?.(n + 1, queue.length);
      if (!file) continue;
      loaded.set(path, file);
      for (const include of file.manifest.includes) {
        const to = resolvePath(path, include.path);
        if (to !== undefined && !loaded.has(to) && !isSecretFile(to)) queue.push({ path: to, format: formatOf(to) ?? includedFormat });
      }
    }
    return loaded;
  }

  async #manifestsAround(path: string): Promise<readonly string[]> {
    const found: string[] = [];
    let folder = folderOf(path);
    for (;;) {
      for (const { name, kind } of await this.#files.list(folder).catch(() => [])) {
        const sibling = folder === '' ? name : `${folder}/${name}`;
        if (kind === 'file' && sibling !== path && formatOf(sibling)?.capabilities.includes) found.push(sibling);
      }
      if (folder === '') return found;
      folder = folderOf(folder);
    }
  }

  async #judge(files: readonly ParsedFile[], loaded: ReadonlyMap<string, ParsedFile>, cancel: CancelFlag): Promise<readonly FileResult[]> {
    const graph = new IncludeGraph(loaded);
    const results: FileResult[] = [];
    for (const [n, file] of files.entries()) {
      if (cancel.aborted) break;
      if (n % 32 === 31) await this.#options.pause?.();
      results.push(await this.#judgeOne(file, graph));
    }
    return results.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async #judgeOne(file: ParsedFile, graph: IncludeGraph): Promise<FileResult> {
    const policy = await this.#policies.forFolder(folderOf(file.path));
    const { catalog } = policy;
    const context = { ...graph.context(file), ...(await this.#locksFor(catalog).contextOf(file)), ...(await inheritedRows(file, this.#parsed)) };
    const input: AnalysisInput = { file: file.path, manifest: file.manifest, context, policy: policy.policy };
    const analysis = analyze(input, catalog);
    const suppressed = suppress({
      findings: analysis.findings,
      text: file.text,
      comments: file.manifest.comments,
      ignores: policy.policy.ignore,
      fileFromPolicy: policy.folder ? file.path.slice(policy.folder.length + 1) : file.path,
      known: policy.known,
      vocabulary: this.#options.catalog.vocabulary,
      today: this.#options.today,
    });
    const result: FileResult = {
      path: file.path,
      formatId: file.format.id,
      text: file.text,
      manifest: file.manifest,
      status: file.status,
      ...(file.reason === undefined ? {} : { reason: file.reason }),
      findings: suppressed.findings,
      ...(analysis.choices.length > 0 ? { choices: analysis.choices } : {}),
      problems: [...toldProblems(file), ...graph.problems(file), ...analysis.problems, ...suppressed.problems],
      rows: analysis.rows,
      ...(await this.#besideOf(context)),
    };
    this.#judged.set(result, { input, file, catalog, exists: (path) => graph.has(path), proven: new Map() });
    return result;
  }

  async #besideOf({ lock, otherLocks = [] }: FileContext): Promise<Pick<FileResult, 'beside'>> {
    if (!lock) return {};
    const files = await Promise.all([lock, ...otherLocks].map(({ file }) => this.#parsed.load(file)));
    return { beside: files.flatMap((file) => (file ? [{ path: file.path, text: file.text, manifest: file.manifest }] : [])) };
  }

  #locksFor(catalog: Catalog): Locks {
    const known = this.#locks.get(catalog) ?? new Locks(this.#parsed, catalog);
    this.#locks.set(catalog, known);
    return known;
  }
}

/** A real environment file is not read, whatever names it. */
function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return (name === '.env' || name.startsWith('.env.') || name.endsWith('.env')) && formatOf(path) === undefined;
}

/** A file that another one includes by a name of its own (`-r .env`) may hold anything: places are told, its text is not. */
function toldProblems({ path, manifest }: ParsedFile): readonly Problem[] {
  if (formatOf(path)) return manifest.problems;
  return manifest.problems.map(({ code, span }) => ({ code, span, arguments: {} }));
}
