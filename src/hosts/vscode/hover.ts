import { Hover, languages, type Disposable, type Position, type TextDocument } from 'vscode';
import { LineIndex } from '../../engine';
import type { FileResult } from '../../model/result';
import type { Analyses } from './analyses';
import { findingCard, packageCard } from './card-markdown';
import { rangeOf, type OffsetSpan } from './convert';
import { documentSelector } from './manifest-names';
import type { Services } from './services';

/** Shows the fact card over what is bound, and over names that a rule knows. */
export function showHovers(services: Services, analyses: Analyses): Disposable {
  return languages.registerHoverProvider(documentSelector, {
    provideHover: async (document, position, token) => {
      const record = await analyses.current(document);
      if (!record || token.isCancellationRequested || record.version !== document.version) return undefined;
      return hoverAt(document, position, record.result, services);
    },
  });
}

async function hoverAt(document: TextDocument, position: Position, result: FileResult, services: Services): Promise<Hover | undefined> {
  const lines = new LineIndex(result.text);
  const offset = lines.offset({ line: position.line, column: position.character });
  const row = result.manifest.dependencies.findIndex(({ nameSpan }) => holds(nameSpan, offset));
  const dependency = result.manifest.dependencies[row];
  // The name of a row stands for all its findings, wherever their marks are.
  const ofRow = result.findings.filter(({ rows }) => dependency !== undefined && rows.includes(dependency));
  const found = result.findings.filter(({ span }) => holds(span, offset));
  const findings = found.length > 0 ? found : ofRow;
  const ruleIds = findings.length > 0 ? [] : (result.rows[row]?.rules ?? []);
  if (findings.length === 0 && ruleIds.length === 0) return undefined;
  const engine = await services.engine();
  await services.pages();
  const first = findings[0];
  if (first) {
    const range = rangeOf(lines, found.length > 0 ? first.span : (dependency?.nameSpan ?? first.span));
    return new Hover(
      findings.map((finding) => findingCard(finding, document.uri, engine)),
      range,
    );
  }
  const rules = ruleIds.flatMap((id) => engine.rule(id) ?? []);
  if (!dependency || rules.length === 0) return undefined;
  return new Hover(
    rules.map((rule) => packageCard(dependency.name, rule, engine, result.rows[row])),
    rangeOf(lines, dependency.nameSpan),
  );
}

function holds({ start, end }: OffsetSpan, offset: number): boolean {
  return start <= offset && offset < end;
}
