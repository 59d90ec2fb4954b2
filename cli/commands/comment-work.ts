import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type CommentPosted, type Failure, type ProviderName, postComment, providers } from '../../connect/index.ts';
import { tagPattern } from '../../protocol/index.ts';
import { byteLength, logSafe, toJson } from '../../report/index.ts';
import { reasonOf } from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { isSet, textOf, wholeNumberOf } from '../arguments/values.ts';
import { type ExitCode, exit, Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { nearestOf } from '../nearest.ts';
import { appendJobSummary } from '../terminal/job-summary.ts';
import { print } from '../terminal/print.ts';

export async function runComment(args: Arguments, host: Host): Promise<ExitCode> {
  const provider = providerOf(args.operands);
  const tag = textOf(args, 'tag') ?? 'risk';
  if (!tagPattern.test(tag))
    throw new UsageError(`--tag needs letters, digits, dots and single hyphens, but was given "${tag}".`);
  const pr = wholeNumberOf(args, 'pr', 1, 9_999_999_999);
  const markdown = await reportIn(textOf(args, 'file') ?? '-', host);
  const timing = { now: () => host.now().getTime(), random: Math.random, sleep: sleepOn(host, isSet(args, 'quiet')) };
  const posted = await postComment({ provider, pr, markdown, tag, env: host.env, timing });
  if (posted.ok) {
    await say(posted.value, args, host);
    return exit.fine;
  }
  return giveUp(posted.failure, markdown, args, host);
}

/** The report is not lost: it is on the page of the run, or in its log. */
async function giveUp(failure: Failure, markdown: string, args: Arguments, host: Host): Promise<ExitCode> {
  const inSummary = await appendJobSummary((room) => (byteLength(markdown) <= room ? markdown : ''), host);
  const where = inSummary ? 'the summary of the job' : 'the standard output';
  host.stderr.write(`risk: no comment was written. ${failure.message} The report is in ${where}.\n`);
  if (isSet(args, 'json')) await print(toJson({ ...head, action: failure.kind, message: failure.message }), args, host);
  else if (!inSummary) host.stdout.write(`${logSafe(markdown)}\n`);
  switch (failure.kind) {
    case 'forbidden':
      return exit.fine;
    case 'address':
    case 'credentials':
    case 'missing':
      return exit.usage;
    default:
      return exit.failed;
  }
}

const head = { format: 'risk-comment/1' };

const done: Readonly<Record<CommentPosted['action'], string>> = {
  created: 'The comment was created',
  updated: 'The comment was updated',
  kept: 'The comment of a later run was kept',
};

async function say({ action, place, marker }: CommentPosted, args: Arguments, host: Host): Promise<void> {
  if (isSet(args, 'json')) await print(toJson({ ...head, action, place, marker }), args, host);
  else if (!isSet(args, 'quiet')) await print(`${done[action]}: ${place}.\n`, args, host);
}

function providerOf(operands: readonly string[]): ProviderName {
  const names = Object.keys(providers) as readonly ProviderName[];
  const [written, ...more] = operands;
  const found = names.find((name) => name === written);
  if (found !== undefined && more.length === 0) return found;
  if (more.length > 0) throw new UsageError(`risk comment takes one service, but was given ${operands.join(' ')}.`);
  if (written === undefined)
    throw new UsageError(`risk comment needs a service: ${names.join(', ')}.`, 'risk comment --help');
  const near = nearestOf(written, names);
  throw new UsageError(
    `${written} is none of ${names.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
    'risk comment --help',
  );
}

async function reportIn(file: string, host: Host): Promise<string> {
  const text = file === '-' ? await host.stdin() : await readReport(file, host);
  if (text === null) throw new UsageError('risk comment needs a report: --file FILE, or one on the standard input.');
  if (text.trim() === '') throw new UsageError(`${file === '-' ? 'The standard input' : file} is empty.`);
  return text.replace(/^\uFEFF/, '');
}

async function readReport(file: string, host: Host): Promise<string> {
  try {
    return await readFile(path.resolve(host.cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} could not be read: ${reasonOf(error)}.`);
  }
}

/** Waits in slices, so that a Ctrl-C is felt; says so where somebody might take it for standing still. */
function sleepOn(host: Host, quiet: boolean): (milliseconds: number) => Promise<void> {
  const slice = 100;
  const long = 5_000;
  return async (milliseconds) => {
    if (milliseconds >= long && !quiet)
      host.stderr.write(`risk: the service is asked again in ${Math.ceil(milliseconds / 1000)} s.\n`);
    for (let left = milliseconds; left > 0; left -= slice) {
      if (host.stop.cancelled) throw new Interrupted();
      await setTimeout(Math.min(left, slice));
    }
  };
}
