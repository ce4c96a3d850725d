import type { MappedText, Piece } from '../text/mapped-text';
import type { Span } from '../text/span';
import { ShellReader } from './shell-reader';

/** `$NAME` or `${NAME:-argument}`. */
export interface ShellVariable {
  readonly kind: 'variable';
  readonly name: string;
  /** Sign of the expansion with its colon (`:-`, `+`, `%%`, `//`); empty for a plain one, `?` for one that is not read. */
  readonly operator: string;
  /** What follows the operator, as written. */
  readonly argument: string;
  /** As it is written, and where. */
  readonly written: Piece;
  /** In double quotes its value is not split into words. */
  readonly quoted: boolean;
}

/** Text without its quotes and escapes. */
export interface ShellLiteral {
  readonly kind: 'literal';
  readonly pieces: readonly Piece[];
}

/** `$(…)`, backticks, arithmetic, `$1`: known only when it runs. */
export interface ShellUnknown {
  readonly kind: 'unknown';
  readonly written: Piece;
}

export type ShellPart = ShellLiteral | ShellVariable | ShellUnknown;

export interface ShellWord {
  readonly parts: readonly ShellPart[];
  /** Quotes included. */
  readonly span: Span;
  /** Some of it stands in quotes or is escaped. */
  readonly quoted: boolean;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord;
}

/** A simple command: assignments before it, and its words without redirections. */
export interface ShellCommand {
  readonly assignments: readonly ShellAssignment[];
  readonly words: readonly ShellWord[];
  /** Number of `if`, `for`, `while`, `case` around it. */
  readonly depth: number;
}

export interface ShellOptions {
  /** The character that takes the meaning off the next one; a backtick in PowerShell, where a backslash is text. */
  readonly escape: '\\' | '`';
}

/**
 * Splits a shell script into simple commands, as POSIX describes it
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html) with bash's `|&`, `&>`, `<<<`, `$'…'`.
 * Nothing is run or looked up. Substitutions are taken as unknown text and not read. Never throws, linear in the text.
 */
export function readShellCommands(script: MappedText, options: ShellOptions): readonly ShellCommand[] {
  return new ShellReader(script, options).readCommands();
}

/** Splits text at spaces with the shell's quotes and variables but without its operators, as Docker does for `ENV` and `FROM`. */
export function readShellWords(text: MappedText, options: ShellOptions): readonly ShellWord[] {
  return new ShellReader(text, options).readWords();
}
