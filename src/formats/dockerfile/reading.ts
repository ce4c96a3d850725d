import type { DockerInstruction } from '../../syntax/dockerfile';
import type { Reading } from '../../syntax/install/reading';
import type { ShellWord } from '../../syntax/shell-words';

/** A `FROM`, and the word that names its image. */
export interface FromLine {
  readonly instruction: DockerInstruction;
  readonly word?: ShellWord;
}

/** What a Dockerfile says, with what edits of its images need. */
export interface DockerfileReading extends Reading {
  readonly froms: FromLine[];
  /** Text of a template engine stands between the instructions. */
  readonly isTemplate: boolean;
}
