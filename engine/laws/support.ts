/** Where a law has its values, without making the law. */
import type { Law } from '../model.ts';

export interface Support {
  readonly min: number;
  readonly max: number;
}

/** The ends of the support; may be infinite. */
export function supportOfLaw(law: Law): Support {
  switch (law.law) {
    case 'pert':
    case 'triangular':
    case 'uniform':
      return law.max > law.min ? { min: law.min, max: law.max } : { min: law.min, max: law.min };
    case 'normal':
      return { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
    case 'logit-normal':
    case 'beta':
      return { min: 0, max: 1 };
    case 'quantile-parameterized':
      return { min: 0, max: law.scale === 'logit' ? 1 : Number.POSITIVE_INFINITY };
    case 'lognormal':
    case 'gamma':
    case 'exponential':
    case 'poisson':
      return { min: 0, max: Number.POSITIVE_INFINITY };
    case 'pareto':
      return { min: law.min, max: Number.POSITIVE_INFINITY };
    case 'discrete': {
      let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      law.values.forEach((x, i) => {
        if (!(law.weights[i] > 0)) return;
        min = Math.min(min, x);
        max = Math.max(max, x);
      });
      return { min, max };
    }
  }
}
