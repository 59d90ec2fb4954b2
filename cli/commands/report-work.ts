import { reportCsv, reportMarkdown, reportPage, riskReport } from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { choiceOf, isSet, textOf, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { pageScript } from '../project/page-script.ts';
import { reportOf } from '../project/report-of.ts';
import { readProject } from '../project/sources.ts';
import { print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { reportFormats } from './report.ts';
import { methods } from './simulate.ts';

const mostTrials = 100_000_000;

export async function runReport(args: Arguments, host: Host): Promise<ExitCode> {
  const format = choiceOf(args, 'format', reportFormats) ?? 'html';
  const asOf = todayOf(args, host.now());
  const settings = {
    today: asOf,
    trials: wholeNumberOf(args, 'trials', 1, mostTrials),
    seed: textOf(args, 'seed'),
    method: choiceOf(args, 'method', methods),
  };
  const project = await readProject(args.operands, args, host);
  const progress = progressOn(host, isSet(args, 'quiet'));
  const { assessments, diagnostics } = await assess(project, settings, args, host, progress);
  const report = riskReport({ version, asOf }, assessments.map(reportOf), diagnostics);
  const text =
    format === 'html'
      ? reportPage(report, await pageScript())
      : format === 'markdown'
        ? reportMarkdown(report)
        : reportCsv(report);
  await print(text, args, host);
  return diagnostics.some((each) => each.severity === 'error') ? exit.finding : exit.fine;
}
