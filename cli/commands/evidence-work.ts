import { findingRows } from '../../language/evidence/rows.ts';
import type { Diagnostic, EvidenceFinding, ReportSystem } from '../../protocol/index.ts';
import { diagnosticLines, evidenceText, riskEvidence, toJson } from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { formatOf, isSet, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { reportOf } from '../project/report-of.ts';
import { readProject } from '../project/sources.ts';
import { layoutOf, print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { evidenceFormats } from './evidence.ts';

const shownFindings = 20;

interface Part {
  readonly system: ReportSystem;
  readonly findings: readonly EvidenceFinding[];
}

export async function runEvidence(args: Arguments, host: Host): Promise<ExitCode> {
  const format = formatOf(args, evidenceFormats);
  const limit = wholeNumberOf(args, 'limit', 0, 1_000_000) ?? shownFindings;
  const asOf = todayOf(args, host.now());
  const project = await readProject(args.operands, args, host);
  const progress = progressOn(host, isSet(args, 'quiet'));
  const settings = { today: asOf, trials: null, seed: null, method: null };
  const { assessments, diagnostics } = await assess(project, settings, args, host, progress);
  const parts = assessments.map(
    (assessment): Part => ({
      system: reportOf(assessment),
      findings:
        assessment.lowered.evidence === null
          ? []
          : findingRows(assessment.lowered.evidence, assessment.lowered.description.evidence?.effects ?? []),
    }),
  );
  if (format === 'json') await print(toJson(riskEvidence({ version, asOf }, parts, diagnostics)), args, host);
  else await print(text(parts, diagnostics, limit, args, host), args, host);
  return diagnostics.some((each) => each.severity === 'error') ? exit.finding : exit.fine;
}

function text(
  parts: readonly Part[],
  diagnostics: readonly Diagnostic[],
  limit: number,
  args: Arguments,
  host: Host,
): string {
  const layout = layoutOf(args, host);
  const blocks = parts.map(({ system, findings }) => evidenceText(system, findings, limit, layout));
  const loud = diagnostics.filter(
    ({ code, severity }) => severity === 'error' || (severity === 'warning' && code.startsWith('evidence-')),
  );
  if (loud.length > 0) {
    const lines = loud.flatMap((diagnostic) => diagnosticLines(diagnostic, layout));
    blocks.push(`${layout.style.strong('Errors and warnings')}\n${lines.join('\n')}\n`);
  }
  return blocks.join('\n');
}
