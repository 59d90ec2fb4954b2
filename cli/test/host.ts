/** A call of the command line inside the test's own process: quick, for what needs no process. */
import type { Host } from '../host.ts';
import { run } from '../run.ts';

export interface Call {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of a terminal; left out: no terminal. */
  readonly terminal?: number;
  readonly cancelled?: boolean;
  /** Milliseconds that pass between two looks at the clock; none if left out. */
  readonly pace?: number;
  /** Left out: a terminal. */
  readonly stdin?: string;
}

export async function call(cwd: string, words: readonly string[], options: CallOptions = {}): Promise<Call> {
  const said = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Host['stdout'] => ({
    isTerminal: options.terminal !== undefined,
    width: options.terminal ?? 100,
    write: (text) => {
      said[name] += text;
    },
  });
  let passed = 0;
  const now = (): Date => {
    passed += options.pace ?? 0;
    return new Date(Date.UTC(2026, 10, 21, 12) + passed);
  };
  const host: Host = {
    cwd,
    env: options.env ?? {},
    now,
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: async () => options.stdin ?? null,
    stop: { cancelled: options.cancelled ?? false },
    computing: (work) => work(),
  };
  const code = await run(words, host);
  return { code, ...said };
}
