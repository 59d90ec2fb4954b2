/** A git repository for one test, made with git itself, without the user's settings. */
import { execFileSync } from 'node:child_process';
import { type TestFolder, withFolder } from './folder.ts';

export interface TestRepository extends TestFolder {
  /** Calls git in the repository; its output without the last line break. */
  git(...words: string[]): string;
  /** Commits everything and gives the hash. */
  commit(message: string): string;
}

export async function withRepository(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (repository: TestRepository) => Promise<void> | void,
): Promise<void> {
  await withFolder(files, async (folder) => {
    const git = (...words: string[]): string => gitIn(folder.path, words);
    const commit = (message: string): string => {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    };
    git('init', '--quiet', '--initial-branch', 'main');
    commit('Start');
    await test({ ...folder, git, commit });
  });
}

/** Git with no settings but these. */
export function gitIn(folder: string, words: readonly string[]): string {
  const identity = { NAME: 'Test', EMAIL: 'test@example.com', DATE: '2026-01-01T00:00:00Z' };
  const people = ['AUTHOR', 'COMMITTER'].flatMap((role) =>
    Object.entries(identity).map(([key, value]) => [`GIT_${role}_${key}`, value]),
  );
  return execFileSync('git', [...words], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...Object.fromEntries(people) },
  }).trimEnd();
}
