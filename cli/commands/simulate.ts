import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';

export const simulateFormats = ['text', 'json'] as const;
export const methods = ['auto', 'exact', 'simulation'] as const;

export const simulate: CommandSpec = {
  name: 'simulate',
  operands: '[PATH…]',
  summary: 'Computes the figures: expected annual loss, percentiles, controls, appetite.',
  about: [
    'Reports the systems that the paths belong to, each as a whole. The figures are printed with exit code 1, too.',
  ],
  options: [
    format(simulateFormats),
    { name: 'trials', value: 'N', help: "Simulated years, instead of the system's; where a figure is simulated." },
    { name: 'seed', value: 'TEXT', help: "Where all randomness comes from, instead of the system's seed." },
    {
      name: 'method',
      value: methods.join('|'),
      help: 'How figures are computed; auto (exact where it can be) if left out.',
    },
    {
      name: 'sensitivity',
      help: 'Say, too, which estimates the losses depend on, and which are worth knowing better.',
    },
    ...common,
  ],
  examples: [
    'risk simulate',
    'risk simulate --system Checkout --json',
    'risk simulate --sensitivity',
    'risk simulate --method simulation --trials 1_000_000',
  ],
  load: async () => (await import('./simulate-work.ts')).runSimulate,
};
