import type { ExitCode } from '../exit.ts';
import type { Host } from '../host.ts';
import type { OptionSpec } from './options.ts';

/** What was written after a command's name, checked against its options. */
export interface Arguments {
  /** `true` for a switch, the text for an option with a value; absent if not given. */
  readonly options: Readonly<Record<string, string | true | undefined>>;
  /** Every value of an option, in the order in which they were given. */
  readonly values: Readonly<Record<string, readonly string[] | undefined>>;
  readonly operands: readonly string[];
}

/** A command of the tool. Its work is loaded only when it is called, so that `risk --help` starts at once. */
export interface CommandSpec {
  readonly name: string;
  /** Operands, as the usage line shows them. */
  readonly operands: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, for its own help: paragraphs. */
  readonly about: readonly string[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  readonly load: () => Promise<(args: Arguments, host: Host) => Promise<ExitCode>>;
}
