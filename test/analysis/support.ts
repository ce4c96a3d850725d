import assert from 'node:assert/strict';
import { applyEdits, fixTitle } from '../../src/engine';
import type { Finding } from '../../src/model/finding';
import type { FileResult } from '../../src/model/result';
import type { SessionSettings } from '../../src/workspace/policies';
import { MemoryFiles } from '../support/engine';
import { mark } from '../support/marks';
import { smallEngine } from '../support/small-catalog';

export interface Judged {
  readonly result: FileResult;
  readonly marked: string;
  /** Proven fixes of a finding by remedy, with the text that each makes. */
  fixes(finding: Finding): Record<string, { text: string; title: string; safety: string }>;
}

/** Judges one file in memory among others, with the small catalog. */
export async function judge(
  text: string,
  options: { file?: string; others?: Record<string, string>; settings?: SessionSettings } = {},
): Promise<Judged> {
  const file = options.file ?? 'requirements.txt';
  const engine = await smallEngine();
  const session = engine.createSession(new MemoryFiles({ ...options.others, [file]: text }), options.settings);
  const result = await session.analyzeFile(file);
  assert.ok(result);
  return {
    result,
    marked: mark(
      text,
      result.findings.filter(({ suppressed }) => !suppressed).map(({ span }) => span),
    ),
    fixes: (finding) =>
      Object.fromEntries(
        session
          .fixes(finding, result)
          .map((fix) => [fix.remedy.id, { text: applyEdits(text, fix.files[0]?.edits ?? []) ?? '', title: fixTitle(fix), safety: fix.safety }]),
      ),
  };
}

/** The first finding; fails if there is none. */
export function first(judged: Judged): Finding {
  const [finding] = judged.result.findings;
  assert.ok(finding, 'there is a finding');
  return finding;
}
