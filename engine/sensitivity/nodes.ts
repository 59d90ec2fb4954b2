/** Values of several shared quantities with weights: Gauss rules for a few, a low-discrepancy sequence for many. */
import { type StateModel, sharedIn } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { type Environment, environment, lawOf, scoreRule, type WeightedValues } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import { gaussRule } from '../numeric/gauss.ts';
import { normalQuantile } from '../numeric/special/normal.ts';

export interface Node {
  readonly env: Environment;
  readonly weight: number;
}

/** Gauss orders by number of quantities; exact for polynomials of degree 2·order − 1 in each. */
const orders = [0, 64, 10, 6, 4];
const points = 512;

/** The values of `indices` (rising), each given the ones before. Nothing to choose: one node. */
export function nodesOver(indices: readonly number[], model: StateModel, workspace: Workspace): Node[] {
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  return indices.length < orders.length ? tensor(indices, base) : sequence(indices, base);
}

function tensor(indices: readonly number[], base: Environment): Node[] {
  let nodes: Node[] = [{ env: base, weight: 1 }];
  for (const index of indices) {
    nodes = nodes.flatMap(({ env, weight }) => {
      const { values, weights } = ruleOf(lawOf(env.scope.shared[index].expression, env), orders[indices.length]);
      return Array.from(values, (value, k) => ({ env: withShared(env, index, value), weight: weight * weights[k] }));
    });
  }
  return nodes;
}

function ruleOf(law: Distribution, order: number): WeightedValues {
  const fine = scoreRule(law, 64);
  if (fine.values.length <= order || order >= 64) return fine;
  const { values, weights } = gaussRule(fine.values, fine.weights, order);
  return { values: [...values], weights: [...weights] };
}

/** Kronecker's sequence with powers of the generalised golden ratio (Roberts 2018), shifted to the middle. */
function sequence(indices: readonly number[], base: Environment): Node[] {
  const d = indices.length;
  let ratio = 2;
  for (let i = 0; i < 64; i++) ratio = nthRoot(1 + ratio, d + 1);
  const steps: number[] = [];
  for (let step = 1 / ratio; steps.length < d; step /= ratio) steps.push(step);
  const laws = new Map<number, Distribution>();
  return Array.from({ length: points }, (_, k) => {
    let env = base;
    indices.forEach((index, j) => {
      const u = (0.5 + (k + 1) * steps[j]) % 1;
      const { expression } = base.scope.shared[index];
      const law = laws.get(index) ?? lawOf(expression, env);
      // The law of what uses other quantities changes from point to point.
      if (sharedIn(expression).size === 0) laws.set(index, law);
      env = withShared(env, index, law.quantileAtScore(normalQuantile(u)));
    });
    return { env, weight: 1 / points };
  });
}

function nthRoot(x: number, n: number): number {
  let y = 1 + (x - 1) / n;
  for (let i = 0; i < 60; i++) {
    let power = 1;
    for (let k = 1; k < n; k++) power *= y;
    y = ((n - 1) * y + x / power) / n;
  }
  return y;
}

function withShared(env: Environment, index: number, value: number): Environment {
  const shared = [...env.shared];
  shared[index] = value;
  return { ...env, shared };
}
