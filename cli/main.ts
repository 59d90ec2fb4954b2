/** The `risk` command: sets up the process, runs, and leaves with its exit code. */
import { exit } from './exit.ts';
import { processHost } from './host.ts';
import { run } from './run.ts';

/** After Ctrl-C the work may end by itself for so long. */
const graceMilliseconds = 400;

let cancelled = false;

process.on('SIGINT', () => {
  // A second Ctrl-C, or work that cannot be stopped in time, ends at once: every file is written whole or not at all.
  if (cancelled) process.exit(exit.interrupted);
  cancelled = true;
  setTimeout(() => process.exit(exit.interrupted), graceMilliseconds).unref();
});

// Whoever reads our output may stop (`risk simulate | head`): that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? exit.fine) : exit.failed);
  });
}

// The exit code is set, not forced, so that what is still on its way to a pipe arrives. No await here: the bundle has none
// at its top level.
void run(
  process.argv.slice(2),
  processHost(() => cancelled),
).then((code) => {
  process.exitCode = code;
});
