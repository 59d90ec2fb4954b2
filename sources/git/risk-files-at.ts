/** The `.risk` files of a commit, by the rules that hold for a work tree. */
import ignore from 'ignore';
import { decode } from '../decode.ts';
import { type IgnoreRules, isIgnored } from '../gitignore.ts';
import { maxFileBytes, maxFiles, maxGitignoreBytes, neverStop, type Stop } from '../limits.ts';
import type { SourceProblem } from '../problem.ts';
import type { SourceFile, Sources } from '../risk-files.ts';
import type { GitObject } from './batch.ts';
import { filesInIndex } from './index-files.ts';
import { followed } from './links.ts';
import { type Objects, withObjects } from './objects.ts';
import { prefixIn } from './prefix.ts';
import { commitsOf, type Revision, revisionsAt, type UnknownRevision } from './revision.ts';
import { filesIn, type TreeFile, type TreeResult, type Wanted } from './tree.ts';

export type RevisionSources = Sources | { readonly message: string };

/**
 * What `readRiskFiles` would give in a checkout of the commit, but without one: nothing is written, and uncommitted
 * changes play no part. A message where git itself failed.
 */
export async function readRiskFilesAt(root: string, commit: string, stop: Stop = neverStop): Promise<RevisionSources> {
  const [sources] = await readRiskFilesAtAll(root, [commit], stop);
  return sources;
}

/** The same for several commits: what they have in common is read once. */
export async function readRiskFilesAtAll(
  root: string,
  commits: readonly string[],
  stop: Stop = neverStop,
): Promise<readonly RevisionSources[]> {
  return withObjects(root, stop, (objects) => readCommits(root, commits, objects, stop));
}

export interface RevisionWithFiles {
  readonly revision: Revision;
  readonly sources: RevisionSources;
}

/**
 * The same for revisions as a person writes them. `known` is called when git knows all of them, before their files are read.
 * The first that it does not know is said.
 */
export async function readRevisions(
  root: string,
  names: readonly string[],
  stop: Stop = neverStop,
  known: () => void = () => {},
): Promise<readonly RevisionWithFiles[] | UnknownRevision> {
  const found = await withObjects(root, stop, async (objects) => {
    const commits = await commitsOf(objects, names);
    if (commits === null) return null;
    known();
    const sources = await readCommits(root, commits, objects, stop);
    return names.map((name, i) => ({ revision: { name, commit: commits[i] }, sources: sources[i] }));
  });
  if (found !== null) return found;
  // Asked one by one, git says why not.
  const revisions = await revisionsAt(root, names, stop);
  if ('problem' in revisions) return revisions;
  known();
  const commits = revisions.map(({ commit }) => commit);
  const sources = await readRiskFilesAtAll(root, commits, stop);
  return revisions.map((revision, i) => ({ revision, sources: sources[i] }));
}

/** The same for git's index: what the next commit would have. */
export async function readRiskFilesInIndex(root: string, stop: Stop = neverStop): Promise<RevisionSources> {
  const listed = await filesInIndex(root, isWanted, stop);
  const [sources] = await withObjects(root, stop, (objects) => readListed(root, [listed], objects, stop));
  return sources;
}

async function readCommits(
  root: string,
  commits: readonly string[],
  objects: Objects,
  stop: Stop,
): Promise<readonly RevisionSources[]> {
  const prefix = await prefixIn(root, stop);
  if (typeof prefix !== 'string') return commits.map(() => ({ message: prefix.message }));
  return readListed(root, await filesIn(objects, prefix, commits, wanted), objects, stop);
}

/** Files that are worth reading, and what is to be said of the others. */
interface Chosen {
  readonly rules: readonly TreeFile[];
  readonly models: readonly TreeFile[];
  readonly readable: readonly TreeFile[];
  readonly problems: readonly SourceProblem[];
}

