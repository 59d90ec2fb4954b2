import type { Law } from '../model.ts';
import { constantLaw, continuous, type Distribution } from './distribution.ts';

export function uniform({ min, max }: Extract<Law, { law: 'uniform' }>): Distribution {
  const width = max - min;
  if (!(width > 0)) return constantLaw(min);
  const share = (part: number): number => Math.max(0, Math.min(1, part / width));
  return continuous({
    min,
    max,
    mean: min + width / 2,
    variance: (width * width) / 12,
    cdf: (x) => share(x - min),
    survival: (x) => share(max - x),
    quantile: (p) => min + width * p,
    upperQuantile: (q) => max - width * q,
  });
}
