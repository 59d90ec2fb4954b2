/** The `risk` command: sets up the process, runs, and leaves with its exit code. */
import { exit } from './exit.ts';
import { processHost } from './host.ts';
import { listenForInterrupt } from './interrupt.ts';
import { run } from './run.ts';
import { expectShortLife } from './short-life.ts';

if (process.argv[2] !== 'lsp') expectShortLife();
const { cancelled, computing } = listenForInterrupt();

// Whoever reads our output may stop (`risk simulate | head`): that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? exit.fine) : exit.failed);
  });
}

// The exit code is set, not forced, so that what is still on its way to a pipe arrives. No await here: the bundle has none
// at its top level.
void run(process.argv.slice(2), processHost(cancelled, computing)).then((code) => {
  process.exitCode = code;
});
