/** The comments under one pull request, whatever the service. */
import type { Reply } from './client.ts';
import type { Outcome } from './failure.ts';

export interface Comment {
  /** Enough for the service to find it again. */
  readonly id: string;
  /** Rises with age: of two of ours the older one stays. */
  readonly order: number;
  readonly body: string;
  /** Written by the one whose token we have: no other comment is ever changed. */
  readonly own: boolean;
}

/** What came of a change; `again` means that it is not known to be done. */
export type Change =
  | { readonly kind: 'done'; readonly comment: Comment }
  | Extract<Reply, { kind: 'refused' } | { kind: 'again' }>;

export interface CommentService {
  /** As messages name the place: `GitHub pull request acme/shop#7`. */
  readonly place: string;
  /** Characters that a comment may have. */
  readonly limit: number;
  readonly list: () => Promise<Outcome<readonly Comment[]>>;
  /** The comment as it is now; null: it is gone. */
  readonly read: (comment: Comment) => Promise<Outcome<Comment | null>>;
  readonly create: (body: string) => Promise<Change>;
  readonly update: (comment: Comment, body: string) => Promise<Change>;
  readonly remove: (comment: Comment) => Promise<Reply>;
}

/** A comment out of a change's reply. */
export function changed(reply: Reply, commentOf: (body: unknown) => Comment): Change {
  return reply.kind === 'done' ? { kind: 'done', comment: commentOf(reply.body) } : reply;
}
