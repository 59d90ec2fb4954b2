import type { CommandSpec } from '../arguments/command.ts';
import { common, format } from '../arguments/options.ts';

export const checkFormats = ['text', 'json', 'sarif', 'github', 'gitlab'] as const;

export const check: CommandSpec = {
  name: 'check',
  operands: '[PATH…]',
  summary: 'Validates: errors, warnings and hints, broken expectations and limits.',
  about: [
    'Exit code 1 says that a file has an error, an expectation is broken or there are too many warnings.',
    'sarif is for code scanning, gitlab a Code Quality report, github annotations of a workflow (with a summary of the job\nwhere GITHUB_STEP_SUMMARY is set). Paths in these are relative to the repository.',
  ],
  options: [
    format(checkFormats),
    { name: 'max-warnings', value: 'N', help: 'More warnings than this are a finding (exit code 1).' },
    ...common,
  ],
  examples: [
    'risk check',
    'risk check --max-warnings 0 services/checkout',
    'risk check --format sarif --output risk.sarif',
  ],
  load: async () => (await import('./check-work.ts')).runCheck,
};
