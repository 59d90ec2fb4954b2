/** The vectorised numpy programs, where a python with numpy is installed: a process that runs one when it is asked to. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type NumpyProgram = 'usual' | 'tuned';

/** Milliseconds of the processor and of the clock. */
export interface NumpyRun {
  readonly losses: number;
  readonly withQuantiles: number;
  readonly clock: number;
  readonly ale: number;
}

export interface Numpy {
  readonly version: string;
  run(program: NumpyProgram, years: number): Promise<NumpyRun>;
  stop(): void;
}

/** The python that is first on the path may be another than the one that a package manager gave numpy to. */
const pythons = ['python3', '/usr/bin/python3', '/usr/local/bin/python3', 'python'];

/** Settings that some machines make for a processor that is not theirs. */
const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...environment } = process.env;

const hasNumpy = (python: string): boolean =>
  spawnSync(python, ['-c', 'import numpy'], { env: environment, stdio: 'ignore' }).status === 0;

/** Starts it; null where no python has numpy. */
export async function startNumpy(): Promise<Numpy | null> {
  const python = pythons.find(hasNumpy);
  if (python === undefined) return null;
  const child: ChildProcess = spawn(python, [join(import.meta.dirname, 'numpy_model.py')], {
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) return null;
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The numpy program ended.');
    return value;
  };
  const version = await line();
  return {
    version: `numpy ${version} (${python})`,
    async run(program, years) {
      stdin.write(`${program} ${years}\n`);
      const [losses, withQuantiles, clock, ale] = (await line()).split(' ').map(Number);
      return { losses: losses * 1000, withQuantiles: withQuantiles * 1000, clock: clock * 1000, ale };
    },
    stop: () => void stdin.end(),
  };
}
