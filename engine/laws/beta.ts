import type { Law } from '../model.ts';
import { betaInverse, incompleteBeta, logBeta } from '../numeric/special/beta.ts';
import { constantLaw, continuous, type Distribution } from './distribution.ts';

/** Beta law with shapes `alpha`, `beta` stretched to min..max; mean and variance in closed form. */
export function scaledBeta(alpha: number, beta: number, min: number, max: number): Distribution {
  const lnB = logBeta(alpha, beta);
  const width = max - min;
  const total = alpha + beta;
  const share = (x: number): readonly [number, number] => {
    if (x <= min) return [0, 1];
    if (x >= max) return [1, 0];
    return incompleteBeta(alpha, beta, (x - min) / width, (max - x) / width, lnB);
  };
  let inverseOf: ReturnType<typeof betaInverse> | null = null;
  const inverse = (p: number, q: number): number => {
    inverseOf ??= betaInverse(alpha, beta, lnB);
    const [x, y] = inverseOf(p, q);
    return x < y ? min + width * x : max - width * y;
  };
  return continuous({
    min,
    max,
    iterated: true,
    mean: min + (width * alpha) / total,
    variance: (width * width * alpha * beta) / (total * total * (total + 1)),
    cdf: (x) => share(x)[0],
    survival: (x) => share(x)[1],
    quantile: (p) => inverse(p, 1 - p),
    upperQuantile: (q) => inverse(1 - q, q),
  });
}

export function beta(law: Extract<Law, { law: 'beta' }>): Distribution {
  return scaledBeta(law.alpha, law.beta, 0, 1);
}

/** PERT: a beta on min..max with α + β = 2 + shape and mean (min + shape·mode + max) / (2 + shape). */
export function pert({ min, mode, max, shape }: Extract<Law, { law: 'pert' }>): Distribution {
  if (!(max > min)) return constantLaw(mode);
  const alpha = 1 + (shape * (mode - min)) / (max - min);
  const beta = 1 + (shape * (max - mode)) / (max - min);
  return scaledBeta(alpha, beta, min, max);
}
