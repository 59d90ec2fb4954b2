/** The only room that opens a connection: to the service that a command names, and to no other. */
export { type CommentPosted, type CommentRequest, postComment } from './comment.ts';
export { type Patience, patience } from './connection.ts';
export { type ProviderName, providers } from './environment.ts';
export type { Failure, Outcome } from './failure.ts';
export type { Timing } from './wait.ts';
