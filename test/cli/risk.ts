/** The `risk` command as a process, on a folder made for one test. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** Text or bytes for the standard input. */
  readonly input?: string;
}

/** The bundle that `RISK_CLI` names (on the Node that `RISK_NODE` names), else the source. */
const entry = process.env.RISK_CLI ?? fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const node = process.env.RISK_NODE ?? process.execPath;

/** What is called, for tests that start the process by themselves. */
export const riskCommand: readonly [node: string, entry: string] = [node, entry];

/** Calls `risk` in a folder. The date is fixed by those tests that depend on it. */
export function risk(cwd: string, words: readonly string[], options: Options = {}): Promise<Result> {
  assert.ok(existsSync(entry), `${entry} is missing`);
  return new Promise((resolve, reject) => {
    const child = spawn(node, [entry, ...words], { cwd, env: { ...process.env, NO_COLOR: '', ...options.env } });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const text = (name: 'stdout' | 'stderr'): string => Buffer.concat(chunks[name]).toString('utf8');
      resolve({ code, signal, stdout: text('stdout'), stderr: text('stderr') });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** Fails with all that was said if the exit code is another. */
export function assertCode(result: Result, code: number): void {
  assert.equal(result.code, code, `exit code ${result.code}, expected ${code}\n${result.stdout}\n${result.stderr}`);
}
