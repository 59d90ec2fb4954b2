import type { Law } from '../model.ts';
import { constantLaw, continuous, type Distribution } from './distribution.ts';

export function triangular({ min, mode, max }: Extract<Law, { law: 'triangular' }>): Distribution {
  const width = max - min;
  if (!(width > 0)) return constantLaw(mode);
  const atMode = (mode - min) / width;
  const low = (x: number): number => ((x - min) * (x - min)) / (width * (mode - min));
  const high = (x: number): number => ((max - x) * (max - x)) / (width * (max - mode));
  const fromLeft = (p: number): number => min + Math.sqrt(p * width * (mode - min));
  const fromRight = (q: number): number => max - Math.sqrt(q * width * (max - mode));
  return continuous({
    min,
    max,
    mean: (min + mode + max) / 3,
    variance: (min * min + mode * mode + max * max - min * mode - min * max - mode * max) / 18,
    cdf: (x) => (x <= min ? 0 : x >= max ? 1 : x < mode ? low(x) : 1 - high(x)),
    survival: (x) => (x <= min ? 1 : x >= max ? 0 : x < mode ? 1 - low(x) : high(x)),
    quantile: (p) => (p < atMode ? fromLeft(p) : fromRight(1 - p)),
    upperQuantile: (q) => (q > 1 - atMode ? fromLeft(1 - q) : fromRight(q)),
  });
}
