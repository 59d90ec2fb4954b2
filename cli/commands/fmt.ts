import type { CommandSpec } from '../arguments/command.ts';
import { common } from '../arguments/options.ts';

const used: ReadonlySet<string> = new Set(['json', 'root', 'output', 'quiet', 'allow-empty', 'help']);

export const fmt: CommandSpec = {
  name: 'fmt',
  operands: '[PATH…]',
  summary: 'Formats .risk files in place.',
  about: [
    'Changes white space only. Line endings, a byte order mark and the mode of a file stay. A file that cannot be read\nas the language is left as it is and named (exit code 1).',
  ],
  options: [
    { name: 'check', help: 'Write nothing; name the files that would change (exit code 1).' },
    ...common.filter((option) => used.has(option.name)),
  ],
  examples: ['risk fmt', 'risk fmt --check services'],
  load: async () => (await import('./fmt-work.ts')).runFmt,
};
