import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRiskServices, type RiskServices } from '../../language/services.ts';
import { counted } from '../../protocol/index.ts';
import { toJson } from '../../report/index.ts';
import { reasonOf } from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { isSet } from '../arguments/values.ts';
import { type ExitCode, exit, Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { formatFile } from '../project/format-file.ts';
import { isReported } from '../project/paths.ts';
import { readProject } from '../project/sources.ts';
import { print } from '../terminal/print.ts';
import { writeWhole } from '../terminal/write-file.ts';

/** What became of a file; `changed` with `--check` means that it would. */
interface Outcome {
  readonly file: string;
  readonly status: 'unchanged' | 'changed' | 'broken' | 'unreadable';
  readonly message: string | null;
}

export async function runFmt(args: Arguments, host: Host): Promise<ExitCode> {
  const check = isSet(args, 'check');
  const { scope, sources } = await readProject(args.operands, args, host);
  const services = createRiskServices().risk;
  const outcomes: Outcome[] = [];
  for (const { path: file } of sources.files) {
    if (!isReported(file, scope)) continue;
    if (host.stop.cancelled) throw new Interrupted();
    outcomes.push(await formatOne(services, scope.root, file, check));
  }
  for (const problem of sources.problems) {
    if (isReported(problem.path, scope))
      outcomes.push({ file: problem.path, status: 'unreadable', message: problem.message });
  }
  await print(
    isSet(args, 'json')
      ? toJson({ format: 'risk-fmt/1', check, files: outcomes })
      : text(outcomes, check, isSet(args, 'quiet')),
    args,
    host,
  );
  const clean = outcomes.every(({ status }) => status === 'unchanged' || (status === 'changed' && !check));
  return clean ? exit.fine : exit.finding;
}

async function formatOne(services: RiskServices, root: string, file: string, check: boolean): Promise<Outcome> {
  const full = path.join(root, file);
  try {
    const bytes = await readFile(full);
    const result = formatFile(services, bytes);
    if ('message' in result) {
      return {
        file,
        status: 'broken',
        message: (result.line === null ? '' : `line ${result.line}: `) + result.message,
      };
    }
    if (Buffer.from(result.text, 'utf8').equals(bytes)) return { file, status: 'unchanged', message: null };
    if (!check) await writeWhole(full, result.text);
    return { file, status: 'changed', message: null };
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).syscall !== 'string') throw error;
    throw new UsageError(`${file} could not be written: ${reasonOf(error)}.`);
  }
}

function text(outcomes: readonly Outcome[], check: boolean, quiet: boolean): string {
  const lines = outcomes.flatMap(({ file, status, message }) => {
    if (status === 'broken') return [`${file} is left as it is: ${message}`];
    if (status === 'unreadable') return [`${file} is left as it is: ${message}`];
    return status === 'changed' && (check || !quiet) ? [check ? `${file} is not formatted` : `${file} formatted`] : [];
  });
  const changed = outcomes.filter((outcome) => outcome.status === 'changed').length;
  if (!quiet) {
    const verb = check ? 'would change' : 'changed';
    lines.push(`${counted(changed, 'file')} of ${outcomes.length} ${verb}.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}
