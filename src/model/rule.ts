import type { ArtifactKind, Axis, Confidence, Ecosystem, Effort, RemedyKind, Strength, VerdictKind } from './vocabulary';

/** A condition over what a manifest shows. Exactly one key; the JSON schema of rules says what each atom means. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly [Atom in ConditionAtom]: { readonly [Key in Atom]: string } }[ConditionAtom];

export type ConditionAtom = 'version' | 'local' | 'extra' | 'feature' | 'index' | 'source' | 'tag' | 'build' | 'channel' | 'beside' | 'code';

/** `yes` and `no` are seen in the manifest; `unseen` cannot be decided from it. */
export type Ternary = 'yes' | 'no' | 'unseen';

/** Does it run on a target? `how` and `package` are filled from the rule's details, which load later. */
export interface Verdict {
  readonly verdict: VerdictKind;
  readonly how?: string;
  readonly package?: string;
}

/** A verdict that holds only under a condition; the first that holds counts. */
export interface ConditionalVerdict extends Verdict {
  readonly when?: Condition;
}

export type Targets = Readonly<Record<string, readonly ConditionalVerdict[]>>;

export interface Binding {
  readonly axis: Axis;
  readonly to: readonly string[];
  readonly reaches: readonly string[];
  readonly strength: Strength;
  readonly when?: Condition;
  readonly summary: string;
  readonly targets: Targets;
  readonly confidence: Confidence;
}

/** Another channel of conda, and what is known of it. */
export interface ChannelEdit {
  readonly to: string;
  readonly drop: readonly string[];
  readonly has: Readonly<Record<string, Condition>>;
  /** Packages that only machines of the maker take, with the versions that the new channel has. */
  readonly bound?: Readonly<Record<string, Condition>>;
  /** The package that decides for all, with its builds by target, as patterns of build strings. */
  readonly builds?: { readonly of: string; readonly by: Readonly<Record<string, string>> };
  /** The same packages as wheels, by their names here: `registry:name`. */
  readonly wheels?: Readonly<Record<string, string>>;
}

/** What a remedy writes; several together are one change. */
export interface RemedyEdit {
  readonly local?: 'drop';
  /** The build string of conda, which ties the row to one build. */
  readonly build?: 'drop';
  readonly index?: string;
  /** It helps only where conda chooses by the machine, not where the file demands an accelerator of it. */
  readonly byMachine?: true;
  /** conda: the rows go, the packages in `has` come from `to`, each if its condition holds, and the channels in `drop` go. */
  readonly channel?: ChannelEdit;
  /** Nothing is written; the text of this other remedy of the rule serves here too. */
  readonly textOf?: string;
  readonly extras?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  readonly rename?: true;
  readonly marker?: string;
  readonly remove?: true;
  /** Into an extra, an optional group or a file of its own. */
  readonly optional?: true;
  /** The binding stays until the code is changed too. */
  readonly step?: true;
  /** Adapters below the row, by name with their specifier; `=` is that of the row. */
  readonly add?: Readonly<Record<string, string>>;
  /** One extra or file for each build that the rule's remedies take from an index. */
  readonly builds?: true;
  /** With `builds`: the rule's packages that only others bring are declared, and no row changes. */
  readonly promote?: {
    /** Of the build that the default index has, with `*` for the version of `runtime`, `128` for 12.8. */
    readonly index: string;
    /** The runtime library in the lock that tells which build the default index has. */
    readonly runtime: string;
  };
  /** The portable twin: instead of the row's extras that are dropped, or the remedy's package as the other choice. */
  readonly twin?: true;
  /** `variable`: today's image becomes the default of a variable; else the image to take, without a tag to keep the one that is there. */
  readonly image?: string;
  /** Into a file that is merged over this one where the devices are. */
  readonly devices?: 'override';
  /** The resource to ask for, by the one that is there. */
  readonly resource?: Readonly<Record<string, string>>;
  /** Packages that only the new index has and that its builds ask for. */
  readonly companions?: readonly string[];
}

export interface Remedy {
  readonly id: string;
  readonly kind: RemedyKind;
  readonly title: string;
  readonly effort: Effort;
  readonly for: readonly string[];
  readonly when?: Condition;
  /** `registry:name` of the package to move to. */
  readonly package?: string;
  readonly specifier?: string;
  readonly edit?: RemedyEdit;
}

export interface ArtifactPattern {
  readonly kind: ArtifactKind;
  readonly match: string;
}

export interface Licence {
  readonly spdx: string | null;
  readonly openness: 'open' | 'restricted' | 'closed' | 'unknown';
}

/** One package family, as analysis needs it. Texts that only cards and reports show are in `RuleDetails`. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly names: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  readonly family: boolean;
  readonly group: boolean;
  readonly artifacts: readonly ArtifactPattern[];
  readonly binds: readonly Binding[];
  readonly targets: Targets;
  readonly remedies: readonly Remedy[];
  readonly licence: Licence;
  readonly pulledInBy: readonly string[];
  /** Set for a rule of the workspace: its file, relative to the root, and its texts. */
  readonly own?: { readonly file: string; readonly details: RuleDetails };
}

export interface Source {
  readonly url: string;
  readonly checked: string;
  readonly of?: string;
  readonly confidence: Confidence;
  readonly supports: readonly string[];
}

/** Evidence and longer texts of a rule, loaded on first use; a rule of the workspace brings them along. */
export interface RuleDetails {
  readonly about?: string;
  readonly page?: string;
  readonly sources: readonly Source[];
  readonly imports: readonly string[];
  /** `how` and `package` by the path of the verdict: `targets.amd-rocm`, `targets.amd-rocm.1`, `binds.0.targets.amd-rocm`. */
  readonly verdicts: Readonly<Record<string, { readonly how?: string; readonly package?: string; readonly checked?: string }>>;
  readonly remedies: Readonly<Record<string, RemedyTexts>>;
}

export interface RemedyTexts {
  readonly loses?: string;
  readonly byHand?: string;
  /** By the language of the code: see `codeLanguages`. */
  readonly code?: Readonly<Record<string, CodeChange>>;
}

/** Lines of code as a remedy changes them; without `before` they are new. */
export interface CodeChange {
  readonly before?: readonly string[];
  readonly after: readonly string[];
}

/** A family of models with published weights, for servers that speak a vendor's protocol. */
export interface ModelFamily {
  readonly id: string;
  readonly title: string;
  readonly maker: string;
  /** The makers' country, ISO 3166 alpha-2. */
  readonly country: string;
  /** Releases that the entry speaks of. */
  readonly releases: readonly string[];
  readonly licence: Licence & { readonly name?: string };
  /** Parameters as the makers say them: total, and active after `-A`. */
  readonly sizes: readonly string[];
  readonly servers: readonly string[];
  /** What the licence limits. */
  readonly terms: string;
  readonly sources: readonly Source[];
}

/** The open-weight families and, in one text for all alike, where prompts go. */
export interface ModelFamilies {
  readonly data: string;
  readonly families: readonly ModelFamily[];
}

export interface TargetTerm {
  readonly title: string;
  readonly short: string;
  readonly axis: 'hardware' | 'platform';
  readonly maker?: string;
}

export interface VendorTerm {
  readonly title: string;
  readonly maker: string;
}

/** The closed lists of targets, vendors and makers, by id. */
export interface Vocabulary {
  readonly targets: Readonly<Record<string, TargetTerm>>;
  readonly vendors: Readonly<Record<string, VendorTerm>>;
  readonly makers: Readonly<Record<string, { readonly title: string }>>;
}
