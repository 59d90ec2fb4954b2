import { optimize } from '../../engine/index.ts';
import type { Assessment } from '../../language/stages.ts';
import type { Diagnostic, OptimizedSystem } from '../../protocol/index.ts';
import { diagnosticLines, optimizedSystem, optimizedText, riskOptimize, toJson } from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { amountIn, type Money, moneyOf } from '../arguments/money.ts';
import { choiceOf, formatOf, isSet, textOf, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { readProject } from '../project/sources.ts';
import { stoppable } from '../project/stoppable.ts';
import { layoutOf, print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { measures, optimizeFormats } from './optimize.ts';

const mostTrials = 100_000_000;

export async function runOptimize(args: Arguments, host: Host): Promise<ExitCode> {
  const format = formatOf(args, optimizeFormats);
  const by = choiceOf(args, 'by', measures) ?? 'ale';
  const budget = moneyOf(args, 'budget');
  const asOf = todayOf(args, host.now());
  const settings = {
    today: asOf,
    trials: wholeNumberOf(args, 'trials', 1, mostTrials),
    seed: textOf(args, 'seed'),
    method: null,
  };
  const project = await readProject(args.operands, args, host);
  const progress = progressOn(host, isSet(args, 'quiet'));
  const { assessments, diagnostics } = await assess(project, settings, args, host, progress);
  const budgets = assessments.map((assessment) => budgetOf(assessment, budget));
  const systems: OptimizedSystem[] = [];
  for (const [i, { lowered }] of assessments.entries()) {
    progress.say(`Choosing controls of ${lowered.description.name ?? 'files outside every system'}`);
    const options = { budget: budgets[i], by };
    const decision = await stoppable(host, (cancellation) => optimize(lowered.model, { ...options, cancellation }));
    systems.push(optimizedSystem(lowered.description, lowered.model, decision));
  }
  progress.end();
  const output = (): string =>
    format === 'json'
      ? toJson(riskOptimize({ version, asOf }, systems, diagnostics))
      : text(systems, diagnostics, args, host);
  await print(output(), args, host);
  return diagnostics.some((each) => each.severity === 'error') ? exit.finding : exit.fine;
}

function budgetOf({ lowered }: Assessment, budget: Money | null): number | null {
  const { name, currency } = lowered.description;
  return budget === null ? null : amountIn(budget, name, currency, 'budget');
}

function text(
  systems: readonly OptimizedSystem[],
  diagnostics: readonly Diagnostic[],
  args: Arguments,
  host: Host,
): string {
  const layout = layoutOf(args, host);
  const blocks = systems.map((system) => optimizedText(system, layout));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 && !isSet(args, 'quiet')) {
    const lines = errors.flatMap((diagnostic) => diagnosticLines(diagnostic, layout));
    blocks.push(`${layout.style.strong('Errors')}\n${lines.join('\n')}\n`);
  }
  return blocks.join('\n');
}
