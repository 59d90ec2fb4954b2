/** The summary of a pipeline's job: Markdown that GitHub shows on the page of the run. Needs no token. */
import { appendFile, readFile } from 'node:fs/promises';
import { byteLength } from '../../report/index.ts';
import type { Host } from '../host.ts';

/** GitHub drops the whole summary of a step beyond 1 MiB. */
const mostBytes = 1024 * 1024;

/**
 * Appends to the file that `GITHUB_STEP_SUMMARY` names what `make` writes for the room that is left. False where there is
 * no such file, or no room. What is there already is not written twice.
 */
export async function appendJobSummary(make: (room: number) => string, host: Host): Promise<boolean> {
  const file = host.env.GITHUB_STEP_SUMMARY;
  if (!file) return false;
  const there = await readFile(file, 'utf8').catch(() => '');
  const used = byteLength(there);
  // Other Markdown ends here, whatever its last line was.
  const before = used > 0 ? '\n\n' : '';
  const room = mostBytes - used - before.length - 1;
  if (room <= 0) return false;
  const text = make(room);
  if (text === '' || byteLength(text) > room) return false;
  // A step may say the same by two commands.
  if (there.includes(text.trim())) return true;
  try {
    await appendFile(file, `${before}${text}\n`);
    return true;
  } catch (error) {
    host.stderr.write(`risk: the summary of the job could not be written (${(error as Error).message}).\n`);
    return false;
  }
}
