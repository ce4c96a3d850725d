import type { Artifact } from '../../model/manifest';
import { readCondaSpec, type CondaSpec } from '../conda-spec';
import type { ExpandedWord } from '../shell-expand';
import { optionNames, splitArguments } from './options';
import type { CommandContext } from './reading';

/** Options of `conda`, `mamba` and `micromamba` that take a value: https://docs.conda.io/projects/conda/en/stable/commands/install.html */
const valued = optionNames(`-n --name -p --prefix -c --channel -f --file --solver --repodata-fn --subdir --platform -r --root-prefix
  --channel-priority --rc-file --download-threads --extract-threads --revision --clone --shell-completion`);

/** Reads the words behind `conda install` and `conda create`: channels and match specifications. */
export function readCondaInstall(words: readonly ExpandedWord[], { stage, reading }: CommandContext): void {
  const { group } = stage;
  const { options, positionals } = splitArguments(words, valued);
  const channels: Artifact[] = [];
  for (const { name, value, unknown, span: declaration } of options) {
    if ((name !== '-c' && name !== '--channel') || !value || value.text === '' || unknown) continue;
    channels.push({ kind: 'channel', value: value.text, span: value.span(0, value.text.length), declaration, group });
  }
  reading.artifacts.push(...channels);
  for (const word of positionals) {
    const spec = readSpec(word);
    if (!spec) continue;
    const { name, nameSpan, version, build, channel, file } = spec;
    if (channel) reading.artifacts.push({ kind: 'channel', value: channel.raw, span: channel.span, declaration: word.span, group });
    const served = channel ? [channel] : channels.map(({ value, span }) => ({ raw: value, span }));
    reading.dependencies.push({
      ecosystem: 'conda',
      name,
      nameSpan,
      span: word.span,
      role: 'requires',
      extras: [],
      ...(version && { specifier: { ...version, dialect: 'conda', clauses: [] } }),
      ...(build && { build }),
      group,
      ...(file && { source: { kind: file.raw.includes('://') ? 'url' : 'path', url: file.raw, span: file.span } }),
      indexes: served.map(({ raw, span }) => ({ index: raw, span })),
    });
  }
}

/** A version that only a build knows stays as it is written. */
function readSpec({ content, unknown }: ExpandedWord): CondaSpec | undefined {
  const { text } = content;
  if (!unknown) return readCondaSpec(content);
  let end = 0;
  while (end < text.length && !'=<>!~ ['.includes(text.charAt(end))) end++;
  const spec = text.slice(0, end).includes('$') ? undefined : readCondaSpec(content.slice(0, end));
  return spec && end < text.length ? { ...spec, version: { raw: text.slice(end), span: content.span(end, text.length) } } : spec;
}
