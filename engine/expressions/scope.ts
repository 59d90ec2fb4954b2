/** What the names in an expression stand for, and the values already chosen for some of them. */
import type { Distribution } from '../laws/index.ts';
import type { Expression, SharedQuantity } from '../model.ts';

/** Where an expression stands: the model's shared quantities and, inside a loss, its `let`s. */
export interface Scope {
  readonly shared: readonly SharedQuantity[];
  readonly lets: readonly Expression[];
}

export const emptyScope: Scope = { shared: [], lets: [] };

/** A scope in which some quantities have a value; what has none is drawn afresh wherever it stands. */
export interface Environment {
  readonly scope: Scope;
  readonly shared: readonly (number | undefined)[];
  readonly lets: readonly (number | undefined)[];
  /** Laws already computed, by content; only laws that do not depend on chosen values are kept. */
  readonly memo: Memo;
}

/** Laws by content. */
export interface Memo {
  get(key: string): Distribution | undefined;
  set(key: string, law: Distribution): unknown;
}

export function environment(scope: Scope, memo: Memo = new Map()): Environment {
  return { scope, shared: [], lets: [], memo };
}

/** The environment with one more value. */
export function withValue(env: Environment, of: Reference, value: number): Environment {
  const values = [...env[of.place]];
  values[of.index] = value;
  return { ...env, [of.place]: values };
}

/** The environment with these values of shared quantities. */
export function withShared({ scope, lets, memo }: Environment, shared: Environment['shared']): Environment {
  return { scope, shared, lets, memo };
}

/** The environment inside a loss with these `let`s. */
export function inLoss({ scope, shared, lets: values, memo }: Environment, lets: Scope['lets']): Environment {
  return { scope: { shared: scope.shared, lets }, shared, lets: values, memo };
}

/** A named quantity that an expression refers to. */
export interface Reference {
  readonly place: 'shared' | 'lets';
  readonly index: number;
}

/** The expression that a reference stands for. */
export function definitionOf(of: Reference, scope: Scope): Expression {
  return of.place === 'shared' ? scope.shared[of.index].expression : scope.lets[of.index];
}
