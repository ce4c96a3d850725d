import type { Artifact } from '../model/manifest';
import type { ArtifactKind } from '../model/vocabulary';
import { comparableImage, splitImage } from '../text/image-reference';
import type { Span } from '../text/span';
import { comparableUrl } from '../text/url';
import { matchesWildcard } from '../text/wildcard';
import type { Answer, Atom, Evidence, Witness } from './condition';

/** The atom that asks for the value of an artifact itself. */
const ownAtoms: Readonly<Record<ArtifactKind, Atom>> = {
  index: 'index',
  wheel: 'source',
  channel: 'channel',
  image: 'tag',
  local: 'local',
  resource: 'source',
  device: 'source',
};

/** Answers the atoms of conditions for an artifact that stands alone: it knows its own value and nothing of any row. */
export class ArtifactEvidence implements Evidence {
  readonly #artifact: Artifact;
  readonly #besides: ReadonlySet<string>;

  constructor(artifact: Artifact, besides: ReadonlySet<string>) {
    this.#artifact = artifact;
    this.#besides = besides;
  }

  ask(atom: Atom, argument: string): Answer {
    const artifact = this.#artifact;
    if (atom === 'beside') return { value: this.#besides.has(argument) ? 'yes' : 'no' };
    if (ownAtoms[artifact.kind] !== atom && !(atom === 'index' && artifact.kind === 'wheel')) return { value: 'no' };
    if (atom === 'tag') return this.#tag(argument);
    const pattern = atom === 'index' && artifact.kind === 'wheel' ? `${argument}*` : argument;
    return matchesWildcard(pattern, comparableArtifact(artifact)) ? { value: 'yes', witness: { atom, span: artifact.span } } : { value: 'no' };
  }

  /** A tag that holds a variable without a value, or a template action, may be any. */
  #tag(pattern: string): Answer {
    const { tag } = splitImage(this.#artifact.value);
    if (tag === undefined) return { value: 'no' };
    if (matchesWildcard(pattern, tag)) return { value: 'yes', witness: { atom: 'tag', span: this.#artifact.tagSpan ?? this.#artifact.span } };
    return { value: tag.includes('${') || tag.includes('{{') ? 'unseen' : 'no' };
  }
}

/** The value of an artifact in the form in which rules compare it. */
export function comparableArtifact({ kind, value }: Artifact): string {
  if (kind === 'index' || kind === 'wheel') return comparableUrl(value);
  if (kind === 'image') return comparableImage(value);
  return kind === 'channel' ? comparableChannel(value) : value;
}

/** The smallest bound part: an image without its tag unless the tag binds, without its digest in any case. */
export function markOfArtifact({ span, nameSpan, tagSpan }: Artifact, witness: Witness | undefined): Span {
  if (!nameSpan) return span;
  return witness?.atom === 'tag' && tagSpan ? { start: nameSpan.start, end: Math.max(nameSpan.end, tagSpan.end) } : nameSpan;
}

/** The artifact as a person would say it: an image with its tag where that binds. */
export function artifactSubject(artifact: Artifact, witness: Witness | undefined): string {
  const name = comparableArtifact(artifact);
  const tag = witness?.atom === 'tag' ? splitImage(artifact.value).tag : undefined;
  return tag === undefined ? name : `${name}:${tag}`;
}

/** `https://conda.anaconda.org/pytorch` is the channel `pytorch`. */
function comparableChannel(channel: string): string {
  if (!channel.includes('://')) return channel;
  const url = comparableUrl(channel);
  const home = 'conda.anaconda.org/';
  return url.startsWith(home) ? url.slice(home.length) : url;
}
