/** Values of expressions of the year's quantities by a Latin hypercube over their draws, joint for all of a model. */
import type { Workspace } from '../exact/workspace.ts';
import { type Environment, isCertain, lawOf, momentsOf } from '../expressions/index.ts';
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
    const evaluate = (e: Expression): Float64Array => {
      if (e.kind === 'shared' && env.shared[e.index] === undefined) {
        const known = shared.get(e.index);
        if (known) return known;
        const { name: own, expression: of } = env.scope.shared[e.index];
        const values = valuesOf(of, { ...env, shared: [] }, `shared ${own}`);
        shared.set(e.index, values);
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
  const scores = workspace.table(`scores ${sampleSize}`, () =>
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