async function readListed(
  root: string,
  lists: readonly TreeResult[],
  objects: Objects,
  stop: Stop,
): Promise<readonly RevisionSources[]> {
  const chosen = lists.map((listed) => ('message' in listed ? listed : choose(listed.files)));
  const asked = chosen.flatMap((each) => ('message' in each ? [] : [...each.rules, ...each.readable]));
  const names = [...new Set(asked.map(({ object }) => object))];
  const answers = await objects.read(names, maxFileBytes);
  if ('failure' in answers) return chosen.map((each) => ('message' in each ? each : { message: answers.message }));
  const contents = new Map(answers.objects.flatMap((found) => (found === null ? [] : [[found.id, found] as const])));
  return chosen.map((each) => ('message' in each ? each : sourcesOf(root, each, contents, stop)));
}

function choose(files: readonly TreeFile[]): Chosen {
  const rules = files.filter(({ path }) => isRules(path));
  const models = files.filter(({ path }) => path.endsWith('.risk'));
  const problems: SourceProblem[] = [];
  const readable = models.slice(0, maxFiles);
  if (models.length > maxFiles) {
    const message = `There are more than ${maxFiles} .risk files; this one and all after it were not read.`;
    problems.push({ path: models[maxFiles].path, kind: 'too-many', message });
  }
  return { rules, models, readable, problems };
}

function sourcesOf(root: string, chosen: Chosen, contents: ReadonlyMap<string, GitObject>, stop: Stop): Sources {
  const problems = [...chosen.problems];
  const ignored = ignoredBy(chosen.rules, contents);
  const files: SourceFile[] = [];
  const byPlace = new Map(chosen.models.map((file) => [file.path, file]));
  for (const file of chosen.readable) {
    const { path } = file;
    if (ignored(path)) continue;
    const target = file.isLink ? followed(file, byPlace, contents) : file;
    if ('message' in target) {
      problems.push({ path, ...target });
      continue;
    }
    const found = contents.get(target.object);
    if (found === undefined) {
      const message = 'The file is not in this clone (a partial one); fetch it to compare with it.';
      problems.push({ path, kind: 'unreadable', message });
      continue;
    }
    if (found.content === null) {
      const message = `The file has ${found.bytes} bytes; at most ${maxFileBytes} are read.`;
      problems.push({ path, kind: 'too-large', message });
      continue;
    }
    const decoded = decode(found.content);
    if ('text' in decoded) files.push({ path, text: decoded.text });
    else problems.push({ path, kind: decoded.kind, message: decoded.message });
  }
  const kept = problems.filter(({ path }) => !ignored(path));
  return { root, files: files.sort(byPath), problems: kept.sort(byPath), cancelled: stop.cancelled };
}

const wanted: Wanted = {
  folder: (name) => name !== 'node_modules' && name !== '.git',
  file: (path) => path.endsWith('.risk') || isRules(path),
};

function isWanted(path: string): boolean {
  return wanted.file(path) && path.split('/').every(wanted.folder);
}

function isRules(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}

/** A tracked file below an ignored folder is left out too, as it is in a work tree. */
function ignoredBy(rules: readonly TreeFile[], contents: ReadonlyMap<string, GitObject>): (path: string) => boolean {
  const textOf = (object: string): string => {
    const content = contents.get(object)?.content ?? null;
    return content === null || content.length > maxGitignoreBytes ? '' : content.toString('utf8');
  };
  const texts = new Map(rules.map(({ path, object }) => [path, textOf(object)]));
  const levels = new Map<string, IgnoreRules | null>();
  const rulesAt = (folder: string): IgnoreRules | null => {
    const known = levels.get(folder);
    if (known !== undefined) return known;
    const above = folder === '' ? null : rulesAt(folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1));
    const text = texts.get(`${folder}.gitignore`);
    const own =
      text === undefined
        ? above
        : { base: folder, above, matcher: ignore({ ignorecase: false, allowRelativePaths: true }).add(text) };
    levels.set(folder, own);
    return own;
  };
  return (path) => {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const above = path.slice(0, path.lastIndexOf('/', slash - 1) + 1);
      if (isIgnored(path.slice(0, slash + 1), rulesAt(above))) return true;
    }
    return isIgnored(path, rulesAt(path.slice(0, path.lastIndexOf('/') + 1)));
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
