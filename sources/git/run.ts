/** One call of git: without a shell, without a question to anybody, bounded in time and size. */
import { spawn } from 'node:child_process';
import { neverStop, type Stop } from '../limits.ts';

export interface GitCall {
  readonly input?: string;
  /** Bytes of output; more is a failure. */
  readonly limit?: number;
  readonly stop?: Stop;
}

export type GitResult =
  | { readonly output: Buffer }
  | { readonly failure: 'missing' | 'failed' | 'too-large' | 'timeout' | 'stopped'; readonly message: string };

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

export function runGit(folder: string, words: readonly string[], call: GitCall = {}): Promise<GitResult> {
  const { input = '', limit = mostBytes, stop = neverStop } = call;
  const env: NodeJS.ProcessEnv = { ...process.env, ...settings };
  for (const name of dropped) delete env[name];
  return new Promise((resolve) => {
    const child = spawn('git', ['--no-pager', ...options, '-C', folder, ...words], {
      env,
      shell: false,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let ended: GitResult | null = null;
    const end = (result: GitResult): void => {
      if (ended !== null) return;
      ended = result;
      clearInterval(watch);
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(result);
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
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) end({ failure: 'too-large', message: `git gave more than ${limit} bytes.` });
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < mostComplaint) complaint += chunk.toString('utf8');
    });
    child.on('close', (code) => {
      if (code === 0) end({ output: Buffer.concat(chunks) });
      else end({ failure: 'failed', message: firstLine(complaint) });
    });
    // git may end before it has read all of its input.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function firstLine(complaint: string): string {
  const line = complaint.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.replace(/^(fatal|error): /, '').trim();
}
