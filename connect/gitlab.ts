/** Notes of a GitLab merge request, by its REST API (v4). */
import type { Client } from './client.ts';
import { type Comment, type CommentService, changed } from './comments.ts';
import { done, failed } from './failure.ts';

export interface GitlabPlace {
  /** Number or full path of the project. */
  readonly project: string;
  /** The merge request's number within its project. */
  readonly number: number;
}

interface GitlabNote {
  readonly id: number;
  readonly body?: string;
  readonly system?: boolean;
  readonly author?: { readonly id?: number } | null;
}

const pageSize = 100;
const mostPages = 100;

export function gitlabComments(client: Client, { project, number }: GitlabPlace): CommentService {
  const notes = `projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
  let me: number | null = null;

  const commentOf = (body: unknown): Comment => {
    const note = body as GitlabNote;
    const own = note.system !== true && me !== null && note.author?.id === me;
    return { id: String(note.id), order: note.id, body: note.body ?? '', own };
  };
  const whoAmI = async () => {
    if (me !== null) return null;
    const reply = await client.get('user');
    if (reply.kind === 'refused') return reply.failure;
    const { id } = (reply.body ?? {}) as { readonly id?: unknown };
    me = typeof id === 'number' ? id : -1;
    return null;
  };

  return {
    place: `GitLab merge request ${project}!${number}`,
    limit: 1_000_000,
    list: async () => {
      const failure = await whoAmI();
      if (failure !== null) return { ok: false, failure };
      const comments: Comment[] = [];
      let page = '1';
      for (let count = 0; count < mostPages && /^\d+$/.test(page); count++) {
        const reply = await client.get(`${notes}?sort=asc&order_by=created_at&per_page=${pageSize}&page=${page}`);
        if (reply.kind === 'refused') return { ok: false, failure: reply.failure };
        if (!Array.isArray(reply.body))
          return failed('failed', 'GitLab answered with something that is no list of notes.');
        comments.push(...reply.body.map(commentOf));
        page = reply.headers.get('x-next-page')?.trim() ?? '';
      }
      return done(comments);
    },
    read: async ({ id }) => {
      const reply = await client.get(`${notes}/${id}`);
      if (reply.kind === 'done') return done(commentOf(reply.body));
      return reply.failure.kind === 'missing' ? done(null) : { ok: false, failure: reply.failure };
    },
    create: async (body) => changed(await client.change('POST', notes, { body }), commentOf),
    update: async ({ id }, body) => changed(await client.change('PUT', `${notes}/${id}`, { body }), commentOf),
    remove: ({ id }) => client.change('DELETE', `${notes}/${id}`),
  };
}
