/** Pipelines as files and as a run on this machine: the steps of a service, without the service. */
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { TestFolder } from '../../sources/test/folder.ts';
import { type Result, riskCommand } from './risk.ts';

export const home = fileURLToPath(new URL('../..', import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: the form of a pipeline is what the tests look at.
export function yamlAt(file: string): any {
  return parse(readFileSync(path.join(home, file), 'utf8'));
}

export interface Script {
  /** `sh` or `bash`. */
  readonly shell: string;
  /** What the shell is given: `-c` and a text, or a file. */
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a step in a folder, with `risk` on the PATH and nothing else of this process's pipeline in the environment. */
export function step(folder: TestFolder, { shell, words, env = {} }: Script): Promise<Result> {
  const [node, entry] = riskCommand;
  const stub = folder.write('../bin/risk', `#!/bin/sh\nexec "${node}" "${entry}" "$@"\n`);
  chmodSync(stub, 0o755);
  return run(shell, words, folder.path, {
    PATH: [path.dirname(stub), path.dirname(node), process.env.PATH ?? ''].join(path.delimiter),
    HOME: folder.path,
    NO_COLOR: '1',
    ...env,
  });
}

/** A repository with one commit for each set of files. */
export async function commits(folder: TestFolder, ...sets: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const git = async (...words: string[]): Promise<void> => {
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    const { code, stderr } = await run('git', [...who, ...words], folder.path, process.env);
    if (code !== 0) throw new Error(stderr);
  };
  await git('init', '--quiet', '--initial-branch=main');
  for (const files of sets) {
    for (const [file, text] of Object.entries(files)) folder.write(file, text);
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', 'change');
  }
}

export function run(
  command: string,
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, env: { ...env } });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const text = (name: 'stdout' | 'stderr'): string => Buffer.concat(chunks[name]).toString('utf8');
      resolve({ code, signal, stdout: text('stdout'), stderr: text('stderr') });
    });
    child.stdin.end();
  });
}
