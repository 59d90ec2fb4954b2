/** How evidence gets into the language: this room opens no file, whoever runs it gives the bytes. */
import type { EpssFeed, KevFeed, Problem, Reading, StixFeed, VexFeed } from '../../evidence/index.ts';

/** A file that a pattern matches. */
export interface FoundEvidence {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly uri: string;
  /** Another one whenever the content may be another; null: not known, the content is read and compared. */
  readonly stamp: string | null;
}

/** Why a file, or a pattern as a whole, gives nothing: a sentence for people that does not name the file. */
export interface EvidenceProblem {
  /** Relative to the root; null: the pattern as a whole. */
  readonly path: string | null;
  readonly message: string;
}

export interface EvidenceListing {
  /** In the order of their paths. */
  readonly files: readonly FoundEvidence[];
  readonly problems: readonly EvidenceProblem[];
}

export interface EvidenceFiles {
  /** Files that match a pattern with `*` and `**`, relative to the file with this URI. Never rejects for a bad pattern. */
  find(pattern: string, from: string): Promise<EvidenceListing>;
  /** The content of at most `limit` bytes, decompressed where it is gzip. */
  read(file: FoundEvidence, limit: number): Promise<Uint8Array | { readonly problem: string }>;
}

export type EvidenceKind = 'report' | 'epss' | 'kev' | 'vex' | 'stix';

/** A declaration's question for files. */
export interface EvidenceRequest {
  readonly kind: EvidenceKind;
  readonly pattern: string;
  /** URI of the file that says so. */
  readonly from: string;
}

export type EvidenceContent = Reading | EpssFeed | KevFeed | StixFeed | VexFeed | Problem;

export interface ReadEvidence {
  readonly path: string;
  readonly uri: string;
  readonly content: EvidenceContent;
}

export interface EvidenceAnswer {
  readonly files: readonly ReadEvidence[];
  readonly problems: readonly EvidenceProblem[];
}

/** Everything that a set of models asks for, read. The same object as long as nothing in it has changed. */
export interface EvidenceSnapshot {
  answer(request: EvidenceRequest): EvidenceAnswer | undefined;
  /** The value made last for this key, or a new one; `inputs` are what it depends on besides the snapshot. */
  remember<T>(key: string, inputs: string, make: () => T): T;
  /** The answer to a question that takes long, computed once for its content. */
  answered<T>(question: string, compute: () => T): T;
}
