import type { Arguments } from '../arguments/command.ts';
import { isSet } from '../arguments/values.ts';
import { type ExitCode, exit, UsageError } from '../exit.ts';

/** Runs until the editor ends it: the server then leaves the process by itself. */
export async function runLsp(args: Arguments): Promise<ExitCode> {
  if (!isSet(args, 'stdio'))
    throw new UsageError('The language server speaks over --stdio only: risk lsp --stdio.', 'risk lsp --help');
  const { startServer } = await import('../../server/node.ts');
  startServer();
  return exit.fine;
}
