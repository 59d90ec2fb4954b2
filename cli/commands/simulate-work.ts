import type { Diagnostic, ReportSystem } from '../../protocol/index.ts';
import {
  diagnosticLines,
  headline,
  riskReport,
  sensitivityText,
  summary,
  systemText,
  toJson,
  wrap,
} from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { choiceOf, formatOf, isSet, textOf, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { reportOf } from '../project/report-of.ts';
import { sensitivityReport } from '../project/sensitivity.ts';
import { readProject } from '../project/sources.ts';
import { layoutOf, print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { methods, simulateFormats } from './simulate.ts';

const mostTrials = 100_000_000;

export async function runSimulate(args: Arguments, host: Host): Promise<ExitCode> {
  const format = formatOf(args, simulateFormats);
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
  const systems: ReportSystem[] = [];
  for (const assessment of assessments) {
    const system = reportOf(assessment);
    if (!isSet(args, 'sensitivity')) {
      systems.push(system);
      continue;
    }
    progress.say(`Weighing the estimates of ${system.name ?? 'files outside every system'}`);
    systems.push({ ...system, sensitivity: await sensitivityReport(assessment, project.scope.root, host) });
  }
  progress.end();
  if (format === 'json') await print(toJson(riskReport({ version, asOf }, systems, diagnostics)), args, host);
  else await print(text(systems, diagnostics, args, host), args, host);
  return diagnostics.some((each) => each.severity === 'error') ? exit.finding : exit.fine;
}

function text(
  systems: readonly ReportSystem[],
  diagnostics: readonly Diagnostic[],
  args: Arguments,
  host: Host,
): string {
  const layout = layoutOf(args, host);
  if (isSet(args, 'quiet')) return systems.map((system) => `${headline(system, layout).join('\n')}\n`).join('\n');
  const blocks = systems.flatMap((system) => [
    systemText(system, layout),
    ...(system.sensitivity ? [sensitivityText(system.sensitivity, system.currency, layout)] : []),
  ]);
  const loud = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (loud.length > 0) {
    const lines = loud.flatMap((diagnostic) => diagnosticLines(diagnostic, layout));
    blocks.push(`${layout.style.strong('Errors and warnings')}\n${lines.join('\n')}\n`);
  }
  if (diagnostics.length > loud.length)
    blocks.push(`${wrap(`In all ${summary(diagnostics)}; risk check shows them.`, layout.width)}\n`);
  return blocks.join('\n');
}
