import path from 'node:path';
import { checkToGithub, checkToTerminal, colourStyle, exportReport, formats, plainStyle, type Report } from '../../engine';
import type { Arguments } from './args';
import { reportStyle } from './engine-files';

/** The result of `check` in the wanted format. */
export function renderCheck(report: Report, args: Arguments): string {
  if (args.format === 'text') {
    const wide = args.output === undefined && process.stdout.isTTY;
    const colour = wide && process.env['NO_COLOR'] === undefined;
    return checkToTerminal(report, { style: colour ? colourStyle : plainStyle, wide, verbose: args.verbose });
  }
  if (args.format === 'github') return checkToGithub(report);
  return exportReport(report, args.format, {
    title: titleOf(args.operands),
    formats: formats.map(({ title }) => title),
    style: args.format === 'html' ? reportStyle() : '',
  });
}

/** The name of the one folder that is looked at; several are told as they were named. */
function titleOf(operands: readonly string[]): string {
  return operands.length > 1 ? operands.join(', ') : path.basename(path.resolve(operands[0] ?? '.'));
}
