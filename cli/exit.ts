/** Exit codes of every command. */
export const exit = {
  /** Nothing to say against it. */
  fine: 0,
  /** An error in a file, too many warnings, a broken expectation, a file that is not formatted. */
  finding: 1,
  /** Wrong use: an option, a path, no `.risk` file. */
  usage: 2,
  /** The tool failed. */
  failed: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/**
 * Ends a command with a message for the one who called it. Thrown only here in the command line, where every way out is
 * an exit code and one place reports it.
 */
export class UsageError extends Error {
  /** What to call to learn more. */
  readonly hint: string | null;
  constructor(message: string, hint: string | null = null) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}

/** The work was stopped from outside (Ctrl-C). */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted.');
    this.name = 'Interrupted';
  }
}
