import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';
import { methods } from './simulate.ts';

export const diffFormats = ['text', 'markdown', 'json', 'github', 'gitlab', 'sarif'] as const;

export const diff: CommandSpec = {
  name: 'diff',
  operands: 'BASE [HEAD]',
  summary: 'Compares two versions: what changed, by how much money, and why.',
  about: [
    'BASE and HEAD are revisions of git; without HEAD it is the work tree, with what is not committed. BASE...HEAD compares\nHEAD with the commit at which it parted from BASE. Two folders are compared, too: ./before ./after.',
    'Nothing is checked out: files are read from the objects of git. Both sides are computed with one seed and date, so that\nwhat did not change shows no difference. The shares of the causes add up to the whole.',
    'A file of evidence that both revisions hold is read from each; any other is read from the work tree for both, so that\nevidence moves money only where it changed under review.',
    '--fail-on takes "ale +10%", "ale +$100k", "p95 > $5M", "target +5%", "threat +$50k", "appetite" (newly broken),\n"expectations", "new-unquantified" and "new-concessions". Exit code 1 says that one of them trips.',
  ],
  options: [
    format(diffFormats),
    { name: 'fail-on', value: 'GATE', help: 'A condition that ends with exit code 1; repeatable.' },
    {
      name: 'min-change',
      value: 'AMOUNT',
      help: 'Show no move of less money a year, such as $1k (JSON has them all).',
    },
    { name: 'no-evidence', help: 'Leave evidence out: both sides are computed as their authors estimated.' },
    { name: 'trials', value: 'N', help: 'Simulated years, for both sides; where a figure is simulated.' },
    {
      name: 'seed',
      value: 'TEXT',
      help: 'Where all randomness comes from, for both sides, instead of the seed of HEAD.',
    },
    {
      name: 'method',
      value: methods.join('|'),
      help: 'How figures are computed; auto (exact where it can be) if left out.',
    },
    ...common,
  ],
  examples: [
    'risk diff HEAD',
    'risk diff origin/main...HEAD --fail-on "ale +10%" --fail-on appetite',
    'risk diff v1.0 v1.1 --format markdown --output review.md',
    'risk diff ./before ./after --json',
  ],
  load: async () => (await import('./diff-work.ts')).runDiff,
};
