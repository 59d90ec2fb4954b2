/** Git's objects by name, from one process for all questions: one for each would take most of the time. */
import type { Stop } from '../limits.ts';
import { batchReader, type GitObject } from './batch.ts';
import { type GitFailure, startGit, tooLarge } from './run.ts';

/** In the order of the names; null: git knows no such object, or several. */
export type Answers = { readonly objects: readonly (GitObject | null)[] } | GitFailure;

export interface Objects {
  /**
   * Names as git writes them (`HEAD^{commit}`, a hash), without control characters. Of an object of more than `most` bytes
   * only the size is told. One question at a time.
   */
  read(names: readonly string[], most: number): Promise<Answers>;
}

/** Bytes of all contents together. */
const mostBytes = 512 * 1024 * 1024;

interface Question {
  readonly count: number;
  readonly most: number;
  readonly objects: (GitObject | null)[];
  readonly answer: (answers: Answers) => void;
}

/** The process lives as long as `use` takes. Objects that a partial clone lacks are not fetched. */
export async function withObjects<T>(
  folder: string,
  stop: Stop | undefined,
  use: (objects: Objects) => Promise<T>,
): Promise<T> {
  let question: Question | null = null;
  let over: GitFailure | null = null;
  let bytes = 0;
  const answer = (answers: Answers): void => {
    const asked = question;
    question = null;
    asked?.answer(answers);
  };
  const fail = (failure: GitFailure): void => {
    over = failure;
    answer(failure);
  };
  const push = batchReader(
    () => question?.most ?? 0,
    (object) => {
      if (question === null) return;
      question.objects.push(object);
      bytes += object?.content?.length ?? 0;
      if (bytes > mostBytes) {
        git.kill();
        fail(tooLarge(mostBytes));
      } else if (question.objects.length === question.count) answer({ objects: question.objects });
    },
  );
  const git = startGit(
    folder,
    ['cat-file', '--batch'],
    { output: push, ended: (failure) => fail(failure ?? { failure: 'failed', message: 'git ended too early.' }) },
    stop,
  );
  const objects: Objects = {
    read: (names, most) =>
      new Promise((resolve) => {
        if (over !== null) resolve(over);
        else if (names.length === 0) resolve({ objects: [] });
        else {
          question = { count: names.length, most, objects: [], answer: resolve };
          git.write(`${names.join('\n')}\n`);
        }
      }),
  };
  try {
    return await use(objects);
  } finally {
    git.kill();
  }
}
