import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';
import { methods } from './simulate.ts';

export const reportFormats = ['html', 'markdown', 'csv'] as const;

export const report: CommandSpec = {
  name: 'report',
  operands: '[PATH…]',
  summary: 'Writes a report for people: one HTML page, Markdown, or the threats as CSV.',
  about: [
    'The page has the loss exceedance curve, the register and the controls, and needs nothing but itself: it can be sent,\narchived, and read without a network. The figures are those of risk simulate, which has them as JSON.',
  ],
  options: [
    format(reportFormats),
    { name: 'trials', value: 'N', help: "Simulated years, instead of the system's; where a figure is simulated." },
    { name: 'seed', value: 'TEXT', help: "Where all randomness comes from, instead of the system's seed." },
    {
      name: 'method',
      value: methods.join('|'),
      help: 'How figures are computed; auto (exact where it can be) if left out.',
    },
    ...common.filter(({ name }) => name !== 'json'),
  ],
  examples: [
    'risk report --output report.html',
    'risk report --system Checkout --format markdown',
    'risk report --format csv -o threats.csv',
  ],
  load: async () => (await import('./report-work.ts')).runReport,
};
