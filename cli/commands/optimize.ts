import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';

export const optimizeFormats = ['text', 'json'] as const;
export const measures = ['ale', 'tvar95'] as const;

export const optimize: CommandSpec = {
  name: 'optimize',
  operands: '[PATH…]',
  summary: 'Finds the planned controls that leave the least loss for a budget.',
  about: [
    'Tries sets of planned controls, not single effects, for controls on one threat save less together than each alone.',
    'Shows what to buy, how much of the saving is due to each (shares that add up), and what other budgets would give.',
    'Costs are those of the first year: what is paid once, and one year of what is running.',
  ],
  options: [
    { name: 'budget', value: 'MONEY', help: 'Money for the first year ($500k, 1.2M EUR, 0); any amount if left out.' },
    {
      name: 'by',
      value: measures.join('|'),
      help: 'What is to be small: the expected annual loss (if left out), or the mean of the worst years.',
    },
    format(optimizeFormats),
    { name: 'trials', value: 'N', help: "Simulated years, instead of the system's; where a figure is simulated." },
    { name: 'seed', value: 'TEXT', help: "Where all randomness comes from, instead of the system's seed." },
    ...common,
  ],
  examples: [
    'risk optimize --budget $500k',
    'risk optimize --budget 250k --by tvar95',
    'risk optimize --system Shop --json',
  ],
  load: async () => (await import('./optimize-work.ts')).runOptimize,
};
