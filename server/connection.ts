/**
 * Errors as the connection knows them. Several versions of the protocol's packages may be installed side by side; an
 * error of another copy's class would be sent as a result, and a cancelled request would look like an answer.
 */
import { type Connection, ResponseError } from 'vscode-languageserver';

/** The connection, with every handler's foreign `ResponseError` thrown as one of its own. */
export function withOwnErrors(connection: Connection): Connection {
  return wrapped(connection);
}

/** Members of a connection that have handlers of their own. */
const inner = new Set([
  'languages',
  'workspace',
  'window',
  'semanticTokens',
  'inlayHint',
  'textDocumentContent',
  'notebooks',
]);

function wrapped<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, property) {
      const value = Reflect.get(object, property, object) as unknown;
      const name = String(property);
      if (typeof value === 'function' && name.startsWith('on')) {
        return (...args: unknown[]) =>
          value.apply(
            object,
            args.map((arg) => (typeof arg === 'function' ? guarded(arg as Handler) : arg)),
          );
      }
      if (typeof value === 'object' && value !== null && inner.has(name)) return wrapped(value);
      return typeof value === 'function' ? value.bind(object) : value;
    },
  });
}

type Handler = (...args: unknown[]) => unknown;

function guarded(handler: Handler): Handler {
  return (...args) => {
    const result = handler(...args);
    return result instanceof Promise
      ? result.then(own, (error: unknown) => Promise.reject(ownError(error)))
      : own(result);
  };
}

function own(result: unknown): unknown {
  return isForeign(result) ? ownError(result) : result;
}

function ownError(error: unknown): unknown {
  return isForeign(error) ? new ResponseError(error.code, error.message) : error;
}

function isForeign(value: unknown): value is Error & { readonly code: number } {
  return (
    value instanceof Error &&
    !(value instanceof ResponseError) &&
    typeof (value as { code?: unknown }).code === 'number'
  );
}
