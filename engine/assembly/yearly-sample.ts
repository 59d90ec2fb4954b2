/** Values of expressions of the year's quantities by a Latin hypercube over their draws, joint for all of a model. */
import type { Workspace } from '../exact/workspace.ts';
import {
  chanceGiven,
  type Environment,
  freeIn,
  isCertain,
  isQuick,
  lawOf,
  momentsOf,
  scoreRule,
  withShared,
} from '../expressions/index.ts';
import { isClosed } from '../expressions/law.ts';
import type { Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { monotoneCubic } from '../numeric/interpolation.ts';
import { normalQuantile } from '../numeric/special/normal.ts';

/** Points; the error of P5 and P95 is about 1 % of the standard deviation. */
export const sampleSize = 4096;

export interface YearlySample {
  /** One value for each point. `name` tells draws with equal laws apart. */
  valuesOf(e: Expression, env: Environment, name: string): Float64Array;
}

/** The sample of one model: what is shared has the same values wherever it stands. */
export function yearlySample(workspace: Workspace): YearlySample {
  const shared = new Map<number, Float64Array>();
  const valuesOf = (expression: Expression, env: Environment, name: string): Float64Array => {
    let draws = 0;
    const lets = new Map<number, Float64Array>();
    const evaluate = (e: Expression): Float64Array => {
      if (e.kind === 'shared' && env.shared[e.index] === undefined) {
        const known = shared.get(e.index);
        if (known) return known;
        const { name: own, expression: of } = env.scope.shared[e.index];
        const values = valuesOf(of, withShared(env, []), `shared ${own}`);
        shared.set(e.index, values);
        return values;
      }
      if (e.kind === 'let' && env.lets[e.index] === undefined) {
        let values = lets.get(e.index);
        if (!values) {
          values = evaluate(env.scope.lets[e.index]);
          lets.set(e.index, values);
        }
        return values;
      }
      if (isCertain(e, env)) return new Float64Array(sampleSize).fill(momentsOf(e, env).mean);
      if (e.kind === 'draw' || e.kind === 'truncate' || e.kind === 'observed' || (isExtreme(e) && isClosed(e)))
        return permuted(strataOf(lawOf(e, env), workspace), `${name} ${draws++}`);
      if (isExtreme(e)) {
        const items = e.items.map(evaluate);
        const pick = e.kind === 'min' ? Math.min : Math.max;
        return items[0].map((_, i) => pick(...items.map((item) => item[i])));
      }
      if (e.kind === 'exceedance') return chancesOf(e, env, evaluate);
      if (!('left' in e)) return new Float64Array(sampleSize);
      const left = evaluate(e.left);
      const right = evaluate(e.right);
      const out = new Float64Array(sampleSize);
      if (e.kind === 'sum') for (let i = 0; i < sampleSize; i++) out[i] = left[i] + right[i];
      else if (e.kind === 'difference') for (let i = 0; i < sampleSize; i++) out[i] = left[i] - right[i];
      else if (e.kind === 'product') for (let i = 0; i < sampleSize; i++) out[i] = left[i] * right[i];
      else for (let i = 0; i < sampleSize; i++) out[i] = left[i] / right[i];
      return out;
    };
    return evaluate(expression);
  };
  return { valuesOf };
}

/** A chance at every point: computed where that is quick, else between values at evenly spaced scores. */
function chancesOf(
  chance: Extract<Expression, { kind: 'exceedance' }>,
  env: Environment,
  evaluate: (e: Expression) => Float64Array,
): Float64Array {
  const free = freeIn(chance, env);
  const values = free.map((index) => evaluate({ kind: 'shared', index }));
  const at = (given: readonly number[]): number => {
    const shared = [...env.shared];
    free.forEach((index, k) => {
      shared[index] = given[k];
    });
    return chanceGiven(chance, withShared(env, shared));
  };
  if (isQuick(chance, env)) return values[0].map((_, i) => at(values.map((v) => v[i])));
  const law = lawOf({ kind: 'shared', index: free[0] }, env);
  const nodes = Float64Array.from(scoreRule(law, 96).values);
  if (free.length === 1) {
    const between = monotoneCubic(
      nodes,
      nodes.map((x) => at([x])),
    );
    return values[0].map(between);
  }
  return chanceTable(values, at);
}

/** Values of a function of several quantities, each computed at one of a few of its values: the nearest by rank. */
function chanceTable(values: readonly Float64Array[], at: (given: readonly number[]) => number): Float64Array {
  const count = strataOfTable[Math.min(values.length, strataOfTable.length - 1)];
  const known = new Map<number, number>();
  const ranks = values.map((v) => {
    const rising = v.slice().sort();
    const middle = (k: number): number => rising[Math.floor(((k + 0.5) / count) * sampleSize)];
    return { middles: Array.from({ length: count }, (_, k) => middle(k)), rising };
  });
  const out = new Float64Array(sampleSize);
  for (let i = 0; i < sampleSize; i++) {
    let place = 0;
    const given = values.map((v, j) => {
      const k = Math.min(count - 1, Math.floor((rankIn(ranks[j].rising, v[i]) / sampleSize) * count));
      place = place * count + k;
      return ranks[j].middles[k];
    });
    let found = known.get(place);
    if (found === undefined) {
      found = at(given);
      known.set(place, found);
    }
    out[i] = found;
  }
  return out;
}

/** By how many quantities there are: values of each. */
const strataOfTable = [1, 96, 20, 7, 5, 3, 3];

function rankIn(rising: Float64Array, x: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isExtreme(e: Expression): e is Extract<Expression, { kind: 'min' | 'max' }> {
  return e.kind === 'min' || e.kind === 'max';
}

/** Values of a law at the middles of equal chances, rising. */
function strataOf(law: Distribution, workspace: Workspace): Float64Array {
  const known = workspace.strata.get(law);
  if (known) return known;
  let at = (z: number): number => law.quantileAtScore(z);
  if (!law.discrete && law.atoms === null) {
    const scores = Float64Array.from({ length: 129 }, (_, i) => (i - 64) / 16);
    at = monotoneCubic(scores, scores.map(at));
  }
  const scores = workspace.table('scores', sampleSize, () =>
    Float64Array.from({ length: sampleSize }, (_, i) => normalQuantile((i + 0.5) / sampleSize)),
  );
  const made = scores.map(at);
  workspace.strata.set(law, made);
  return made;
}

/** The values in an order that depends on the name alone: the figures of a model are always the same. */
function permuted(values: Float64Array, name: string): Float64Array {
  const out = values.slice();
  let state = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
  for (let i = sampleSize - 1; i > 0; i--) {
    state = (state + 0x6d2b79f5) | 0;
    let r = Math.imul(state ^ (state >>> 15), state | 1);
    r ^= r + Math.imul(r ^ (r >>> 7), r | 61);
    const j = ((r ^ (r >>> 14)) >>> 0) % (i + 1);
    const t = out[i];
    out[i] = out[j];
    out[j] = t;
  }
  return out;
}
