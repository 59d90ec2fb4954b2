import type { CommandSpec } from '../arguments/command.ts';
import { common } from '../arguments/options.ts';

const used: ReadonlySet<string> = new Set(['quiet', 'help']);

export const init: CommandSpec = {
  name: 'init',
  operands: '',
  summary: 'Writes a first model, from nothing or from an architecture.',
  about: [
    'Reads Kubernetes manifests, compose files, CycloneDX services, Open Threat Model, Threat Dragon and Threagile:\nservices, stores, flows and zones become declarations, STRIDE threats are left open to fill in.',
    'Never overwrites a file and never writes outside the folder. Called again, it proposes only what is new.',
  ],
  options: [
    { name: 'from', value: 'PATH', help: 'A file or folder to read the architecture from.' },
    { name: 'output', short: 'o', value: 'DIR', help: 'The folder to write to, instead of the current one.' },
    { name: 'dry-run', help: 'Write nothing; print what would be written.' },
    ...common.filter((option) => used.has(option.name)),
  ],
  examples: [
    'risk init',
    'risk init --from deploy/kubernetes',
    'risk init --from compose.yaml --output risk --dry-run',
  ],
  load: async () => (await import('./init-work.ts')).runInit,
};
