import { workspace, type Uri } from 'vscode';
import type { Engine, SessionSettings } from '../../engine';

type PolicySettings = NonNullable<SessionSettings['settings']>;

/** The closed list of settings, as package.json describes them. */
export interface Settings {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave';
  readonly trace: boolean;
  /** What holds where no `portolan.jsonc` counts. */
  readonly policy: Required<Pick<PolicySettings, 'targets' | 'accept' | 'severity' | 'exclude' | 'lockfiles'>>;
}

/** Reads the settings in force for a file or folder. A value of a wrong type counts as absent. */
export function readSettings(scope?: Uri): Settings {
  const configuration = workspace.getConfiguration('portolan', scope ?? null);
  return {
    enable: configuration.get<unknown>('enable') !== false,
    run: configuration.get<unknown>('run') === 'onSave' ? 'onSave' : 'onType',
    trace: configuration.get<unknown>('trace') === true,
    policy: {
      targets: texts(configuration.get('targets')),
      accept: texts(configuration.get('accept')),
      severity: severitiesOf(configuration.get('severity')),
      exclude: texts(configuration.get('exclude')),
      lockfiles: { diagnostics: configuration.get<unknown>('lockfiles.diagnostics') === true },
    },
  };
}

/** Ids in the settings that nothing has, each with the setting that names it. */
export function unknownIds({ policy }: Settings, { vocabulary, catalog }: Engine): readonly { setting: string; id: string }[] {
  const isTarget = (id: string): boolean => Object.hasOwn(vocabulary.targets, id);
  const isAny = (id: string): boolean => isTarget(id) || Object.hasOwn(vocabulary.vendors, id) || Object.hasOwn(vocabulary.makers, id);
  const isGraded = (id: string): boolean => ['hard', 'conditional', 'default'].includes(id) || catalog.ruleById(id) !== undefined;
  return [
    ...policy.targets.filter((id) => !isTarget(id)).map((id) => ({ setting: 'targets', id })),
    ...policy.accept.filter((id) => !isAny(id)).map((id) => ({ setting: 'accept', id })),
    ...Object.keys(policy.severity).flatMap((id) => (isGraded(id) ? [] : [{ setting: 'severity', id }])),
  ];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : [];
}

function severitiesOf(value: unknown): PolicySettings['severity'] & object {
  const known = ['error', 'warning', 'information', 'hint', 'off'] as const;
  const found: Record<string, (typeof known)[number]> = {};
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, wanted] of Object.entries(value)) {
    const severity = known.find((candidate) => candidate === wanted);
    if (severity) found[key] = severity;
  }
  return found;
}
