/** What each service answers for one pull request, and how it is reached. */
import type { ProviderName } from '../environment.ts';
import { type Answer, type Answered, me, oneComment, pageOf, type Stored, token } from './server.ts';

export interface Service {
  readonly name: ProviderName;
  readonly answer: Answer;
  readonly authorization: string;
  /** The variables of a pipeline, for run 50. */
  readonly env: (url: string) => Record<string, string>;
  /** How a comment is changed. */
  readonly update: 'PATCH' | 'PUT';
  readonly run: (number: string) => Record<string, string>;
}

const notFound: Answered = { status: 404, body: { message: 'Not Found' } };
const forbidden: Answered = { status: 403, body: { message: 'Resource not accessible by integration' } };

/** With the token of a workflow, which may not ask who it is. */
const githubAnswer: Answer = (asked, shop) => {
  const shown = ({ id, author, body }: Stored) => ({
    id,
    body,
    user: { id: author, type: author === me ? 'Bot' : 'User' },
  });
  if (asked.path === '/api/v3/user') return forbidden;
  const one = /^\/api\/v3\/repos\/acme\/shop\/issues\/comments\/(\d+)$/.exec(asked.path);
  if (one) return oneComment(asked, shop, Number(one[1]), asked.body?.body, shown);
  if (asked.path !== '/api/v3/repos/acme/shop/issues/3/comments') return notFound;
  if (asked.method === 'POST') {
    if (asked.body.body.length > 65_536)
      return { status: 422, body: { message: 'Validation Failed: body is too long' } };
    return { status: 201, body: shown(shop.write(me, asked.body.body)) };
  }
  const { items, page, isLast } = pageOf(shop.stored, asked);
  const next = `<https://elsewhere.example/page?page=${page + 1}>; rel="next", <https://elsewhere.example/last>; rel="last"`;
  return { status: 200, headers: isLast ? {} : { link: next }, body: items.map(shown) };
};

const gitlabAnswer: Answer = (asked, shop) => {
  const shown = ({ id, author, body }: Stored) => ({ id, body, system: false, author: { id: author } });
  if (asked.path === '/api/v4/user') return { status: 200, body: { id: me, username: 'project_1_bot' } };
  const one = /^\/api\/v4\/projects\/acme\/shop\/merge_requests\/3\/notes\/(\d+)$/.exec(asked.path);
  if (one) return oneComment(asked, shop, Number(one[1]), asked.body?.body, shown);
  if (asked.path !== '/api/v4/projects/acme/shop/merge_requests/3/notes') return notFound;
  if (asked.method === 'POST') return { status: 201, body: shown(shop.write(me, asked.body.body)) };
  const { items, page, isLast } = pageOf(shop.stored, asked);
  return { status: 200, headers: { 'x-next-page': isLast ? '' : String(page + 1) }, body: items.map(shown) };
};

const azureAnswer: Answer = (asked, shop) => {
  const threads = '/acme/My Project/_apis/git/repositories/5c1d/pullRequests/3/threads';
  const shown = ({ author, body }: Stored) => ({
    id: 1,
    content: body,
    commentType: 'text',
    author: { id: `user-${author}` },
  });
  const thread = (stored: Stored) => ({ id: stored.id, status: 'closed', comments: [shown(stored)] });
  if (asked.path === '/acme/_apis/connectionData')
    return { status: 200, body: { authenticatedUser: { id: `user-${me}` } } };
  if (!asked.path.startsWith(threads) || asked.query.get('api-version') !== '7.1') return notFound;
  const one = /^\/(\d+)\/comments\/1$/.exec(asked.path.slice(threads.length));
  if (one) return oneComment(asked, shop, Number(one[1]), asked.body?.content, shown);
  if (asked.path !== threads) return notFound;
  if (asked.method === 'POST') {
    const [{ content, parentCommentId, commentType }] = asked.body.comments;
    if (parentCommentId !== 0 || commentType !== 1)
      return { status: 400, body: { message: 'TF: a first comment is expected' } };
    return { status: 200, body: thread(shop.write(me, content)) };
  }
  const system = { id: 1, comments: [{ id: 1, content: 'Policy status has been updated', commentType: 'system' }] };
  return { status: 200, body: { value: [system, ...shop.stored.map(thread)] } };
};

export const services: readonly Service[] = [
  {
    name: 'github',
    answer: githubAnswer,
    authorization: `Bearer ${token}`,
    env: (url) => ({
      GITHUB_TOKEN: token,
      GITHUB_API_URL: `${url}/api/v3`,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_REF: 'refs/pull/3/merge',
      GITHUB_RUN_ID: '50',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SHA: 'abcdef0123456789abcdef0123456789abcdef01',
    }),
    update: 'PATCH',
    run: (number) => ({ GITHUB_RUN_ID: number }),
  },
  {
    name: 'gitlab',
    answer: gitlabAnswer,
    authorization: `Bearer ${token}`,
    env: (url) => ({
      GITLAB_TOKEN: token,
      CI_API_V4_URL: `${url}/api/v4`,
      CI_PROJECT_ID: 'acme/shop',
      CI_MERGE_REQUEST_IID: '3',
      CI_PIPELINE_ID: '50',
      CI_JOB_ID: '900',
      CI_COMMIT_SHA: 'abcdef0123456789abcdef0123456789abcdef01',
    }),
    update: 'PUT',
    run: (number) => ({ CI_PIPELINE_ID: number }),
  },
  {
    name: 'azure',
    answer: azureAnswer,
    authorization: `Bearer ${token}`,
    env: (url) => ({
      SYSTEM_ACCESSTOKEN: token,
      SYSTEM_COLLECTIONURI: `${url}/acme/`,
      SYSTEM_TEAMPROJECT: 'My Project',
      BUILD_REPOSITORY_ID: '5c1d',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '3',
      BUILD_BUILDID: '50',
      BUILD_SOURCEVERSION: 'abcdef0123456789abcdef0123456789abcdef01',
    }),
    update: 'PATCH',
    run: (number) => ({ BUILD_BUILDID: number }),
  },
];
