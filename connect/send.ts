import type { Connection } from './connection.ts';

export type Answer = Response | { readonly lost: string };

/** One request, whose answer may be lost: whether the service got it is not known then. */
export async function send(connection: Connection, method: string, path: string, body: unknown): Promise<Answer> {
  const { base, headers, patience } = connection;
  try {
    return await fetch(new URL(path, base), {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A token must not follow to another address.
      redirect: 'manual',
      signal: AbortSignal.timeout(patience.reply),
    });
  } catch (error) {
    return { lost: reasonOf(error) };
  }
}

/** Why there is no answer, as far as the host tells. */
export function reasonOf(error: unknown): string {
  const { name, message, cause } = error as {
    name?: string;
    message?: string;
    cause?: { code?: string; message?: string };
  };
  if (name === 'TimeoutError') return 'it took too long';
  return cause?.code ?? cause?.message ?? message ?? 'the connection broke';
}
