import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const interrupt = new URL('../interrupt.ts', import.meta.url).href;

/** How a process ends that gets a SIGINT once it has said that it is ready. */
async function ended(body: string): Promise<string> {
  const script = `import { listenForInterrupt } from '${interrupt}';
    const { cancelled, computing } = listenForInterrupt();
    const ready = () => import('node:fs').then(({ writeSync }) => writeSync(1, 'ready'));
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = once(child, 'close');
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [code, signal] = await end;
  return `${signal ?? code}`;
}

describe('an interrupt', () => {
  it('ends a computation in the midst of a step', async () => {
    assert.equal(await ended('await ready(); await computing(async () => { for (;;); });'), 'SIGINT');
  });

  it('lets other work end by itself', async () => {
    const body = `await ready();
      while (!cancelled()) await new Promise((resolve) => setTimeout(resolve, 5));
      process.exitCode = 7;`;
    assert.equal(await ended(body), '7');
  });

  it('is listened to again after a computation, also one that failed', async () => {
    const body = `await computing(async () => { throw new Error(); }).catch(() => {});
      await ready();
      while (!cancelled()) await new Promise((resolve) => setTimeout(resolve, 5));
      process.exitCode = 7;`;
    assert.equal(await ended(body), '7');
  });
});
