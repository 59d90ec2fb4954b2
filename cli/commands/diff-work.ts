import type { Arguments } from '../arguments/command.ts';
import type { ExitCode } from '../exit.ts';
import type { Host } from '../host.ts';
import { readVersions } from '../review/versions.ts';

/** While the versions are read, the rest of the command is loaded. */
export async function runDiff(args: Arguments, host: Host): Promise<ExitCode> {
  let asked = (): void => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const versions = readVersions(args, host, asked);
  // Why they cannot be read is told where they are awaited.
  await Promise.race([isAsked, versions.catch(() => {})]);
  const { compareVersions } = await import('./diff-compare.ts');
  return compareVersions(args, host, versions);
}
