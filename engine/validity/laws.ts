/** What is wrong with the parameters of a law. */
import type { Law } from '../model.ts';

/** Larger numbers have no square in a double. */
export const largest = 1e150;

/** Larger spreads on the scale of logarithms reach beyond the numbers of a double. */
const largestSigma = 50;

/** A sentence without its subject, such as "has sd −1, which must be above 0"; null: nothing is wrong. */
export function lawProblem(law: Law): string | null {
  if (law.law === 'discrete') return discreteProblem(law.values, law.weights);
  for (const name in law) {
    const value = law[name as keyof Law] as unknown;
    if (typeof value === 'number' && !(Math.abs(value) <= largest))
      return `has ${name} ${value}, which must be a number of at most ${largest}`;
  }
  const positive = (...names: string[]): string | null => {
    for (const name of names) {
      const value = (law as unknown as Readonly<Record<string, number>>)[name];
      if (!(value > 0)) return `has ${name} ${value}, which must be a number above 0`;
    }
    return null;
  };
  const narrow = (sigma: number): string | null =>
    positive('sigma') ?? (sigma > largestSigma ? `has sigma ${sigma}, which must be at most ${largestSigma}` : null);
  switch (law.law) {
    case 'pert':
      return (
        ordered('min', law.min, 'mode', law.mode) ?? ordered('mode', law.mode, 'max', law.max) ?? positive('shape')
      );
    case 'triangular':
      return ordered('min', law.min, 'mode', law.mode) ?? ordered('mode', law.mode, 'max', law.max);
    case 'uniform':
      return ordered('min', law.min, 'max', law.max);
    case 'normal':
      return positive('sd');
    case 'lognormal':
      if (Math.abs(law.mu) > 345) return `has mu ${law.mu}, which must be between −345 and 345`;
      return narrow(law.sigma);
    case 'logit-normal':
      return narrow(law.sigma);
    case 'quantile-parameterized':
      if (law.scale !== 'log' && law.scale !== 'logit') return `has scale ${law.scale}, which must be log or logit`;
      if (!(law.p5 > 0 && law.p5 < law.p50 && law.p50 < law.p95))
        return `has P5, P50 and P95 ${law.p5}, ${law.p50} and ${law.p95}, which must rise from above 0`;
      return law.scale === 'logit' && !(law.p95 < 1) ? `has P95 ${law.p95}, which must be below 1` : null;
    case 'beta':
      return positive('alpha', 'beta');
    case 'gamma':
      return positive('shape', 'scale');
    case 'exponential':
      return positive('mean');
    case 'pareto':
      return positive('min', 'shape');
    case 'poisson':
      return law.mean >= 0 ? null : `has mean ${law.mean}, which must be at least 0`;
    default:
      return `is called ${(law as Law).law}, which is no law that the engine knows`;
  }
}

function ordered(low: string, x: number, high: string, y: number): string | null {
  return x <= y ? null : `has ${low} ${x} above ${high} ${y}`;
}

function discreteProblem(values: readonly number[], weights: readonly number[]): string | null {
  if (values.length === 0 || values.length !== weights.length)
    return `has ${values.length} values and ${weights.length} weights, which must be as many, and at least one`;
  const bad = values.find((x) => !(Math.abs(x) <= largest));
  if (bad !== undefined) return `has the value ${bad}, which must be a number of at most ${largest}`;
  const weight = weights.find((w) => !(w >= 0));
  if (weight !== undefined) return `has the weight ${weight}, which must be a number of at least 0`;
  const total = weights.reduce((sum, w) => sum + w, 0);
  return Math.abs(total - 1) <= 1e-6 ? null : `has weights that add up to ${total}, not to 1`;
}
