/** Comments of a GitHub pull request, by its REST API (2022-11-28): a pull request is an issue with a number. */
import type { Client } from './client.ts';
import { type Comment, type CommentService, changed } from './comments.ts';
import { done, failed, type Outcome } from './failure.ts';

export interface GithubPlace {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
}

interface GithubComment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly id?: number; readonly type?: string } | null;
}

const pageSize = 100;
const mostPages = 100;

export function githubComments(client: Client, { owner, repository, number }: GithubPlace): CommentService {
  const issues = `repos/${encodeURIComponent(owner)}/${encodeURIComponent(repository)}/issues`;
  const all = `${issues}/${number}/comments`;
  let isOwn: ((comment: GithubComment) => boolean) | null = null;

  const commentOf = (body: unknown, own = true): Comment => {
    const comment = body as GithubComment;
    return { id: String(comment.id), order: comment.id, body: comment.body ?? '', own };
  };

  return {
    place: `GitHub pull request ${owner}/${repository}#${number}`,
    limit: 65_536,
    list: async () => {
      if (isOwn === null) {
        const found = await ownership(client);
        if (!found.ok) return found;
        isOwn = found.value;
      }
      const comments: Comment[] = [];
      for (let page = 1; page <= mostPages; page++) {
        const reply = await client.get(`${all}?per_page=${pageSize}&page=${page}`);
        if (reply.kind === 'refused') return { ok: false, failure: reply.failure };
        if (!Array.isArray(reply.body))
          return failed('failed', 'GitHub answered with something that is no list of comments.');
        for (const each of reply.body as GithubComment[]) comments.push(commentOf(each, isOwn(each)));
        // The address of the next page is not followed, only that there is one: a token goes to the base alone.
        if (!/rel="next"/.test(reply.headers.get('link') ?? '')) break;
      }
      return done(comments);
    },
    read: async ({ id, own }) => {
      const reply = await client.get(`${issues}/comments/${id}`);
      if (reply.kind === 'done') return done(commentOf(reply.body, own));
      return reply.failure.kind === 'missing' ? done(null) : { ok: false, failure: reply.failure };
    },
    create: async (body) => changed(await client.change('POST', all, { body }), commentOf),
    update: async ({ id }, body) =>
      changed(await client.change('PATCH', `${issues}/comments/${id}`, { body }), commentOf),
    remove: ({ id }) => client.change('DELETE', `${issues}/comments/${id}`),
  };
}

/** The token of a workflow may not ask who it is: what it writes is written by a bot, as no person's comment is. */
async function ownership(client: Client): Promise<Outcome<(comment: GithubComment) => boolean>> {
  const reply = await client.get('user');
  if (reply.kind === 'done') {
    const { id } = reply.body as { readonly id?: number };
    return done((comment) => id !== undefined && comment.user?.id === id);
  }
  const { kind } = reply.failure;
  if (kind !== 'forbidden' && kind !== 'missing') return { ok: false, failure: reply.failure };
  return done((comment) => comment.user?.type === 'Bot');
}
