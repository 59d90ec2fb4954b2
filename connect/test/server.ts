/** A service on this machine that answers as a documented one does, and fails on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Stored {
  readonly id: number;
  /** Of who wrote it. */
  readonly author: number;
  body: string;
}

export interface Asked {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent.
  readonly body: any;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `unheard`: the connection breaks before the request is done; `lost`: after; `silent`: no answer ever comes. */
export type Fault = Answered | 'unheard' | 'lost' | 'silent';

export interface Shop {
  /** The comments under the pull request, oldest first. */
  readonly stored: Stored[];
  readonly asked: Asked[];
  /** The next request of this method fails so; several are taken in their order. */
  fail(method: string, fault: Fault): void;
  /** Called before a request is answered: what others do meanwhile. */
  meanwhile: (asked: Asked) => void;
  /** Adds a comment, as somebody does on the page. */
  write(author: number, body: string): Stored;
  readonly url: string;
}

/** Who the token belongs to. */
export const me = 7;
export const token = 'secret-token-0123456789';

export type Answer = (asked: Asked, shop: Shop) => Answered;

/** Runs a test against a service that answers by `answer` and takes only `authorization`. */
export async function withService(
  answer: Answer,
  test: (shop: Shop) => Promise<void>,
  authorization = `Bearer ${token}`,
): Promise<void> {
  const faults: { method: string; fault: Fault }[] = [];
  let last = 100;
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shop: Shop = {
    stored: [],
    asked: [],
    fail: (method, fault) => faults.push({ method, fault }),
    meanwhile: () => {},
    write(author, body) {
      last += 1;
      const stored = { id: last, author, body };
      shop.stored.push(stored);
      return stored;
    },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', shop.url);
    const text = Buffer.concat(chunks).toString('utf8');
    const asked: Asked = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
    };
    shop.asked.push(asked);
    shop.meanwhile(asked);
    const index = faults.findIndex(({ method }) => method === asked.method);
    const fault = index < 0 ? null : faults.splice(index, 1)[0].fault;
    if (fault === 'silent') return;
    if (fault === 'unheard') return void response.socket?.destroy();
    if (fault !== null && fault !== 'lost') return reply(response, fault);
    const done =
      request.headers.authorization === authorization
        ? answer(asked, shop)
        : { status: 401, body: { message: `Bad credentials: ${request.headers.authorization}` } };
    if (fault === 'lost') return void response.socket?.destroy();
    reply(response, done);
  }

  try {
    await test(shop);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function reply(response: ServerResponse, { status, headers = {}, body }: Answered): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers });
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}

/** One page of a list, from 1. */
export function pageOf<T>(
  items: readonly T[],
  { query }: Asked,
): { items: readonly T[]; page: number; isLast: boolean } {
  const size = Math.min(100, Number(query.get('per_page') ?? 20));
  const page = Number(query.get('page') ?? 1);
  return { items: items.slice((page - 1) * size, page * size), page, isLast: page * size >= items.length };
}

/** Change, look or removal of one comment; what a service answers with is up to `shown`. */
export function oneComment(
  asked: Asked,
  shop: Shop,
  id: number,
  body: unknown,
  shown: (one: Stored) => unknown,
): Answered {
  const index = shop.stored.findIndex((each) => each.id === id);
  if (index < 0) return { status: 404, body: { message: 'Not Found' } };
  const one = shop.stored[index];
  if (asked.method === 'DELETE') {
    shop.stored.splice(index, 1);
    return { status: 204 };
  }
  if (asked.method !== 'GET') one.body = String(body);
  return { status: 200, body: shown(one) };
}
