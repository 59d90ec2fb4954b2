import { allCodes, codeInfo } from '../../language/checks/codes.ts';
import type { LinkedSystem } from '../../language/stages.ts';
import type { ReportSystem } from '../../protocol/index.ts';
import {
  controlExplanation,
  groupExplanation,
  quantityExplanation,
  type TextOptions,
  threatExplanation,
  toJson,
} from '../../report/index.ts';
import { rootOf } from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { formatOf, isSet, textOf, todayOf } from '../arguments/values.ts';
import { type ExitCode, exit, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { nearestOf } from '../nearest.ts';
import { assess } from '../project/assess.ts';
import { quantityNamed } from '../project/quantities.ts';
import { reportOf } from '../project/report-of.ts';
import { readProject } from '../project/sources.ts';
import { namesIn, type Subject, subjectNamed } from '../project/subjects.ts';
import { writtenIn } from '../project/written.ts';
import { layoutOf, print } from '../terminal/print.ts';
import { progressOn } from '../terminal/progress.ts';
import { version } from '../version.ts';
import { explainFormats } from './explain.ts';
import { codeExplanation } from './explain-code.ts';

export async function runExplain(args: Arguments, host: Host): Promise<ExitCode> {
  const [name, ...paths] = args.operands;
  if (name === undefined)
    throw new UsageError('risk explain needs a name or the code of a check.', 'risk explain --help');
  const format = formatOf(args, explainFormats);
  const asOf = todayOf(args, host.now());
  const head = { format: 'risk-explain/1', tool: { name: 'risk', version }, asOf };
  const layout = layoutOf(args, host);
  const info = codeInfo(name);
  if (info !== undefined) {
    await print(format === 'json' ? toJson({ ...head, code: info }) : codeExplanation(info, layout), args, host);
    return exit.fine;
  }
  const found = await find(name, paths, asOf, args, host);
  const text = (): string => found.map((each) => explanation(each, layout)).join('\n');
  await print(format === 'json' ? toJson({ ...head, subjects: found.map(asData) }) : text(), args, host);
  return exit.fine;
}

interface Found {
  readonly system: ReportSystem;
  readonly linked: LinkedSystem;
  readonly subject: Subject;
  readonly root: string;
}

/** The things of that name, one a system at most. Without a path every system below the root is looked at. */
async function find(
  name: string,
  paths: readonly string[],
  today: string,
  args: Arguments,
  host: Host,
): Promise<Found[]> {
  const operands = paths.length > 0 ? paths : [textOf(args, 'root') ?? (await rootOf(host.cwd))];
  const project = await readProject(operands, args, host);
  const settings = { today, trials: null, seed: null, method: null };
  const progress = progressOn(host, isSet(args, 'quiet'));
  const { assessments } = await assess(project, settings, args, host, progress);
  const { root } = project.scope;
  const systems = assessments.map((assessment) => ({
    report: reportOf(assessment),
    linked: assessment.lowered.system,
    quantity: quantityNamed(name, assessment, root),
  }));
  const found = systems.flatMap(({ report, linked, quantity }) => {
    const subject = subjectNamed(name, report) ?? (quantity && { kind: 'quantity' as const, item: quantity });
    return subject === null ? [] : [{ system: report, linked, subject, root }];
  });
  if (found.length === 0)
    throw unknownName(
      name,
      systems.map(({ report }) => report),
    );
  return found;
}

function unknownName(name: string, systems: readonly ReportSystem[]): UsageError {
  const known = [...systems.flatMap(namesIn), ...allCodes.map((info) => info.code)];
  const near = nearestOf(name, known);
  const advice = near === null ? '' : ` Did you mean ${near}?`;
  return new UsageError(
    `Nothing that has figures is called ${name}, and no check has that code.${advice}`,
    'risk explain --help',
  );
}

function explanation({ system, subject, linked, root }: Found, layout: TextOptions): string {
  switch (subject.kind) {
    case 'threat':
      return threatExplanation(system, subject.item, written(subject.item.name, linked, root), layout);
    case 'control':
      return controlExplanation(system, subject.item, layout);
    case 'quantity':
      return quantityExplanation(subject.item, layout);
    case 'group':
      return groupExplanation(system, subject.item, layout);
  }
}

function asData({ system, subject, linked, root }: Found): object {
  const { name, currency } = system;
  const item = {
    system: name,
    currency,
    kind: subject.kind === 'group' ? subject.item.kind : subject.kind,
    item: subject.item,
  };
  const effects = (system.evidence?.effects ?? []).filter(
    (effect) => subject.kind === 'threat' && effect.threat === subject.item.name,
  );
  return subject.kind === 'group' || subject.kind === 'quantity'
    ? item
    : {
        ...(subject.kind === 'threat' ? { evidence: effects } : {}),
        ...item,
        written: written(subject.item.name, linked, root),
      };
}

function written(name: string, linked: LinkedSystem, root: string) {
  return (linked.declarations.get(name) ?? []).flatMap((node) => writtenIn(node, linked, root));
}
