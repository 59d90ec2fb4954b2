/** Why a file gives no evidence. The message is a sentence for people that does not name the file: its reader knows it. */
export type ProblemReason =
  | 'empty'
  | 'too-large'
  | 'compressed'
  | 'encoding'
  | 'syntax'
  | 'too-deep'
  | 'unknown-format'
  | 'malformed'
  | 'unreadable';

export interface Problem {
  readonly kind: 'problem';
  readonly reason: ProblemReason;
  readonly message: string;
}

export function problem(reason: ProblemReason, message: string): Problem {
  return { kind: 'problem', reason, message };
}
