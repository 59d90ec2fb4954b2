/** A revision as a person writes it → the commit that it names. */
import type { Stop } from '../limits.ts';
import { type Objects, withObjects } from './objects.ts';
import { runGit } from './run.ts';

export interface Revision {
  /** As written. */
  readonly name: string;
  /** The full hash of the commit. */
  readonly commit: string;
}

export type RevisionResult =
  | Revision
  /** `unknown`: no such revision; the others have to do with git or the repository. */
  | { readonly problem: 'unknown' | 'invalid' | 'no-repository' | 'no-git' | 'git'; readonly message: string };

/** The first of several that is none. */
export type UnknownRevision = Exclude<RevisionResult, Revision> & { readonly name: string };

/** Never handed to git as an option: what begins with a dash is refused here, and `--end-of-options` stands before. */
export async function revisionAt(root: string, name: string, stop?: Stop): Promise<RevisionResult> {
  const fault = faultOf(name);
  if (fault !== null) return { problem: 'invalid', message: `${quoted(name)} is no revision: ${fault}.` };
  const more = stop === undefined ? {} : { stop };
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const found = await runGit(root, words, { ...more, limit: 1024 });
  if ('output' in found) {
    const commit = found.output.toString('utf8').trim();
    if (/^[0-9a-f]{40,64}$/.test(commit)) return { name, commit };
  } else if (found.failure === 'missing') return { problem: 'no-git', message: found.message };
  else if (found.failure !== 'failed') return { problem: 'git', message: found.message };
  return explained(root, name, stop);
}

/** The same for several names, with one call of git where it knows all of them. The first that it does not know is said. */
export async function revisionsAt(
  root: string,
  names: readonly string[],
  stop?: Stop,
): Promise<readonly Revision[] | UnknownRevision> {
  const known = await withObjects(root, stop, (objects) => commitsOf(objects, names));
  if (known !== null) return names.map((name, index) => ({ name, commit: known[index] }));
  const revisions: Revision[] = [];
  for (const name of names) {
    const found = await revisionAt(root, name, stop);
    if ('problem' in found) return { ...found, name };
    revisions.push(found);
  }
  return revisions;
}

/** null: git does not know one of them, or failed. */
export async function commitsOf(objects: Objects, names: readonly string[]): Promise<readonly string[] | null> {
  if (names.some((name) => faultOf(name) !== null)) return null;
  const answers = await objects.read(
    names.map((name) => `${name}^{commit}`),
    0,
  );
  if ('failure' in answers) return null;
  const commits = answers.objects.flatMap((found) => (found?.type === 'commit' ? [found.id] : []));
  return commits.length === names.length ? commits : null;
}

/** The commit at which two branches parted. */
export async function mergeBase(root: string, one: Revision, other: Revision, stop?: Stop): Promise<RevisionResult> {
  const name = `${one.name}...${other.name}`;
  const more = stop === undefined ? {} : { stop };
  const found = await runGit(root, ['merge-base', one.commit, other.commit], { ...more, limit: 1024 });
  if ('output' in found) return { name, commit: found.output.toString('utf8').trim().split('\n')[0] };
  const shallow = await isShallow(root, stop);
  const advice = shallow ? `${shallowAdvice} ` : '';
  return {
    problem: 'unknown',
    message: `${one.name} and ${other.name} have no commit in common here. ${advice}`.trim(),
  };
}

const shallowAdvice =
  'The clone is shallow, so that older commits are not in it: fetch them (git fetch --unshallow, or fetch-depth: 0 in a workflow).';

/** Why git does not know a revision. */
async function explained(root: string, name: string, stop?: Stop): Promise<RevisionResult> {
  const more = stop === undefined ? {} : { stop };
  const repository = await runGit(root, ['rev-parse', '--is-inside-work-tree'], { ...more, limit: 1024 });
  if (!('output' in repository)) {
    if (repository.failure !== 'failed') return { problem: 'git', message: repository.message };
    const dubious = /dubious ownership/.test(repository.message);
    if (dubious) {
      const message = `git refuses to read ${root}, for it belongs to another user; git config safe.directory allows it.`;
      return { problem: 'git', message };
    }
    return { problem: 'no-repository', message: `${root} is not in a git repository.` };
  }
  const born = await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'], { ...more, limit: 1024 });
  if (!('output' in born) && born.failure === 'failed' && /^(HEAD|@)/.test(name)) {
    const message = `There is nothing to compare with in ${root}: its branch has no commit yet.`;
    return { problem: 'unknown', message };
  }
  const advice = (await isShallow(root, stop)) ? ` ${shallowAdvice}` : '';
  return { problem: 'unknown', message: `git knows no revision ${quoted(name)} in ${root}.${advice}` };
}

async function isShallow(root: string, stop?: Stop): Promise<boolean> {
  const more = stop === undefined ? {} : { stop };
  const found = await runGit(root, ['rev-parse', '--is-shallow-repository'], { ...more, limit: 1024 });
  return 'output' in found && found.output.toString('utf8').trim() === 'true';
}

function faultOf(name: string): string | null {
  if (name === '') return 'it is empty';
  if (name.startsWith('-')) return 'it begins with a dash';
  if (name.length > 1000) return 'it is too long';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'it holds a control character';
  if (name.includes('..')) return 'it names a range; write BASE...HEAD as one operand, or two revisions';
  return null;
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
