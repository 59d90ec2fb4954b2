import { eachFindingRow } from '../../language/evidence/rows.ts';
import type { Assessment } from '../../language/stages.ts';
import type { Diagnostic, EvidenceFinding, ReportSystem, RiskEvidence } from '../../protocol/index.ts';
import { diagnosticLines, evidenceText, jsonPieces, riskEvidence } from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { formatOf, isSet, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { reportOf } from '../project/report-of.ts';
import { readProject } from '../project/sources.ts';
import { layoutOf, print, printPieces } from '../terminal/print.ts';
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
  const systems = assessments.map(reportOf);
  if (format === 'json') {
    const bare = systems.map((system) => ({ system, findings: [] }));
    const found = { ...riskEvidence({ version, asOf }, bare, diagnostics), findings: eachFinding(assessments) };
    await printPieces(jsonPieces(found), args, host);
  } else {
    const parts = assessments.map((assessment, i) => ({ system: systems[i], findings: [...rowsOf(assessment)] }));
    await print(text(parts, diagnostics, limit, args, host), args, host);
  }
  return diagnostics.some((each) => each.severity === 'error') ? exit.finding : exit.fine;
}

function rowsOf({ lowered }: Assessment): Iterable<EvidenceFinding> {
  return lowered.evidence === null ? [] : eachFindingRow(lowered.evidence, lowered.description.evidence?.effects ?? []);
}

/** With the name of the system, as `riskEvidence` has them. */
function* eachFinding(assessments: readonly Assessment[]): Generator<RiskEvidence['findings'][number], void, void> {
  for (const assessment of assessments)
    for (const finding of rowsOf(assessment)) yield { ...finding, system: assessment.lowered.description.name };
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
