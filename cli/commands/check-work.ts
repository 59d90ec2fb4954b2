import { urlOf } from '../../language/checks/code.ts';
import { allCodes } from '../../language/checks/codes.ts';
import type { Diagnostic } from '../../protocol/index.ts';
import {
  type Annotation,
  annotationsOf,
  diagnosticLines,
  findingsMarkdown,
  type LineOf,
  type Rule,
  summary,
} from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { formatOf, isSet, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { costsOf } from '../project/costs.ts';
import { prefixOf } from '../project/in-repository.ts';
import { linesOf } from '../project/lines.ts';
import { readProject } from '../project/sources.ts';
import { appendJobSummary } from '../terminal/job-summary.ts';
import { layoutOf, print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { checkFormats } from './check.ts';
import { machineFormats } from './check-formats.ts';

const rules: readonly Rule[] = allCodes.map(({ code, severity, title, help }) => ({
  code,
  severity,
  title,
  help,
  url: urlOf(code),
}));

export async function runCheck(args: Arguments, host: Host): Promise<ExitCode> {
  const format = formatOf(args, checkFormats);
  const most = wholeNumberOf(args, 'max-warnings', 0, 1_000_000) ?? Number.POSITIVE_INFINITY;
  const quiet = isSet(args, 'quiet');
  const asOf = todayOf(args, host.now());
  const project = await readProject(args.operands, args, host);
  const settings = { figures: 'judged', today: asOf, trials: null, seed: null, method: null } as const;
  const { diagnostics, assessments } = await assess(project, settings, args, host, progressOn(host, quiet));
  const warnings = diagnostics.filter((each) => each.severity === 'warning').length;
  if (format === 'text') {
    const lineOf = linesOf(project.sources.files);
    await print(text(diagnostics, lineOf, warnings > most ? most : null, args, host), args, host);
  } else {
    const prefix = await prefixOf(project.scope.root);
    const costOf = costsOf(assessments);
    const annotations = (): readonly Annotation[] => annotationsOf(diagnostics, { rules, costOf, prefix });
    const head = { version, asOf };
    await print(machineFormats[format]({ diagnostics, annotations, rules, head }), args, host);
    if (format === 'github') await appendJobSummary((room) => findingsMarkdown(annotations(), room), host);
    if (warnings > most) host.stderr.write(`risk: ${tooMany(most)}\n`);
  }
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
  if (exceeded !== null) blocks.push(tooMany(exceeded));
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function tooMany(most: number): string {
  return `More than the ${most} warnings that --max-warnings allows.`;
}

function sentence(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}
