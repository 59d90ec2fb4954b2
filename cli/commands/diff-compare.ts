import type { RiskDiff } from '../../protocol/index.ts';
import {
  type DiffOptions,
  diffAnnotations,
  diffMarkdown,
  diffRules,
  diffText,
  gateLines,
  githubCommands,
  gitlabIssues,
  sarifLog,
  toJson,
} from '../../report/index.ts';
import { compareReports, currencyFault, type Gate, judgeGates, parseAmount, parseGate } from '../../review/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { choiceOf, formatOf, isSet, textOf, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { prefixOf } from '../project/in-repository.ts';
import { stoppable } from '../project/stoppable.ts';
import type { Versions } from '../review/versions.ts';
import { appendJobSummary } from '../terminal/job-summary.ts';
import { layoutOf, print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { diffFormats } from './diff.ts';
import { methods } from './simulate.ts';

const mostTrials = 100_000_000;

/** Compares, writes what was asked for, and judges the gates. */
export async function compareVersions(args: Arguments, host: Host, read: Promise<Versions>): Promise<ExitCode> {
  const format = formatOf(args, diffFormats);
  const asOf = todayOf(args, host.now());
  const gates = gatesOf(args);
  const shown = { minChange: minChangeOf(args) };
  const settings = {
    today: asOf,
    trials: wholeNumberOf(args, 'trials', 1, mostTrials),
    seed: textOf(args, 'seed'),
    method: choiceOf(args, 'method', methods),
  };
  const [versions, { sidesOf, services }] = await Promise.all([read, makeReady()]);
  const progress = progressOn(host, isSet(args, 'quiet'));
  const named = textOf(args, 'system');
  const withEvidence = !isSet(args, 'no-evidence');
  const compared = await stoppable(host, async (cancellation) => {
    const sides = await sidesOf(versions, settings, named, withEvidence, host, progress, cancellation, services);
    const { base, head, cache } = sides;
    const isEmpty = base.systems.length === 0 && head.systems.length === 0;
    if (isEmpty && named !== null) throw new UsageError(`There is no system ${named} on either side.`);
    if (isEmpty && !isSet(args, 'allow-empty'))
      throw new UsageError('There is no .risk file on either side; --allow-empty takes that for no difference.');
    return compareReports(base, head, { tool: { version }, asOf, cache, cancellation });
  });
  progress.end();
  const fault = currencyFault(compared, gates);
  if (fault !== null) throw new UsageError(fault);
  const diff = { ...compared, gates: judgeGates(compared, gates) };
  const prefix = await prefixOf(versions.head.sources.root);
  await print(written(diff, format, { ...shown, prefix }, args, host), args, host);
  await appendJobSummary((room) => diffMarkdown(diff, shown, Math.min(room, mostSummary)), host);
  const tripped = diff.gates.filter((gate) => gate.tripped);
  // Where the output is for machines the reason of the exit code is said beside it.
  if (format !== 'text')
    for (const { gate, explanation } of tripped) host.stderr.write(`risk: ${gate}: ${explanation}\n`);
  return tripped.length > 0 ? exit.finding : exit.fine;
}

/** While git looks, the rest of the command is loaded, and made that reads the versions. */
async function makeReady() {
  const [{ sidesOf }, { servicesToBeLike }] = await Promise.all([
    import('../review/sides.ts'),
    import('../project/language.ts'),
  ]);
  return { sidesOf, services: await servicesToBeLike() };
}

/** A character is up to three bytes of the summary's limit. */
const mostSummary = 300_000;

function written(
  diff: RiskDiff,
  format: (typeof diffFormats)[number],
  options: DiffOptions & { readonly prefix: string },
  args: Arguments,
  host: Host,
): string {
  switch (format) {
    case 'json':
      return toJson(diff);
    case 'markdown':
      return diffMarkdown(diff, options);
    case 'github':
      return githubCommands(diffAnnotations(diff, options));
    case 'gitlab':
      return toJson(gitlabIssues(diffAnnotations(diff, options)));
    case 'sarif':
      return toJson(sarifLog(diffAnnotations(diff, options), diffRules, { version, category: 'risk/diff' }));
    case 'text': {
      const layout = layoutOf(args, host);
      if (!isSet(args, 'quiet')) return diffText(diff, options, layout);
      return `${[diff.headline, ...gateLines(diff, layout)].join('\n')}\n`;
    }
  }
}

function gatesOf(args: Arguments): readonly Gate[] {
  return (args.values['fail-on'] ?? []).map((text) => {
    const gate = parseGate(text);
    if ('message' in gate) throw new UsageError(`--fail-on: ${gate.message}`);
    return gate;
  });
}

function minChangeOf(args: Arguments): number {
  const text = textOf(args, 'min-change');
  if (text === null) return 0;
  const amount = parseAmount(text);
  if (amount?.unit === 'money') return amount.value;
  throw new UsageError(`--min-change needs an amount of money such as $1k, but was given "${text}".`);
}
