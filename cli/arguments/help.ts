/** Help texts, made from what the commands say of themselves. */
import type { CommandSpec } from './command.ts';
import type { OptionSpec } from './options.ts';

export function generalHelp(commands: readonly CommandSpec[]): string {
  return lines(
    'Quantitative security risk as code: threats, losses and controls in .risk files.',
    '',
    'Usage: risk COMMAND [OPTION…] [PATH…]',
    '',
    'Commands:',
    ...pairs(commands.map((command) => [command.name, command.summary])),
    '',
    'Options:',
    ...pairs([
      ['--help', 'Show this help; after a command, that of the command.'],
      ['--version', 'Show the version.'],
    ]),
    '',
    'A path is a file or a folder, the current folder if left out. It chooses what is reported, never what is read:',
    'every .risk file below the root is read, and the root is the nearest folder above that holds .git.',
    '',
    'Exit codes: 0 fine; 1 a finding; 2 wrong use, a path that is missing, no .risk file; 3 the tool failed;',
    '130 interrupted.',
  );
}

export function commandHelp(command: CommandSpec): string {
  return lines(
    command.summary,
    '',
    `Usage: risk ${command.name} [OPTION…]${command.operands === '' ? '' : ` ${command.operands}`}`,
    ...command.about.flatMap((paragraph) => ['', paragraph]),
    '',
    'Options:',
    ...pairs(command.options.map((option) => [written(option), option.help])),
    ...(command.examples.length === 0 ? [] : ['', 'Examples:', ...command.examples.map((example) => `  ${example}`)]),
  );
}

function written({ name, short, value }: OptionSpec): string {
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function pairs(items: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.min(28, Math.max(...items.map(([left]) => left.length)));
  return items.map(([left, right]) =>
    left.length > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`,
  );
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
