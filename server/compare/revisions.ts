/** Revisions of a root, from whoever can read them; a browser has nobody to ask. */
import type { URI } from 'langium';

export interface FoundRevision {
  /** As written. */
  readonly name: string;
  readonly commit: string;
}

export interface RevisionFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface RevisionFiles {
  readonly files: readonly RevisionFile[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

export interface Revisions {
  /** The commit that a name stands for in the repository of a root; else why there is none. */
  find(root: URI, name: string): Promise<FoundRevision | { readonly message: string }>;
  /** The `.risk` files of a commit. */
  read(root: URI, commit: string): Promise<RevisionFiles | { readonly message: string }>;
  /** Those of git's index: what the next commit would have. */
  readIndex(root: URI): Promise<RevisionFiles | { readonly message: string }>;
}
