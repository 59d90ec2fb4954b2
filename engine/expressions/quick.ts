/** The mean of an expression given values of some quantities, made ready to be asked for many times. */
import type { Expression } from '../model.ts';
import { byValues } from './by-values.ts';
import type { Exceedance } from './exceedance.ts';
import { exceeding } from './exceeding.ts';
import { lawOf } from './law.ts';
import { independentMean, times } from './moments.ts';
import { definitionOf, type Environment, type Reference } from './scope.ts';
import { isCertain, partsOf } from './usage.ts';

/** A mean by the values of the quantities, which stand in the order of their list. */
export interface Given {
  /** Places of the quantities that it depends on, rising. */
  readonly needs: readonly number[];
  /** Whether it is the only value then. */
  readonly certain: boolean;
  at(values: Float64Array): number;
}

/** `env` with values for the first `count` of some quantities. */
export function withValues(
  env: Environment,
  references: readonly Reference[],
  values: Float64Array,
  count = references.length,
): Environment {
  const shared = [...env.shared];
  const lets = [...env.lets];
  for (let i = 0; i < count; i++) (references[i].place === 'shared' ? shared : lets)[references[i].index] = values[i];
  return { ...env, shared, lets };
}

/** Places of the quantities that an expression depends on, directly or through others that have no value. */
export function placesIn(e: Expression, references: readonly Reference[], env: Environment): number[] {
  const found = new Set<number>();
  const visit = (x: Expression): void => {
    if (x.kind !== 'shared' && x.kind !== 'let') {
      for (const part of partsOf(x)) visit(part);
      return;
    }
    const place = x.kind === 'shared' ? 'shared' : 'lets';
    const known = references.findIndex((r) => r.place === place && r.index === x.index);
    if (known >= 0) found.add(known);
    else if (env[place][x.index] === undefined) visit(definitionOf({ place, index: x.index }, env.scope));
  };
  visit(e);
  return [...found].sort((a, b) => a - b);
}

/** The mean of an expression in which nothing is used twice once the quantities have values. */
export function meanGiven(e: Expression, references: readonly Reference[], env: Environment): Given {
  const needs = placesIn(e, references, env);
  const some = withValues(env, references, new Float64Array(references.length));
  const certain = isCertain(e, some);
  const given = (at: (values: Float64Array) => number): Given => ({ needs, certain, at });
  if (needs.length === 0) {
    const mean = independentMean(e, env);
    return given(() => mean);
  }
  const of = (part: Expression): Given => meanGiven(part, references, env);
  const costly = (): Given =>
    given(byValues(needs, (values) => independentMean(e, withValues(env, references, values))));
  switch (e.kind) {
    case 'shared':
    case 'let': {
      const place = e.kind === 'shared' ? 'shared' : 'lets';
      const known = references.findIndex((r) => r.place === place && r.index === e.index);
      return known >= 0 ? given((values) => values[known]) : of(definitionOf({ place, index: e.index }, env.scope));
    }
    case 'sum': {
      const [a, b] = [of(e.left), of(e.right)];
      return given((values) => a.at(values) + b.at(values));
    }
    case 'difference': {
      const [a, b] = [of(e.left), of(e.right)];
      return given((values) => a.at(values) - b.at(values));
    }
    case 'product': {
      const [a, b] = [of(e.left), of(e.right)];
      return given((values) => times(a.at(values), b.at(values)));
    }
    case 'quotient': {
      const [a, b] = [of(e.left), of(e.right)];
      if (b.certain) return given((values) => times(a.at(values), 1 / b.at(values)));
      if (b.needs.length > 0) return costly();
      const inverse = independentMean({ ...e, left: { kind: 'constant', value: 1 } }, env);
      return given((values) => times(a.at(values), inverse));
    }
    case 'min':
    case 'max': {
      if (!certain) return costly();
      const items = e.items.map(of);
      const pick = e.kind === 'min' ? Math.min : Math.max;
      return given((values) => items.reduce((x, item) => pick(x, item.at(values)), items[0].at(values)));
    }
    case 'exceedance': {
      const at = chanceBy(e, of, some);
      return at ? given(at) : costly();
    }
    default:
      return costly();
  }
}

/** A chance without an integral for each value: of a certain side, or of a ratio of certain quantities; null: it needs one. */
function chanceBy(
  e: Exceedance,
  of: (part: Expression) => Given,
  some: Environment,
): ((values: Float64Array) => number) | null {
  const [left, right] = [of(e.left), of(e.right)];
  if (left.certain && right.needs.length === 0) {
    const law = lawOf(e.right, some);
    return (values) => law.below(left.at(values));
  }
  if (right.certain && left.needs.length === 0) {
    const law = lawOf(e.left, some);
    return (values) => law.survival(right.at(values));
  }
  if (left.certain || right.certain) return null;
  const scaled = exceeding(e, some);
  if (scaled === null) return null;
  const product = (factors: readonly Expression[]): ((values: Float64Array) => number) => {
    const all = factors.map(of);
    return (values) => all.reduce((x, factor) => x * factor.at(values), 1);
  };
  const [a, b] = [product(scaled.left.yearly), product(scaled.right.yearly)];
  return (values) => scaled.by(a(values), b(values));
}
