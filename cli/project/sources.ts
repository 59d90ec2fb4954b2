/** The `.risk` files of a call, read. */
import { readRiskFiles, type Sources } from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { isSet, textOf } from '../arguments/values.ts';
import { Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { isReported, type Scope, scopeOf } from './paths.ts';

export interface Project {
  readonly scope: Scope;
  readonly sources: Sources;
}

/**
 * Reads every `.risk` file below the root. A path that is named and cannot be read, or that holds no `.risk` file, is
 * wrong use, but for `--allow-empty`.
 */
export async function readProject(operands: readonly string[], args: Arguments, host: Host): Promise<Project> {
  const scope = await scopeOf(operands, textOf(args, 'root'), host.cwd);
  const sources = await readRiskFiles(scope.root, host.stop);
  if (sources.cancelled) throw new Interrupted();
  assertNamedAreReadable(scope, sources);
  if (!isSet(args, 'allow-empty')) assertNotEmpty(scope, sources);
  return { scope, sources };
}

function assertNamedAreReadable(scope: Scope, { files, problems }: Sources): void {
  for (const named of scope.paths) {
    const problem = problems.find((each) => each.path === named.path);
    if (problem !== undefined && (problem.kind === 'unreadable' || problem.kind === 'not-a-file')) {
      throw new UsageError(`${named.written}: ${problem.message}`);
    }
    if (named.isFolder || problem !== undefined) continue;
    if (!files.some((file) => file.path === named.path)) {
      throw new UsageError(`${named.written} is left out by a .gitignore, or lies in node_modules or .git.`);
    }
  }
}

function assertNotEmpty(scope: Scope, { files, problems }: Sources): void {
  const found = [...files, ...problems].map((each) => each.path);
  if (found.some((file) => isReported(file, scope))) return;
  const [only] = scope.paths;
  const where = scope.paths.length === 1 ? (only.path === '.' ? scope.root : only.written) : 'The paths';
  const verb = scope.paths.length === 1 ? 'holds' : 'hold';
  throw new UsageError(`${where} ${verb} no .risk file. Write one, name another path, or give --allow-empty.`);
}
