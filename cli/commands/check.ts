import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';

export const checkFormats = ['text', 'json'] as const;

export const check: CommandSpec = {
  name: 'check',
  operands: '[PATH…]',
  summary: 'Validates: errors, warnings and hints, broken expectations and limits.',
  about: ['Exit code 1 says that a file has an error, an expectation is broken or there are too many warnings.'],
  options: [
    format(checkFormats),
    { name: 'max-warnings', value: 'N', help: 'More warnings than this are a finding (exit code 1).' },
    ...common,
  ],
  examples: ['risk check', 'risk check --max-warnings 0 services/checkout', 'risk check --json --output findings.json'],
  load: async () => (await import('./check-work.ts')).runCheck,
};
