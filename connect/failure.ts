/** What may go wrong with a service, as values. */

export interface Failure {
  readonly kind:
    | 'address' // the address of the service cannot be used
    | 'credentials' // the token is missing or not accepted
    | 'forbidden' // the token has no right to do this
    | 'missing' // no such thing, or the token may not see it
    | 'limited' // too many requests for longer than we wait
    | 'failed'; // the service did not do it, whatever the reason
  /** A full sentence. */
  readonly message: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed<T>(kind: Failure['kind'], message: string): Outcome<T> {
  return { ok: false, failure: { kind, message } };
}
