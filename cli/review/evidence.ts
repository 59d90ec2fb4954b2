/**
 * The evidence of two versions. A file that both hold is read from each; any other is read from the work tree for both,
 * so that evidence moves money only where it changed under review. Two folders have each their own.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EvidenceFiles, EvidenceSnapshot, FoundEvidence } from '../../language/evidence/files.ts';
import { requestsOf } from '../../language/evidence/requests.ts';
import { matchesPattern, patternIn, readTracked, type Stop, type TreeFile, trackedFiles } from '../../sources/index.ts';
import { Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { evidenceFilesIn, gatherEvidence } from '../project/evidence.ts';
import type { Linked } from '../project/language.ts';
import { cancellationOf } from '../project/stoppable.ts';
import type { Version, Versions } from './versions.ts';

export interface BothEvidence {
  readonly base: EvidenceSnapshot | undefined;
  readonly head: EvidenceSnapshot | undefined;
}

const none: BothEvidence = { base: undefined, head: undefined };

/** Nothing is read where no side asks for evidence, or none is wanted. */
export async function evidenceOf(
  { base, head }: Versions,
  links: { readonly base: Linked; readonly head: Linked },
  wanted: boolean,
  host: Host,
): Promise<BothEvidence> {
  const asks = [links.base, links.head].some(({ systems }) => requestsOf(systems).length > 0);
  if (!wanted || !asks) return none;
  const trees = { base: await treeOf(base, host), head: await treeOf(head, host) };
  const files = {
    base: filesOf(base, trees.base, trees.head, host.stop),
    head: filesOf(head, trees.head, trees.base, host.stop),
  };
  const pause = cancellationOf(host.stop);
  const found = {
    base: await gatherEvidence(links.base.systems, files.base, pause),
    head: await gatherEvidence(links.head.systems, files.head, pause),
  };
  if (host.stop.cancelled) throw new Interrupted();
  return found;
}

/** Files by path; null: not a revision. */
type Tree = ReadonlyMap<string, TreeFile> | null;

async function treeOf({ version, sources }: Version, host: Host): Promise<Tree> {
  if (version.commit === null) return null;
  const listed = await trackedFiles(sources.root, version.commit, host.stop);
  if (host.stop.cancelled) throw new Interrupted();
  if ('message' in listed) throw new UsageError(`${version.name} could not be read: ${listed.message}`);
  return new Map(listed.files.map((file) => [file.path, file]));
}

/** A version without a tree is a folder: what is on disk is its own. */
function filesOf({ sources: { root } }: Version, own: Tree, other: Tree, stop: Stop): EvidenceFiles {
  const disk = evidenceFilesIn(root, stop);
  if (own === null) return disk;
  const inTree = new Map<string, TreeFile>();
  return {
    async find(pattern, from) {
      const onDisk = await disk.find(pattern, from);
      const placed = patternIn(root, path.dirname(fileURLToPath(from)), pattern);
      if ('problem' in placed) return onDisk;
      const existing = new Set(onDisk.files.map((file) => file.path));
      // Beside a work tree the other version holds what is on disk.
      const isHeldByBoth = (file: string) => own.has(file) && (other === null ? existing.has(file) : other.has(file));
      const files: FoundEvidence[] = onDisk.files.filter((file) => !isHeldByBoth(file.path));
      for (const file of own.values()) {
        if (!isHeldByBoth(file.path) || !matchesPattern(placed.segments, file.path)) continue;
        const uri = `git:${file.object}/${file.path}`;
        inTree.set(uri, file);
        files.push({ path: file.path, uri, stamp: file.object });
      }
      const problems = onDisk.problems.filter(({ path: place }) => place === null || !isHeldByBoth(place));
      return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
    },
    read(file, limit) {
      const tracked = inTree.get(file.uri);
      return tracked === undefined ? disk.read(file, limit) : readTracked(root, tracked, limit, stop);
    },
  };
}
