/** What the server needs from the place it runs in: files, a clock, a way to let other work run. */
import type { URI } from 'langium';
import type { EvidenceFiles } from '../language/evidence/files.ts';
import type { Revisions } from './compare/revisions.ts';
import type { WorkerPort } from './figures/solver.ts';

/** A text file, or why it cannot be used as one. */
export type ReadFile = { readonly uri: URI; readonly text: string } | { readonly uri: URI; readonly problem: string };

/** An entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly folder: boolean;
}

/** Files as the server sees them; every function answers with an empty result where there is no such file. */
export interface FileSource {
  /** URI of the root that a folder belongs to: the nearest folder above with `.git`, else the folder itself. */
  rootOf(folder: URI): Promise<URI>;
  /** URI of the nearest folder above, or the folder itself, that holds `.git`; null where there is none. */
  repositoryOf(folder: URI): Promise<URI | null>;
  /** Every `.risk` file under a root that is not ignored. */
  riskFiles(root: URI): Promise<readonly ReadFile[]>;
  /** One file; null: it is not there, or is excluded from the model. */
  read(uri: URI): Promise<ReadFile | null>;
  /** Whether a path is a folder. */
  isFolder(uri: URI): Promise<boolean>;
  /** What is in a folder, sorted, at most a few hundred entries. */
  entries(folder: URI): Promise<readonly FolderEntry[]>;
  /** Texts of the compose and Kubernetes files under a root; bounded in number and size. */
  deploymentFiles(root: URI): Promise<readonly string[]>;
  /** Files of evidence, from inside the root that a file belongs to; without it there are none. */
  evidence?(rootOf: (file: URI) => URI): EvidenceFiles;
}

export interface Host {
  /** Starts a worker that computes figures; without it they are computed on this thread. */
  readonly startWorker?: () => WorkerPort;
  /** Starts a worker that reads large reports; without it they are read on this thread. */
  readonly startReader?: () => WorkerPort;
  readonly files: FileSource;
  /** Without it nothing is compared with a revision. */
  readonly revisions?: Revisions;
  /** Today in UTC as `2026-03-01`; decides only what has expired. */
  today(): string;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Lets pending messages and timers run. */
  breathe(): Promise<void>;
  /** Calls back after some milliseconds; the result takes it back. */
  after(milliseconds: number, callback: () => void): () => void;
}
