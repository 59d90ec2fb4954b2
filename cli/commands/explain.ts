import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';

export const explainFormats = ['text', 'json'] as const;

export const explain: CommandSpec = {
  name: 'explain',
  operands: 'NAME|CODE [PATH…]',
  summary: 'Says how a figure came about, or what a check means.',
  about: [
    'NAME is a threat, a control, a service, store, flow, external, asset, zone, agent, system or owner, an estimate\nor a distribution.\nCODE is that of a check, as shown with each finding.',
  ],
  options: [format(explainFormats), ...common],
  examples: ['risk explain RecipientTampering', 'risk explain stride-gap'],
  load: async () => (await import('./explain-work.ts')).runExplain,
};
