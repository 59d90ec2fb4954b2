/** Multiplying a quantity by a known number: inside the law where its family allows, else as a product. */
import type { Expression, Law } from '../../engine/index.ts';
import { log } from '../../engine/numeric/elementary.ts';

/** k · e for k > 0. */
export function scale(expression: Expression, k: number): Expression {
  if (k === 1) return expression;
  if (expression.kind === 'constant') return { kind: 'constant', value: expression.value * k };
  if (expression.kind === 'draw' && k > 0) {
    const law = scaleLaw(expression.law, k);
    if (law !== null) return { kind: 'draw', law };
  }
  return { kind: 'product', left: { kind: 'constant', value: k }, right: expression };
}

/** The law of k·X, or null where it has no name of its own. */
function scaleLaw(law: Law, k: number): Law | null {
  switch (law.law) {
    case 'pert':
    case 'triangular':
      return { ...law, min: law.min * k, mode: law.mode * k, max: law.max * k };
    case 'uniform':
      return { ...law, min: law.min * k, max: law.max * k };
    case 'normal':
      return { ...law, mean: law.mean * k, sd: law.sd * k };
    case 'lognormal':
      return { ...law, mu: law.mu + log(k) };
    case 'quantile-parameterized':
      return law.scale === 'log' ? { ...law, p5: law.p5 * k, p50: law.p50 * k, p95: law.p95 * k } : null;
    case 'gamma':
      return { ...law, scale: law.scale * k };
    case 'exponential':
      return { ...law, mean: law.mean * k };
    case 'pareto':
      return { ...law, min: law.min * k };
    case 'discrete':
      return { ...law, values: law.values.map((value) => value * k) };
    default:
      return null;
  }
}
