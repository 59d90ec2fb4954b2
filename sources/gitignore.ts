/** What `.gitignore` files exclude, each in force for its own folder and all below, a deeper one over a higher one. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { maxGitignoreBytes } from './limits.ts';
import { reasonOf, type SourceProblem } from './problem.ts';

/** The rules in force in one folder: its own before those of the folders above. */
export interface IgnoreRules {
  /** The folder of these rules, relative to the root with `/` and a trailing one; empty for the root. */
  readonly base: string;
  readonly matcher: Ignore;
  readonly above: IgnoreRules | null;
}

/**
 * The rules for a folder: `above` alone where it has no `.gitignore`. One that cannot be read is a problem and counts as
 * empty. Matching is case-sensitive everywhere, so that every machine reads the same files.
 */
export async function rulesIn(
  folder: string,
  relative: string,
  above: IgnoreRules | null,
): Promise<{ readonly rules: IgnoreRules | null; readonly problem: SourceProblem | null }> {
  const file = path.join(folder, '.gitignore');
  const named = `${relative}.gitignore`;
  try {
    const { size } = await stat(file);
    if (size > maxGitignoreBytes) {
      return {
        rules: above,
        problem: {
          path: named,
          kind: 'gitignore',
          message: 'The file is too large for a list of rules (over 1 MiB) and was not followed.',
        },
      };
    }
    const matcher = ignore({ ignorecase: false, allowRelativePaths: true }).add(await readFile(file, 'utf8'));
    return { rules: { base: relative, matcher, above }, problem: null };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return { rules: above, problem: null };
    return {
      rules: above,
      problem: { path: named, kind: 'gitignore', message: `The rules could not be read: ${reasonOf(error)}.` },
    };
  }
}

/** Whether a path (relative to the root, a folder with a trailing `/`) is excluded; its parents are not looked at. */
export function isIgnored(relative: string, rules: IgnoreRules | null): boolean {
  for (let level = rules; level !== null; level = level.above) {
    const { ignored, unignored } = level.matcher.test(relative.slice(level.base.length));
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
