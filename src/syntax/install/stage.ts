import type { Group } from '../../model/manifest';
import type { MappedText } from '../../text/mapped-text';
import type { CommandContext, Reading, Stage, WordLevel } from './reading';

/** Commands that nothing was said before: no variables, no folder, no clones. */
export function freshStage(group: Group): Stage {
  return { name: '', group, variables: new Map<string, string | null>(), clones: new Map<string, MappedText>(), copied: new Map(), folder: '' };
}

/** A reading to which nothing was handed yet. */
export function emptyReading(): Reading {
  return { dependencies: [], artifacts: [], includes: [], problems: [], comments: [], installs: [] };
}

/** What the commands of a POSIX shell are read with. */
export function shellContext(stage: Stage, reading: Reading, level: WordLevel): CommandContext {
  return { stage, reading, level, escape: '\\', variables: new Map(), nesting: 0 };
}
