import type { Catalog } from '../catalog/catalog';
import { formatOf } from '../formats';
import type { Problem } from '../model/manifest';
import type { PolicyResult } from '../model/result';
import type { Rule } from '../model/rule';
import { matchesAnyGlob } from '../policy/glob';
import { defaultPolicy, type KnownIds, type Policy } from '../policy/policy';
import { readPolicy } from '../policy/policy-file';
import { decodeText } from '../text/decode';
import { folderOf, type FilePort } from './files';
import { readOwnRules } from './own-rules';

/** Name of the policy file; the nearest one at or above a file, within the root, counts whole. */
export const policyFileName = 'portolan.jsonc';

const largestPolicy = 1024 * 1024;

export interface SessionSettings {
  /** What holds where no policy file says anything: an editor's settings. */
  readonly settings?: Partial<Policy>;
  /** Named for this run; they replace the targets of any policy file. */
  readonly targets?: readonly string[];
  /** Named for this run; they add to what is accepted. */
  readonly accept?: readonly string[];
}

/** The policy for one folder, and where it comes from. */
export interface PolicyInForce {
  readonly policy: Policy;
  /** Folder of the policy file; its globs are relative to it. Undefined: no file, settings only. */
  readonly folder?: string;
  readonly excludes: (path: string) => boolean;
  /** The catalog with the rules of the workspace, and the ids that it knows. */
  readonly catalog: Catalog;
  readonly known: KnownIds;
}

/** Finds and reads policy files, each once. */
export class Policies {
  readonly #files: FilePort;
  readonly #settings: SessionSettings;
  readonly #catalog: Catalog;
  readonly #known: KnownIds;
  readonly #met: (rules: readonly Rule[]) => void;
  readonly #today: string;
  readonly #folders = new Map<string, Promise<PolicyInForce>>();
  readonly #read = new Map<string, PolicyResult>();

  /** @param met is told of the rules of the workspace that are read */
  constructor(files: FilePort, catalog: Catalog, settings: SessionSettings, today: string, met: (rules: readonly Rule[]) => void) {
    this.#files = files;
    this.#settings = settings;
    this.#catalog = catalog;
    this.#known = knownIds(catalog);
    this.#met = met;
    this.#today = today;
  }

  /** The policy that counts for files in a folder. */
  forFolder(folder: string): Promise<PolicyInForce> {
    let found = this.#folders.get(folder);
    if (!found) {
      found = this.#find(folder);
      this.#folders.set(folder, found);
    }
    return found;
  }

  /** The policy files that were read so far, in order of their paths. */
  read(): readonly PolicyResult[] {
    return [...this.#read.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Forgets what a change of `path` (or of anything) may have made stale; false if that is nothing, as for a manifest. */
  forget(path?: string): boolean {
    if (path !== undefined && formatOf(path) && !this.#read.has(path)) return false;
    this.#folders.clear();
    this.#read.clear();
    return true;
  }

  async #find(folder: string): Promise<PolicyInForce> {
    const path = folder === '' ? policyFileName : `${folder}/${policyFileName}`;
    const content = await this.#files.read(path, largestPolicy);
    if (content.kind === 'missing')
      return folder === '' ? this.#inForce({ ...defaultPolicy, ...this.#settings.settings }) : this.forFolder(folderOf(folder));
    const text = content.kind === 'text' ? content.text : content.kind === 'bytes' ? decodeText(content.bytes).text : undefined;
    const { policy, problems } = text === undefined ? unreadable() : readPolicy(text, this.#known, this.#today);
    if (text !== undefined && policy.rules.length > 0) return this.#withOwnRules(path, text, folder);
    this.#read.set(path, { path, text: text ?? '', problems });
    return this.#inForce(policy, folder);
  }

  /** The policy is read once more, since it may name the rules that it brings in. */
  async #withOwnRules(path: string, text: string, folder: string): Promise<PolicyInForce> {
    const { rules, files, problems: ofFolders } = await readOwnRules(this.#files, this.#catalog, { path, text });
    const catalog = rules.length > 0 ? this.#catalog.extended(rules) : this.#catalog;
    const known = knownIds(catalog);
    const { policy, problems } = readPolicy(text, known, this.#today);
    this.#met(rules);
    for (const file of files) this.#read.set(file.path, file);
    this.#read.set(path, { path, text, problems: [...problems, ...ofFolders], rules });
    return { ...this.#inForce(policy, folder), catalog, known };
  }

  #inForce(policy: Policy, folder?: string): PolicyInForce {
    const { targets, accept } = this.#settings;
    const merged = {
      ...policy,
      ...(targets && targets.length > 0 ? { targets } : {}),
      ...(accept && accept.length > 0 ? { accept: [...policy.accept, ...accept] } : {}),
    };
    const base = folder === undefined || folder === '' ? '' : `${folder}/`;
    return {
      policy: merged,
      ...(folder === undefined ? {} : { folder }),
      catalog: this.#catalog,
      known: this.#known,
      excludes: (path) => policy.exclude.length > 0 && path.startsWith(base) && matchesAnyGlob(policy.exclude, path.slice(base.length)),
    };
  }
}

function unreadable(): { policy: Policy; problems: readonly Problem[] } {
  return {
    policy: defaultPolicy,
    problems: [{ code: 'policy-syntax', span: { start: 0, end: 0 }, arguments: { reason: 'the file cannot be read or is too large' } }],
  };
}

function knownIds(catalog: Catalog): KnownIds {
  const { targets, vendors, makers } = catalog.vocabulary;
  return {
    targets: new Set(Object.keys(targets)),
    vendors: new Set(Object.keys(vendors)),
    makers: new Set(Object.keys(makers)),
    rules: new Set(catalog.ruleIds()),
  };
}
