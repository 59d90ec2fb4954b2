/** One call of git: without a shell, without a question to anybody, bounded in time and size. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { neverStop, type Stop } from '../limits.ts';

export interface GitCall {
  readonly input?: string;
  /** Bytes of output; more is a failure. */
  readonly limit?: number;
  readonly stop?: Stop;
}

export interface GitFailure {
  readonly failure: 'missing' | 'failed' | 'too-large' | 'timeout' | 'stopped';
  readonly message: string;
}

export type GitResult = { readonly output: Buffer } | GitFailure;

const mostBytes = 64 * 1024 * 1024;
const mostMilliseconds = 60_000;
const mostComplaint = 4000;

/**
 * Variables that would make git look elsewhere than in the folder it is called for; a hook sets them. What is fetched on
 * demand, asked for or paged is switched off.
 */
const dropped = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_PREFIX', 'GIT_NAMESPACE'];
const settings = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_PAGER: '',
  LC_ALL: 'C',
};
const options = ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** A running git. */
export interface GitProcess {
  write(input: string): void;
  /** No more input follows. */
  finish(): void;
  /** Ends it; nothing is told afterwards. */
  kill(): void;
}

export interface GitListener {
  /** A piece of the output. */
  output(piece: Buffer): void;
  /** It ended by itself: well, or with the reason why not. Told once. */
  ended(failure: GitFailure | null): void;
}

/** Starts git in a folder. It is killed when the caller stops, or after a minute. */
export function startGit(
  folder: string,
  words: readonly string[],
  { output, ended }: GitListener,
  stop: Stop = neverStop,
): GitProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, ...settings };
  for (const name of dropped) delete env[name];
  const child: ChildProcessWithoutNullStreams = spawn('git', ['--no-pager', ...options, '-C', folder, ...words], {
    env,
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  let isOver = false;
  const kill = (): void => {
    isOver = true;
    clearInterval(watch);
    clearTimeout(timer);
    child.kill('SIGKILL');
  };
  const end = (failure: GitFailure | null): void => {
    if (isOver) return;
    kill();
    ended(failure);
  };
  const watch = setInterval(() => {
    if (stop.cancelled) end({ failure: 'stopped', message: 'It was stopped.' });
  }, 50);
  const timer = setTimeout(
    () => end({ failure: 'timeout', message: `git gave no answer within ${mostMilliseconds / 1000} seconds.` }),
    mostMilliseconds,
  );
  child.on('error', (error: NodeJS.ErrnoException) => {
    const message =
      error.code === 'ENOENT'
        ? 'git was not found on the PATH.'
        : `git could not be started (${error.code ?? 'no reason'}).`;
    end({ failure: 'missing', message });
  });
  child.stdout.on('data', (piece: Buffer) => {
    if (!isOver) output(piece);
  });
  child.stderr.on('data', (piece: Buffer) => {
    if (complaint.length < mostComplaint) complaint += piece.toString('utf8');
  });
  child.on('close', (code) => end(code === 0 ? null : { failure: 'failed', message: reasonIn(complaint) }));
  // git may end before it has read all of its input.
  child.stdin.on('error', () => {});
  return {
    write: (input) => {
      if (!isOver) child.stdin.write(input);
    },
    finish: () => child.stdin.end(),
    kill,
  };
}

export function runGit(folder: string, words: readonly string[], call: GitCall = {}): Promise<GitResult> {
  const { input = '', limit = mostBytes, stop } = call;
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const git = startGit(
      folder,
      words,
      {
        output: (piece) => {
          size += piece.length;
          if (size <= limit) pieces.push(piece);
          else {
            git.kill();
            resolve(tooLarge(limit));
          }
        },
        ended: (failure) => resolve(failure ?? { output: Buffer.concat(pieces) }),
      },
      stop,
    );
    git.write(input);
    git.finish();
  });
}

export function tooLarge(limit: number): GitFailure {
  return { failure: 'too-large', message: `git gave more than ${limit} bytes.` };
}

/** A warning may stand before what it died of. */
function reasonIn(complaint: string): string {
  if (/lazy fetching disabled|promisor remote/.test(complaint)) return partialClone;
  const lines = complaint.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((each) => /^(fatal|error): /.test(each)) ?? lines[0] ?? '';
  return line.replace(/^(fatal|error): /, '').trim();
}

const partialClone =
  'The clone is a partial one, and some of its files are not in it. Fetch them (git fetch --refetch --no-filter), or clone without --filter.';
