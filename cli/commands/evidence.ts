import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';

export const evidenceFormats = ['text', 'json'] as const;

export const evidence: CommandSpec = {
  name: 'evidence',
  operands: '[PATH…]',
  summary: 'Lists what scanners and sensors found: finding, service, threat, and what it moves in money.',
  about: [
    'Reads the files that the models name with `evidence` and `feed`. Nothing is fetched.',
    'A figure moves only where its estimate says `with evidence`; how is a heuristic, not calibrated on data.',
    'Findings that match no service, or no threat on their service, are listed at the end.',
  ],
  options: [
    format(evidenceFormats),
    { name: 'limit', value: 'N', help: 'Findings that the text shows; 20 if left out. The JSON holds them all.' },
    ...common,
  ],
  examples: ['risk evidence', 'risk evidence services/orders --limit 100', 'risk evidence --json'],
  load: async () => (await import('./evidence-work.ts')).runEvidence,
};
