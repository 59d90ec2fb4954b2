import { type CommentMarker, markerOf } from '../protocol/index.ts';
import { createClient } from './client.ts';
import { type Patience, patience as usual } from './connection.ts';
import { type Environment, type ProviderName, providers } from './environment.ts';
import type { Outcome } from './failure.ts';
import { type Posted, postSticky } from './sticky.ts';
import type { Timing } from './wait.ts';

export interface CommentRequest {
  readonly provider: ProviderName;
  /** null: that of the pipeline. */
  readonly pr: number | null;
  readonly markdown: string;
  /** Which of several comments of the tool it is. */
  readonly tag: string;
  readonly env: Environment;
  readonly timing: Timing;
  readonly patience?: Patience;
}

export type CommentPosted = Posted & {
  /** As messages name the place. */
  readonly place: string;
};

/**
 * Posts the comment of a run under a pull request, or updates the one that is there. What the Markdown's own marker says
 * (run, time, commit of the figures) counts before what the environment says.
 */
export async function postComment(request: CommentRequest): Promise<Outcome<CommentPosted>> {
  const { provider, pr, markdown, tag, env, timing, patience = usual } = request;
  const found = providers[provider].target(env, pr);
  if (!found.ok) return found;
  const { comments, ...where } = found.value;
  const client = createClient({ ...where, timing, patience });
  const service = comments(client);
  const posted = await postSticky(service, client, markdown, markerFor(markdown, tag, env, provider, timing));
  return posted.ok ? { ok: true, value: { ...posted.value, place: service.place } } : posted;
}

function markerFor(
  markdown: string,
  tag: string,
  env: Environment,
  provider: ProviderName,
  timing: Timing,
): CommentMarker {
  const own = markerOf(markdown);
  const { run, commit } = providers[provider].run(env);
  return {
    tag,
    run: own?.run ?? run,
    at: own?.at ?? new Date(timing.now()).toISOString(),
    commit: own?.commit ?? commit,
  };
}
