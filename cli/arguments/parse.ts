/** Reads the words after a command's name. */
import { parseArgs } from 'node:util';
import { UsageError } from '../exit.ts';
import { nearestOf } from '../nearest.ts';
import type { Arguments, CommandSpec } from './command.ts';
import type { OptionSpec } from './options.ts';

/** Checks every option; an unknown one names the nearest. Of an option that is given twice the last counts, where it is not repeatable. */
export function parseArguments(words: readonly string[], command: CommandSpec): Arguments {
  const specs = new Map(command.options.map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(command.options.map((option) => [option.name, configOf(option)])),
  });
  const options: Record<string, string | true> = {};
  const values: Record<string, string[]> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = specs.get(token.name);
    if (spec === undefined) throw unknownOption(token.rawName, command);
    // `--seed --json`: the value is missing; one that does begin with a dash is written `--seed=-x`.
    const isNextOption = token.inlineValue === false && token.value.startsWith('-') && token.value !== '-';
    const value = valueIn(spec, isNextOption ? undefined : token.value, command);
    options[spec.name] = value;
    if (value !== true) values[spec.name] = [...(values[spec.name] ?? []), value];
  }
  return { options, values, operands };
}

function configOf(option: OptionSpec): { type: 'string' | 'boolean'; short?: string } {
  const type = option.value === undefined ? 'boolean' : 'string';
  return option.short === undefined ? { type } : { type, short: option.short };
}

function valueIn(spec: OptionSpec, value: string | undefined, command: CommandSpec): string | true {
  if (spec.value === undefined) {
    if (value !== undefined)
      throw new UsageError(`--${spec.name} takes no value, but was given "${value}".`, `risk ${command.name} --help`);
    return true;
  }
  if (value === undefined)
    throw new UsageError(`--${spec.name} needs a value: --${spec.name} ${spec.value}.`, `risk ${command.name} --help`);
  return value;
}

function unknownOption(written: string, command: CommandSpec): UsageError {
  const near = written.startsWith('--')
    ? nearestOf(
        written.slice(2),
        command.options.map((option) => option.name),
      )
    : null;
  const advice = near === null ? '' : ` Did you mean --${near}?`;
  return new UsageError(`risk ${command.name} has no option ${written}.${advice}`, `risk ${command.name} --help`);
}
