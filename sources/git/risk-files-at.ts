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
  return readListed(root, await filesIn(root, commit, isWanted, stop), stop);
}

/** The same for git's index: what the next commit would have. */
export async function readRiskFilesInIndex(root: string, stop: Stop = neverStop): Promise<RevisionSources> {
  return readListed(root, await filesInIndex(root, isWanted, stop), stop);
}

async function readListed(root: string, listed: TreeResult, stop: Stop): Promise<RevisionSources> {
  if ('message' in listed) return listed;
  const rules = listed.files.filter(({ path, bytes }) => isRules(path) && bytes <= maxGitignoreBytes);
  const models = listed.files.filter(({ path }) => path.endsWith('.risk'));
  const problems: SourceProblem[] = [];
  const readable = models.slice(0, maxFiles).filter((file) => isReadable(file, problems));
  if (models.length > maxFiles) {
    const message = `There are more than ${maxFiles} .risk files; this one and all after it were not read.`;
    problems.push({ path: models[maxFiles].path, kind: 'too-many', message });
  }
  const wanted = [...rules, ...readable];
  const bytes = wanted.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > mostBytes) return { message: `The .risk files of the revision have more than ${mostBytes} bytes.` };
  const blobs = await blobsOf(
    root,
    wanted.map(({ object }) => object),
    bytes,
    stop,
  );
  if ('message' in blobs) return blobs;
  const ignored = ignoredBy(rules, blobs.contents);
  const files: SourceFile[] = [];
  const byPlace = new Map(models.map((file) => [file.path, file]));
  for (const file of readable) {
    const { path } = file;
    if (ignored(path)) continue;
    const target = file.isLink ? followed(file, byPlace, blobs.contents) : file;
    if ('message' in target) {
      problems.push({ path, ...target });
      continue;
    }
    const content = blobs.contents.get(target.object);
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
