/** What the answer of a service means. */
import type { Reply } from './client.ts';
import type { Connection } from './connection.ts';
import type { Failure } from './failure.ts';
import { type Answer, reasonOf } from './send.ts';

/** Milliseconds until the next try. */
type WaitOf = (limited: boolean, headers: Headers) => number;

export async function readReply(answer: Answer, connection: Connection, waitOf: WaitOf): Promise<Reply> {
  const { service } = connection;
  const lost = (reason: string): Reply => ({
    kind: 'again',
    failure: { kind: 'failed', message: `${service} (${connection.base.host}) gave no answer: ${reason}.` },
    wait: waitOf(false, new Headers()),
  });
  if ('lost' in answer) return lost(answer.lost);
  const { status, headers } = answer;
  let text: string;
  try {
    text = await answer.text();
  } catch (error) {
    return lost(reasonOf(error));
  }
  const body = parse(text);
  if (status >= 200 && status < 300 && status !== 203) {
    if (body === undefined && text.trim() !== '')
      return refused(
        'failed',
        `${service} answered with something that is not JSON; is ${connection.base.origin} its API?`,
      );
    return { kind: 'done', body: body ?? null, headers };
  }
  const said = sentenceOf(body, connection);
  if (isLimited(status, headers, said)) {
    const failure: Failure = {
      kind: 'limited',
      message: `${service} refuses more requests for now (${status})${said}.`,
    };
    return { kind: 'again', failure, wait: waitOf(true, headers) };
  }
  if (status >= 500 || status === 408) {
    const failure: Failure = { kind: 'failed', message: `${service} failed (${status})${said}.` };
    return { kind: 'again', failure, wait: waitOf(false, headers) };
  }
  // Azure DevOps answers 203 or sends to its sign-in page where it does not take a token.
  if (
    status === 401 ||
    status === 203 ||
    (status >= 300 && status < 400 && /sign-?in/i.test(headers.get('location') ?? ''))
  )
    return refused('credentials', `${service} does not accept the token (${status})${said}.`);
  if (status === 403) return refused('forbidden', `${service} does not allow this with the token (403)${said}.`);
  if (status === 404 || status === 410)
    return refused(
      'missing',
      `${service} knows nothing at ${placeOf(answer)} (${status}), or the token may not see it.`,
    );
  if (status >= 300 && status < 400)
    return refused('failed', `${service} answers from another address (${status}); a token is not sent there.`);
  return refused('failed', `${service} refused (${status})${said}.`);
}

/** GitHub says 403 for its limits, too, and then tells when to come back or names the limit. */
function isLimited(status: number, headers: Headers, said: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(said);
}

function refused(kind: Failure['kind'], message: string): Reply {
  return { kind: 'refused', failure: { kind, message } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placeOf(answer: Response): string {
  return answer.url === '' ? 'this address' : new URL(answer.url).pathname;
}

/** What the service said of it, as `: …`; without what must not be shown. */
function sentenceOf(body: unknown, { secrets }: Connection): string {
  const { message, error } = (body ?? {}) as { message?: unknown; error?: unknown };
  const found = message ?? error;
  if (found === undefined || found === null) return '';
  let text = typeof found === 'string' ? found : JSON.stringify(found);
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, '***');
  const clean = text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  return clean === '' ? '' : `: ${clean.slice(0, 300)}`;
}
