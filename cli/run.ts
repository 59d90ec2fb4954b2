/** One call of the command line: from words to an exit code. Whatever goes wrong is reported here. */
import { commandHelp, generalHelp } from './arguments/help.ts';
import { parseArguments } from './arguments/parse.ts';
import { isSet } from './arguments/values.ts';
import { commands } from './commands/index.ts';
import { type ExitCode, exit, Interrupted, UsageError } from './exit.ts';
import type { Host } from './host.ts';
import { nearestOf } from './nearest.ts';
import { emptyLine } from './terminal/progress.ts';
import { version } from './version.ts';

export async function run(words: readonly string[], host: Host): Promise<ExitCode> {
  try {
    return await dispatch(words, host);
  } catch (error) {
    return report(error, host);
  }
}

async function dispatch(words: readonly string[], host: Host): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === undefined) {
    host.stderr.write(generalHelp(commands));
    return exit.usage;
  }
  if (first === '--help' || first === '-h' || first === 'help') return help(rest[0], host);
  if (first === '--version' || first === '-V') {
    host.stdout.write(`${version}\n`);
    return exit.fine;
  }
  const command = commandNamed(first);
  if (isHelpWanted(rest)) return help(first, host);
  const args = parseArguments(rest, command);
  if (isSet(args, 'help')) return help(first, host);
  const work = await command.load();
  const code = await work(args, host);
  return host.stop.cancelled ? exit.interrupted : code;
}

/** `--help` helps even beside what is wrong, but not behind `--`. */
function isHelpWanted(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const before = end < 0 ? words : words.slice(0, end);
  return before.includes('--help') || before.includes('-h');
}

function help(name: string | undefined, host: Host): ExitCode {
  host.stdout.write(name === undefined ? generalHelp(commands) : commandHelp(commandNamed(name)));
  return exit.fine;
}

function commandNamed(name: string) {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const kind = name.startsWith('-') ? 'option' : 'command';
  const near = nearestOf(name, kind === 'option' ? ['--help', '--version'] : commands.map((command) => command.name));
  throw new UsageError(`risk has no ${kind} ${name}.${near === null ? '' : ` Did you mean ${near}?`}`, 'risk --help');
}

function report(error: unknown, host: Host): ExitCode {
  if (error instanceof UsageError) {
    host.stderr.write(`risk: ${error.message}\n${error.hint === null ? '' : `See ${error.hint}.\n`}`);
    return exit.usage;
  }
  if (error instanceof Interrupted || host.stop.cancelled) {
    // Progress, and the ^C that a terminal echoes, may stand on the line.
    host.stderr.write(`${host.stderr.isTerminal ? emptyLine : ''}risk: interrupted.\n`);
    return exit.interrupted;
  }
  const message = error instanceof Error ? error.message : String(error);
  const detail = host.env.RISK_DEBUG && error instanceof Error ? `${error.stack}\n` : '';
  host.stderr.write(
    `risk: the tool failed: ${message}\n${detail}This is a defect of the tool; RISK_DEBUG=1 shows where it happened.\n`,
  );
  return exit.failed;
}
