import { commands, type ExtensionContext } from 'vscode';
import { Analyses } from './analyses';
import { registerApplyEverywhere } from './commands/apply-everywhere';
import { registerCompare } from './commands/compare';
import { registerExplain } from './commands/explain';
import { registerExportReport } from './commands/export-report';
import { registerPlanMove } from './commands/plan-move';
import { registerReportFact } from './commands/report-fact';
import { registerRulePage } from './commands/rule-page';
import { registerSafeFixes } from './commands/safe-fixes';
import { registerScan } from './commands/scan';
import { registerTargets } from './commands/targets';
import { followDay } from './day';
import { registerWalkthrough } from './commands/walkthrough';
import { registerWriteBaseline } from './commands/write-baseline';
import { showDiagnostics } from './diagnostics';
import { followWorkspace } from './file-events';
import { showHovers } from './hover';
import { registerIgnoreActions } from './ignore-actions';
import { LiveUpdates } from './live-updates';
import { NotebookMarks } from './notebooks';
import { logResults } from './output';
import { offerQuickFixes } from './quick-fixes';
import { StaleLocks } from './relock';
import { offerRepairs } from './repairs';
import { registerReport } from './report-panel';
import { serveRulePages } from './rule-pages';
import { createServices } from './services';
import { serveShownTexts } from './shown-texts';
import { showStatus } from './status-bar';
import { registerTreeCommands } from './tree-commands';
import { showTree } from './tree-view';

/** Registers everything and reads nothing: the catalog is loaded when the first manifest is judged. */
export function activate(context: ExtensionContext): void {
  const services = createServices(context);
  const analyses = new Analyses(services);
  const updates = new LiveUpdates(services, analyses);
  const locks = new StaleLocks(services);
  context.subscriptions.push(
    updates,
    locks,
    followDay(() => services.restart()),
    followWorkspace(services, updates),
    showDiagnostics(services),
    new NotebookMarks(services),
    logResults(services),
    showHovers(services, analyses),
    offerQuickFixes(services, analyses, locks),
    offerRepairs(services, analyses, updates),
    registerIgnoreActions(services, analyses, updates),
    serveRulePages(services),
    showStatus(services, updates),
    showTree(services),
    registerTreeCommands(services),
    registerReport(services),
    registerScan(services, analyses, updates),
    registerExplain(services, analyses),
    registerTargets(services, updates),
    registerSafeFixes(services, analyses, locks),
    registerRulePage(services),
    registerReportFact(services),
    registerExportReport(services),
    registerPlanMove(services),
    registerCompare(services),
    registerWriteBaseline(services),
    registerApplyEverywhere(services),
    registerWalkthrough(services),
    serveShownTexts(),
    commands.registerCommand('portolan.showOutput', () => services.log.show()),
  );
}
