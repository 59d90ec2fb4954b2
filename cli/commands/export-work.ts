import { openThreatModel } from '../../architecture/index.ts';
import { toJson } from '../../report/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { isSet, todayOf } from '../arguments/values.ts';
import { type ExitCode, exit, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { assess } from '../project/assess.ts';
import { reportOf } from '../project/report-of.ts';
import { readProject } from '../project/sources.ts';
import { print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';

export async function runExport(args: Arguments, host: Host): Promise<ExitCode> {
  const [format, ...paths] = args.operands;
  if (format !== 'otm') {
    const given = format === undefined ? 'none was given' : `was given ${format}`;
    throw new UsageError(`risk export needs a format, otm, but ${given}.`, 'risk export --help');
  }
  const settings = { today: todayOf(args, host.now()), trials: null, seed: null, method: null };
  const project = await readProject(paths, args, host);
  const { assessments, diagnostics } = await assess(
    project,
    settings,
    args,
    host,
    progressOn(host, isSet(args, 'quiet')),
  );
  const [only, ...others] = assessments;
  if (only === undefined) throw new UsageError('There is no system in what is reported.');
  if (others.length > 0) {
    const names = assessments.map(({ lowered }) => lowered.description.name ?? 'one without a name');
    throw new UsageError(
      `An Open Threat Model holds one system, but there are ${names.join(', ')}; choose with --system.`,
    );
  }
  await print(toJson(openThreatModel(only.lowered.description, reportOf(only))), args, host);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    host.stderr.write(`The model has errors, so that parts of it have no figures; risk check names them.\n`);
  return errors > 0 ? exit.finding : exit.fine;
}
