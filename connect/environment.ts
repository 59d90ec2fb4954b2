/** What a pipeline says of itself, by the variables that the services document. */
import type { CommentMarker } from '../protocol/index.ts';
import { baseOf } from './address.ts';
import { azureComments } from './azure.ts';
import type { Client } from './client.ts';
import type { CommentService } from './comments.ts';
import { done, failed, type Outcome } from './failure.ts';
import { githubComments } from './github.ts';
import { gitlabComments } from './gitlab.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where to post and with what: everything but the world (time, chance). */
export interface Target {
  readonly service: string;
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly comments: (client: Client) => CommentService;
}

export type CommentRun = Pick<CommentMarker, 'run' | 'commit'>;

interface Provider {
  /** `pr` is the number that was given; null: that of the pipeline. */
  readonly target: (env: Environment, pr: number | null) => Outcome<Target>;
  /** The run of the pipeline and the commit that it looks at. */
  readonly run: (env: Environment) => CommentRun;
}

const userAgent = 'risk-as-code';

const github: Provider = {
  target: (env, pr) => {
    const token = env.GITHUB_TOKEN || env.GH_TOKEN;
    if (!token)
      return lacking('GITHUB_TOKEN', 'a token that may write pull requests (permissions: pull-requests: write)');
    const [, owner, repository] = /^([^/\s]+)\/([^/\s]+)$/.exec(env.GITHUB_REPOSITORY ?? '') ?? [];
    if (owner === undefined || repository === undefined)
      return lacking('GITHUB_REPOSITORY', 'the repository as owner/name');
    const number = pr ?? numberIn(/^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? '')?.[1]);
    if (number === null) return noNumber('GitHub');
    const base = baseOf(env.GITHUB_API_URL || 'https://api.github.com', 'GITHUB_API_URL');
    if (!base.ok) return base;
    const headers = {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': userAgent,
      authorization: `Bearer ${token}`,
    };
    const comments = (client: Client): CommentService => githubComments(client, { owner, repository, number });
    return done({ service: 'GitHub', base: base.value, headers, secrets: [token], comments });
  },
  run: (env) => ({
    run: runOf(env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT),
    commit: commitOf(env.GITHUB_SHA),
  }),
};

const gitlab: Provider = {
  target: (env, pr) => {
    const token = env.GITLAB_TOKEN;
    if (!token)
      return lacking('GITLAB_TOKEN', 'a token of the project with the scope api (the token of a job may not comment)');
    const project = env.CI_PROJECT_ID || env.CI_PROJECT_PATH;
    if (!project) return lacking('CI_PROJECT_ID', 'the number of the project');
    const number = pr ?? numberIn(env.CI_MERGE_REQUEST_IID);
    if (number === null) return noNumber('GitLab');
    const base = baseOf(env.CI_API_V4_URL || 'https://gitlab.com/api/v4', 'CI_API_V4_URL');
    if (!base.ok) return base;
    const headers = { accept: 'application/json', 'user-agent': userAgent, authorization: `Bearer ${token}` };
    const comments = (client: Client): CommentService => gitlabComments(client, { project, number });
    return done({ service: 'GitLab', base: base.value, headers, secrets: [token], comments });
  },
  run: (env) => ({ run: runOf(env.CI_PIPELINE_ID, env.CI_JOB_ID), commit: commitOf(env.CI_COMMIT_SHA) }),
};

const azure: Provider = {
  target: (env, pr) => {
    const token = env.SYSTEM_ACCESSTOKEN || env.AZURE_DEVOPS_EXT_PAT;
    if (!token)
      return lacking('SYSTEM_ACCESSTOKEN', 'the token of the pipeline; map it with env: $(System.AccessToken)');
    const { SYSTEM_COLLECTIONURI: collection, SYSTEM_TEAMPROJECT: project, BUILD_REPOSITORY_ID: repository } = env;
    if (!collection) return lacking('SYSTEM_COLLECTIONURI', 'the address of the organization');
    if (!project) return lacking('SYSTEM_TEAMPROJECT', 'the name of the project');
    if (!repository) return lacking('BUILD_REPOSITORY_ID', 'the id of the repository');
    const number = pr ?? numberIn(env.SYSTEM_PULLREQUEST_PULLREQUESTID);
    if (number === null) return noNumber('Azure DevOps');
    const base = baseOf(collection, 'SYSTEM_COLLECTIONURI');
    if (!base.ok) return base;
    // A personal token goes as the password of a user without a name.
    const basic = Buffer.from(`:${token}`, 'utf8').toString('base64');
    const authorization = env.SYSTEM_ACCESSTOKEN ? `Bearer ${token}` : `Basic ${basic}`;
    const headers = { accept: 'application/json', 'user-agent': userAgent, authorization };
    const comments = (client: Client): CommentService => azureComments(client, { project, repository, number });
    return done({ service: 'Azure DevOps', base: base.value, headers, secrets: [token, basic], comments });
  },
  run: (env) => ({
    run: runOf(env.BUILD_BUILDID, env.SYSTEM_JOBATTEMPT),
    commit: commitOf(env.SYSTEM_PULLREQUEST_SOURCECOMMITID || env.BUILD_SOURCEVERSION),
  }),
};

/** Every service that comments can be posted to. */
export const providers = { github, gitlab, azure } satisfies Readonly<Record<string, Provider>>;

export type ProviderName = keyof typeof providers;

function lacking<T>(variable: string, what: string): Outcome<T> {
  return failed('credentials', `${variable} is not set in the environment: ${what}.`);
}

function noNumber<T>(service: string): Outcome<T> {
  return failed('missing', `This is no run for a pull request of ${service}; name one with --pr N.`);
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}

function runOf(number: string | undefined, attempt: string | undefined): CommentMarker['run'] {
  if (!/^\d{1,15}$/.test(number ?? '')) return null;
  return [Number(number), /^\d{1,15}$/.test(attempt ?? '') ? Number(attempt) : 1];
}

function commitOf(text: string | undefined): string | null {
  return /^[0-9a-f]{7,64}$/.exec(text ?? '')?.[0] ?? null;
}
