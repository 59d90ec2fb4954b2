import type { CommandSpec } from '../arguments/command.ts';
import { common } from '../arguments/options.ts';

const used: ReadonlySet<string> = new Set(['root', 'system', 'today', 'output', 'quiet', 'help']);

export const exportCommand: CommandSpec = {
  name: 'export',
  operands: 'otm [PATH…]',
  summary: 'Writes a model in the format of other tools.',
  about: [
    'otm: Open Threat Model 0.2.0 (JSON). Likelihood is the chance of a loss in a year, in percent; impact is the mean\nloss of an event, in percent of that of the costliest threat; money stands in the attributes.',
  ],
  options: common.filter((option) => used.has(option.name)),
  examples: ['risk export otm', 'risk export otm --system Shop --output shop.otm.json'],
  load: async () => (await import('./export-work.ts')).runExport,
};
