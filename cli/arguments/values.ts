/** Values of options, checked. */
import { UsageError } from '../exit.ts';
import { nearestOf } from '../nearest.ts';
import type { Arguments } from './command.ts';

/** The text of an option; null if not given. */
export function textOf({ options }: Arguments, name: string): string | null {
  const value = options[name];
  if (value === '') throw new UsageError(`--${name} needs a value that is not empty.`);
  return typeof value === 'string' ? value : null;
}

export function isSet({ options }: Arguments, name: string): boolean {
  return options[name] === true;
}

/** A whole number from `least` to `most`, blanks of the language (`100_000`) allowed; null if not given. */
export function wholeNumberOf(args: Arguments, name: string, least: number, most: number): number | null {
  const text = textOf(args, name);
  if (text === null) return null;
  const value = /^\d+(_\d+)*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} needs a whole number from ${least} to ${most}, but was given "${text}".`);
}

/** One of some words; null if not given. */
export function choiceOf<T extends string>(args: Arguments, name: string, choices: readonly T[]): T | null {
  const text = textOf(args, name);
  if (text === null) return null;
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const near = nearestOf(text, choices);
  const advice = near === null ? '' : ` Did you mean ${near}?`;
  throw new UsageError(`--${name} is one of ${choices.join(', ')}, but was given "${text}".${advice}`);
}

/** `--format`, or `--json` for its `json`. */
export function formatOf<T extends string>(args: Arguments, formats: readonly T[]): T {
  const chosen = choiceOf(args, 'format', formats);
  if (!isSet(args, 'json')) return chosen ?? formats[0];
  if (chosen !== null && chosen !== 'json')
    throw new UsageError(`--json and --format ${chosen} contradict each other.`);
  return formats.find((each) => each === 'json')!;
}

/** `--today`, else the day of `now` in UTC, as `2026-03-01`. */
export function todayOf(args: Arguments, now: Date): string {
  const text = textOf(args, 'today');
  if (text === null) return now.toISOString().slice(0, 10);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  throw new UsageError(`--today needs a day that exists, such as 2026-03-01, but was given "${text}".`);
}
