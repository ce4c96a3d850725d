import type { Comment, Problem } from '../model/manifest';
import type { Span } from '../text/span';
import { type GradleToken, readGradleTokens } from './gradle-lexer';

export type { GradleToken } from './gradle-lexer';

/** A statement of a build script: its own tokens, and the blocks in braces that it has. */
export interface GradleStatement {
  /** Without line breaks and without those of blocks. */
  readonly tokens: readonly GradleToken[];
  readonly blocks: readonly GradleBlock[];
  /** From the first token to the last, blocks included. */
  readonly span: Span;
}

export interface GradleBlock {
  readonly statements: readonly GradleStatement[];
  /** How many tokens of the statement stand before it. */
  readonly after: number;
}

export interface GradleScript {
  readonly statements: readonly GradleStatement[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a build script of Gradle as statements and blocks, without running it. Braces that do not fit are problems; what
 * stands around them is read all the same. Never throws, takes linear time.
 */
export function readGradle(text: string): GradleScript {
  const { tokens, comments, problems } = readGradleTokens(text);
  const builder = new ScriptBuilder();
  for (const token of tokens) builder.take(token);
  builder.finish();
  return { statements: builder.top.statements, comments, problems: [...problems, ...builder.problems] };
}

interface OpenStatement {
  readonly tokens: GradleToken[];
  readonly blocks: GradleBlock[];
  span: { start: number; end: number };
}

interface OpenBlock {
  readonly statements: OpenStatement[];
  readonly after: number;
  readonly brace: Span;
  statement: OpenStatement | undefined;
  /** Round and square brackets that are open: a line break in them ends nothing. */
  brackets: number;
}

/** Deeper blocks are taken for part of the one that they stand in. */
const deepest = 100;

class ScriptBuilder {
  readonly problems: Problem[] = [];
  readonly top: OpenBlock = newBlock(0, { start: 0, end: 0 });
  readonly #open: OpenBlock[] = [this.top];
  #beyond = 0;

  take(token: GradleToken): void {
    const block = this.#open.at(-1) ?? this.top;
    if (token.kind === 'newline') {
      if (block.brackets === 0 && block.statement?.tokens.at(-1)?.text !== ',') block.statement = undefined;
    } else if (token.kind === 'sign' && token.text === ';') block.statement = undefined;
    else if (token.kind === 'sign' && token.text === '{') this.#openBlock(block, token);
    else if (token.kind === 'sign' && token.text === '}') this.#closeBlock(block, token);
    else {
      if (token.kind === 'sign' && (token.text === '(' || token.text === '[')) block.brackets++;
      if (token.kind === 'sign' && (token.text === ')' || token.text === ']')) block.brackets = Math.max(0, block.brackets - 1);
      const statement = this.#statement(block, token);
      statement.tokens.push(token);
      statement.span.end = token.span.end;
    }
  }

  finish(): void {
    for (const { brace } of this.#open.slice(1)) this.#problem(brace);
    const { length } = this.#open;
    const end = this.#open[length - 1]?.statements.at(-1)?.span.end;
    for (const { statement } of this.#open) if (statement && end !== undefined) statement.span.end = Math.max(statement.span.end, end);
  }

  #openBlock(block: OpenBlock, { span }: GradleToken): void {
    const statement = this.#statement(block, { span });
    statement.span.end = span.end;
    if (this.#open.length >= deepest) {
      this.#beyond++;
      return;
    }
    const inner = newBlock(statement.tokens.length, span);
    statement.blocks.push(inner);
    this.#open.push(inner);
  }

  #closeBlock(block: OpenBlock, { span }: GradleToken): void {
    block.statement = undefined;
    if (this.#beyond > 0) {
      this.#beyond--;
      return;
    }
    if (this.#open.length === 1) {
      this.#problem(span);
      return;
    }
    this.#open.pop();
    const { statement } = this.#open.at(-1) ?? this.top;
    if (statement) statement.span.end = span.end;
  }

  #statement(block: OpenBlock, { span }: Pick<GradleToken, 'span'>): OpenStatement {
    if (!block.statement) {
      block.statement = { tokens: [], blocks: [], span: { ...span } };
      block.statements.push(block.statement);
    }
    return block.statement;
  }

  #problem(span: Span): void {
    this.problems.push({ code: 'syntax', span, arguments: {} });
  }
}

function newBlock(after: number, brace: Span): OpenBlock {
  return { statements: [], after, brace, statement: undefined, brackets: 0 };
}
