import type { IgnoreEntry, KnownIds } from '../../src/policy/policy';

/** A few ids to read policies with. */
export const knownIds: KnownIds = {
  targets: new Set(['amd-rocm', 'cpu-arm64', 'nvidia-cuda']),
  vendors: new Set(['openai', 'azure-openai', 'google-gemini']),
  makers: new Set(['google', 'microsoft', 'nvidia', 'openai']),
  rules: new Set(['nvidia/dynamo', 'openai/agents']),
};

const makers: Readonly<Record<string, string>> = {
  'nvidia-cuda': 'nvidia',
  'google-gemini': 'google',
  'azure-openai': 'microsoft',
  openai: 'openai',
};

export const makerOf = (id: string): string | undefined => makers[id];

/** An entry of `ignore` without its place. */
export function withoutSpan(entry: IgnoreEntry): Partial<IgnoreEntry> {
  const copy: { span?: unknown } & Partial<Omit<IgnoreEntry, 'span'>> = { ...entry };
  delete copy.span;
  return copy as Partial<IgnoreEntry>;
}
