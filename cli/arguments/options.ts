/** Every option of every command: how it is written, what it takes and what its help says. */

export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What follows it; none: a switch. */
  readonly value?: string;
  readonly help: string;
}

export const common: readonly OptionSpec[] = [
  { name: 'json', help: 'Stable JSON instead of text (the same as --format json).' },
  { name: 'root', value: 'DIR', help: 'The root, instead of the nearest folder above that holds .git.' },
  { name: 'system', value: 'NAME', help: 'Report this system only.' },
  {
    name: 'today',
    value: 'DATE',
    help: 'The date that decides what has expired (2026-03-01), instead of today in UTC.',
  },
  {
    name: 'output',
    short: 'o',
    value: 'FILE',
    help: 'Write to this file instead of the standard output, which is `-`.',
  },
  { name: 'quiet', short: 'q', help: 'Say only what needs attention, and show no progress.' },
  { name: 'allow-empty', help: 'No .risk file is fine (exit code 0).' },
  { name: 'help', short: 'h', help: 'Show this help.' },
];

export function format(formats: readonly string[]): OptionSpec {
  return { name: 'format', value: formats.join('|'), help: `The form of the output; ${formats[0]} if left out.` };
}
