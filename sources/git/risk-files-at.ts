/** The `.risk` files of a commit, by the rules that hold for a work tree. */
import ignore from 'ignore';
import { decode } from '../decode.ts';
import { type IgnoreRules, isIgnored } from '../gitignore.ts';
import { maxFileBytes, maxFiles, maxGitignoreBytes, neverStop, type Stop } from '../limits.ts';
import type { SourceProblem } from '../problem.ts';
import type { SourceFile, Sources } from '../risk-files.ts';
import { blobsOf } from './blobs.ts';
import { filesInIndex } from './index-files.ts';
import { followed } from './links.ts';
import { filesIn, type TreeFile, type TreeResult } from './tree.ts';

/** At most so many bytes of all files together. */
const mostBytes = 512 * 1024 * 1024;

export type RevisionSources = Sources | { readonly message: string };

/**
 * What `readRiskFiles` would give in a checkout of the commit, but without one: nothing is written, and uncommitted
 * changes play no part. A message where git itself failed.
 */
export async function readRiskFilesAt(root: string, commit: string, stop: Stop = neverStop): Promise<RevisionSources> {
  const [sources] = await readRiskFilesAtAll(root, [commit], stop);
  return sources;
}

/** The same for several commits, with one call of git for all contents: what they have in common is read once. */
export async function readRiskFilesAtAll(
  root: string,
  commits: readonly string[],
  stop: Stop = neverStop,
): Promise<readonly RevisionSources[]> {
  return readListed(root, await Promise.all(commits.map((commit) => filesIn(root, commit, isWanted, stop))), stop);
}

/** The same for git's index: what the next commit would have. */
export async function readRiskFilesInIndex(root: string, stop: Stop = neverStop): Promise<RevisionSources> {
  const [sources] = await readListed(root, [await filesInIndex(root, isWanted, stop)], stop);
  return sources;
}

/** Files that are worth reading, and what is to be said of the others. */
interface Chosen {
  readonly rules: readonly TreeFile[];
  readonly models: readonly TreeFile[];
  readonly readable: readonly TreeFile[];
  readonly problems: readonly SourceProblem[];
}

async function readListed(root: string, lists: readonly TreeResult[], stop: Stop): Promise<readonly RevisionSources[]> {
  const chosen = lists.map((listed) => ('message' in listed ? listed : choose(listed.files)));
  const wanted = new Map<string, number>();
  for (const each of chosen) {
    if ('message' in each) continue;
    for (const { object, bytes } of [...each.rules, ...each.readable]) wanted.set(object, bytes);
  }
  const bytes = [...wanted.values()].reduce((sum, size) => sum + size, 0);
  const blobs = await blobsOf(root, [...wanted.keys()], bytes, stop);
  return chosen.map((each) => {
    if ('message' in each) return each;
    return 'message' in blobs ? blobs : sourcesOf(root, each, blobs.contents, stop);
  });
}

function choose(files: readonly TreeFile[]): Chosen | { readonly message: string } {
  const rules = files.filter(({ path, bytes }) => isRules(path) && bytes <= maxGitignoreBytes);
  const models = files.filter(({ path }) => path.endsWith('.risk'));
  const problems: SourceProblem[] = [];
  const readable = models.slice(0, maxFiles).filter((file) => isReadable(file, problems));
  if (models.length > maxFiles) {
    const message = `There are more than ${maxFiles} .risk files; this one and all after it were not read.`;
    problems.push({ path: models[maxFiles].path, kind: 'too-many', message });
  }
  const bytes = [...rules, ...readable].reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > mostBytes) return { message: `The .risk files of the revision have more than ${mostBytes} bytes.` };
  return { rules, models, readable, problems };
}

function sourcesOf(root: string, chosen: Chosen, contents: ReadonlyMap<string, Buffer>, stop: Stop): Sources {
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
    const content = contents.get(target.object);
    if (content === undefined) {
      const message = 'The file is not in this clone (a partial one); fetch it to compare with it.';
      problems.push({ path, kind: 'unreadable', message });
      continue;
    }
    const decoded = decode(content);
    if ('text' in decoded) files.push({ path, text: decoded.text });
    else problems.push({ path, kind: decoded.kind, message: decoded.message });
  }
  const kept = problems.filter(({ path }) => !ignored(path));
  return { root, files: files.sort(byPath), problems: kept.sort(byPath), cancelled: stop.cancelled };
}

function isWanted(path: string): boolean {
  if (path.split('/').some((part) => part === 'node_modules' || part === '.git')) return false;
  return path.endsWith('.risk') || isRules(path);
}

function isRules(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}

function isReadable({ path, bytes }: TreeFile, problems: SourceProblem[]): boolean {
  if (bytes <= maxFileBytes) return true;
  const message = `The file has ${bytes} bytes; at most ${maxFileBytes} are read.`;
  problems.push({ path, kind: 'too-large', message });
  return false;
}

/** A tracked file below an ignored folder is left out too, as it is in a work tree. */
function ignoredBy(rules: readonly TreeFile[], contents: ReadonlyMap<string, Buffer>): (path: string) => boolean {
  const texts = new Map(rules.map(({ path, object }) => [path, contents.get(object)?.toString('utf8') ?? '']));
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
