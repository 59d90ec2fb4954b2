import type { CommandSpec } from '../arguments/command.ts';
import { common } from '../arguments/options.ts';

export const lsp: CommandSpec = {
  name: 'lsp',
  operands: '',
  summary: 'Runs the language server, for an editor.',
  about: ['The editor starts it and speaks the Language Server Protocol over its standard input and output.'],
  options: [
    { name: 'stdio', help: 'Speak over the standard input and output.' },
    { name: 'clientProcessId', value: 'PID', help: 'End with this process.' },
    ...common.filter((option) => option.name === 'help'),
  ],
  examples: ['risk lsp --stdio'],
  load: async () => (await import('./lsp-work.ts')).runLsp,
};
