import { commands, type ExtensionContext } from 'vscode';
import { Analyses } from './analyses';
import { registerExplain } from './commands/explain';
import { registerExportReport } from './commands/export-report';
import { registerPlanMove } from './commands/plan-move';
import { registerReportFact } from './commands/report-fact';
import { registerRulePage } from './commands/rule-page';
import { registerSafeFixes } from './commands/safe-fixes';
import { registerScan } from './commands/scan';
import { registerTargets } from './commands/targets';
import { showDiagnostics } from './diagnostics';
import { followWorkspace } from './file-events';
import { showHovers } from './hover';
import { registerIgnoreActions } from './ignore-actions';
import { LiveUpdates } from './live-updates';
import { logResults } from './output';
import { offerQuickFixes } from './quick-fixes';
import { registerReport } from './report-panel';
import { serveRulePages } from './rule-pages';
import { createServices } from './services';
import { showStatus } from './status-bar';

/** Registers everything and reads nothing: the catalog is loaded when the first manifest is judged. */
export function activate(context: ExtensionContext): void {
  const services = createServices(context);
  const analyses = new Analyses(services);
  const updates = new LiveUpdates(services, analyses);
  context.subscriptions.push(
    updates,
    followWorkspace(services, updates),
    showDiagnostics(services),
    logResults(services),
    showHovers(services, analyses),
    offerQuickFixes(services, analyses),
    registerIgnoreActions(services, analyses, updates),
    serveRulePages(services),
    showStatus(services),
    registerReport(services),
    registerScan(services, analyses, updates),
    registerExplain(services, analyses),
    registerTargets(services, updates),
    registerSafeFixes(services, analyses),
    registerRulePage(services),
    registerReportFact(services),
    registerExportReport(services),
    registerPlanMove(services),
    commands.registerCommand('portolan.showOutput', () => services.log.show()),
  );
}
