/** Comments of a pull request in Azure Repos, by its REST API (7.1): each is the first of a thread of its own. */
import type { Client } from './client.ts';
import { type Change, type Comment, type CommentService, changed } from './comments.ts';
import { done, failed } from './failure.ts';

export interface AzurePlace {
  /** Name or id. */
  readonly project: string;
  /** Name or id. */
  readonly repository: string;
  readonly number: number;
}

interface AzureComment {
  readonly id: number;
  readonly content?: string | null;
  readonly isDeleted?: boolean;
  readonly author?: { readonly id?: string } | null;
}

interface AzureThread {
  readonly id: number;
  readonly isDeleted?: boolean;
  readonly comments?: readonly AzureComment[];
}

const version = 'api-version=7.1';
/** A thread that asks for nothing: it must not hold up a policy by which all comments are resolved. */
const closed = 4;
const plainText = 1;

export function azureComments(client: Client, { project, repository, number }: AzurePlace): CommentService {
  const [inProject, inRepository] = [encodeURIComponent(project), encodeURIComponent(repository)];
  const threads = `${inProject}/_apis/git/repositories/${inRepository}/pullRequests/${number}/threads`;
  const pathOf = (id: string): string => {
    const [thread, comment] = id.split('/');
    return `${threads}/${thread}/comments/${comment}?${version}`;
  };
  let me: string | null = null;

  const commentOf = (thread: number, comment: AzureComment): Comment => ({
    id: `${thread}/${comment.id}`,
    order: thread,
    body: comment.content ?? '',
    own: me !== null && me !== '' && comment.author?.id === me,
  });
  const whoAmI = async () => {
    if (me !== null) return null;
    const reply = await client.get('_apis/connectionData');
    if (reply.kind === 'refused') return reply.failure;
    const { authenticatedUser } = (reply.body ?? {}) as { readonly authenticatedUser?: { readonly id?: string } };
    me = authenticatedUser?.id ?? '';
    return null;
  };
  const threadOf = (id: string): number => Number(id.split('/')[0]);

  return {
    place: `Azure DevOps pull request ${number} of ${repository}`,
    limit: 150_000,
    list: async () => {
      const failure = await whoAmI();
      if (failure !== null) return { ok: false, failure };
      const reply = await client.get(`${threads}?${version}`);
      if (reply.kind === 'refused') return { ok: false, failure: reply.failure };
      const { value } = (reply.body ?? {}) as { readonly value?: readonly AzureThread[] };
      if (!Array.isArray(value))
        return failed('failed', 'Azure DevOps answered with something that is no list of threads.');
      return done(
        (value as readonly AzureThread[]).flatMap((thread) => {
          const [first] = thread.comments ?? [];
          if (thread.isDeleted || first === undefined || first.isDeleted) return [];
          return commentOf(thread.id, first);
        }),
      );
    },
    read: async ({ id }) => {
      const reply = await client.get(pathOf(id));
      if (reply.kind === 'refused')
        return reply.failure.kind === 'missing' ? done(null) : { ok: false, failure: reply.failure };
      const comment = reply.body as AzureComment;
      return done(comment.isDeleted ? null : commentOf(threadOf(id), comment));
    },
    create: async (content): Promise<Change> => {
      const thread = { comments: [{ parentCommentId: 0, content, commentType: plainText }], status: closed };
      const reply = await client.change('POST', `${threads}?${version}`, thread);
      return changed(reply, (body) => {
        const made = body as AzureThread;
        return commentOf(made.id, made.comments?.[0] ?? { id: 1, content });
      });
    },
    update: async ({ id }, content) =>
      changed(await client.change('PATCH', pathOf(id), { content }), (body) =>
        commentOf(threadOf(id), body as AzureComment),
      ),
    remove: ({ id }) => client.change('DELETE', pathOf(id)),
  };
}
