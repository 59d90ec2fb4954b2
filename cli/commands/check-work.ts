import type { Diagnostic } from '../../protocol/index.ts';
import { diagnosticLines, type LineOf, riskCheck, summary, toJson } from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { formatOf, isSet, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { linesOf } from '../project/lines.ts';
import { readProject } from '../project/sources.ts';
import { layoutOf, print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { checkFormats } from './check.ts';

export async function runCheck(args: Arguments, host: Host): Promise<ExitCode> {
  const format = formatOf(args, checkFormats);
  const most = wholeNumberOf(args, 'max-warnings', 0, 1_000_000) ?? Number.POSITIVE_INFINITY;
  const quiet = isSet(args, 'quiet');
  const asOf = todayOf(args, host.now());
  const project = await readProject(args.operands, args, host);
  const settings = { today: asOf, trials: null, seed: null, method: null };
  const { diagnostics } = await assess(project, settings, args, host, progressOn(host, quiet));
  const warnings = diagnostics.filter((each) => each.severity === 'warning').length;
  if (format === 'json') await print(toJson(riskCheck({ version, asOf }, diagnostics)), args, host);
  else
    await print(
      text(diagnostics, linesOf(project.sources.files), warnings > most ? most : null, args, host),
      args,
      host,
    );
  const failed = warnings > most || diagnostics.some((each) => each.severity === 'error');
  return failed ? exit.finding : exit.fine;
}

/** The findings and their number; `exceeded` is the limit of warnings where it was passed. */
function text(
  diagnostics: readonly Diagnostic[],
  lineOf: LineOf,
  exceeded: number | null,
  args: Arguments,
  host: Host,
): string {
  const layout = layoutOf(args, host);
  const quiet = isSet(args, 'quiet');
  const shown = diagnostics.filter(({ severity }) => !quiet || severity === 'error' || severity === 'warning');
  const blocks = shown.map((diagnostic) => diagnosticLines(diagnostic, layout, lineOf).join('\n'));
  if (!quiet) blocks.push(sentence(summary(diagnostics)));
  if (exceeded !== null) blocks.push(`More than the ${exceeded} warnings that --max-warnings allows.`);
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function sentence(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}
