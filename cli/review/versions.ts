/** The operands of `risk diff` → two versions of the files: revisions, the work tree, or two folders. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { DiffVersion } from '../../protocol/index.ts';
import {
  mergeBase,
  type RevisionWithFiles,
  readRevisions,
  readRiskFiles,
  readRiskFilesAtAll,
  readWorkTree,
  revisionsAt,
  rootOf,
  type Sources,
  type UnknownRevision,
} from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { textOf } from '../arguments/values.ts';
import { Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';

export interface Version {
  readonly version: DiffVersion;
  readonly sources: Sources;
}

export interface Versions {
  readonly base: Version;
  readonly head: Version;
}

const help = 'risk diff --help';

/** Reads both. What is no revision, no folder, or a mixture, is wrong use. `asked` is called when they are being read. */
export async function readVersions(args: Arguments, host: Host, asked: () => void): Promise<Versions> {
  const [base, head, more] = args.operands;
  if (base === undefined)
    throw new UsageError('risk diff needs what to compare with: a revision, or two folders.', help);
  if (more !== undefined) throw new UsageError(`risk diff compares two versions, but was given ${more}, too.`, help);
  if (head !== undefined && (isPath(base) || isPath(head))) {
    const reading = folders(base, head, args, host);
    asked();
    return reading;
  }
  const root = await rootFor(args, host);
  const range = /^(.*?)(\.{2,3})(.*)$/.exec(base);
  const reading =
    range !== null && head === undefined
      ? readRange(root, range[1], range[2], range[3], host)
      : readNamed(root, base, head, args, host);
  asked();
  const read = await reading;
  if (host.stop.cancelled) throw new Interrupted();
  return read;
}

async function readNamed(
  root: string,
  base: string,
  head: string | undefined,
  args: Arguments,
  host: Host,
): Promise<Versions> {
  let now: Promise<Version> | null = null;
  const found = await readRevisions(root, head === undefined ? [base] : [base, head], host.stop, () => {
    if (head === undefined) now = workTree(root, host);
  });
  if ('problem' in found) {
    // Two folders can be named without a `./` where no revision has the name.
    const areFolders =
      found.name === base && head !== undefined && (await isFolder(base, host)) && (await isFolder(head, host));
    if (areFolders) return folders(base, head, args, host);
    throw wrong(found, head);
  }
  const [left, right] = found.map((each) => versionOf(each, host));
  return { base: left, head: right ?? (await now!) };
}

/** `A..B`: A and B; `A...B`: what B did since they parted. An end that is left out is `HEAD`. */
async function readRange(root: string, from: string, dots: string, to: string, host: Host): Promise<Versions> {
  const ends = await revisionsAt(root, [from || 'HEAD', to || 'HEAD'], host.stop);
  if ('problem' in ends) throw wrong(ends, undefined);
  const [left, right] = ends;
  const base = dots === '...' ? await mergeBase(root, left, right, host.stop) : left;
  if ('problem' in base) throw wrong(base, undefined);
  const read = await readRiskFilesAtAll(root, [base.commit, right.commit], host.stop);
  return {
    base: versionOf({ revision: base, sources: read[0] }, host),
    head: versionOf({ revision: right, sources: read[1] }, host),
  };
}

function versionOf({ revision: { name, commit }, sources }: RevisionWithFiles, host: Host): Version {
  if (host.stop.cancelled) throw new Interrupted();
  if ('message' in sources) throw new UsageError(`${name} could not be read: ${sources.message}`);
  return { version: { name, commit }, sources };
}

async function workTree(root: string, host: Host): Promise<Version> {
  return { version: { name: 'work tree', commit: null }, sources: await readWorkTree(root, host.stop) };
}

async function folders(base: string, head: string, args: Arguments, host: Host): Promise<Versions> {
  if (textOf(args, 'root') !== null)
    throw new UsageError('--root has no meaning between two folders: each is its own.');
  const read = async (written: string): Promise<Version> => {
    if (!(await isFolder(written, host)))
      throw new UsageError(`${written} is no folder; risk diff compares two folders, or two revisions.`, help);
    const sources = await readRiskFiles(path.resolve(host.cwd, written), host.stop);
    return { version: { name: written, commit: null }, sources };
  };
  const versions = { base: await read(base), head: await read(head) };
  if (host.stop.cancelled) throw new Interrupted();
  return versions;
}

async function rootFor(args: Arguments, host: Host): Promise<string> {
  const given = textOf(args, 'root');
  if (given === null) return rootOf(host.cwd);
  if (await isFolder(given, host)) return path.resolve(host.cwd, given);
  throw new UsageError(`--root needs a folder, but ${given} is none.`);
}

async function isFolder(written: string, { cwd }: Host): Promise<boolean> {
  const status = await stat(path.resolve(cwd, written)).catch(() => null);
  return status?.isDirectory() ?? false;
}

/** Written as a path: never a revision. */
function isPath(written: string): boolean {
  return /^\.{1,2}([\\/]|$)/.test(written) || path.isAbsolute(written) || /[\\/]$/.test(written);
}

function wrong(result: Pick<UnknownRevision, 'problem' | 'message'>, head: string | undefined): UsageError {
  const folders = head === undefined ? '' : ' Two folders can be compared, too, written as ./a and ./b.';
  return new UsageError(result.message + (result.problem === 'unknown' ? folders : ''), help);
}
