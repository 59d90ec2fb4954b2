/** An independent computation of a compound Poisson law: one grid of 2^18 to 2^20 cells, plainly written. */
import { createTransform } from '../../exact/fft.ts';

export interface Reference {
  /** Smallest loss with P(annual loss ≤ it) ≥ q, linear within a cell. */
  quantile(q: number): number;
}

/** Of events at `rate` a year (or at each of several rates with its weight) whose losses have the distribution function. */
export function compoundPoisson(
  rates: readonly (readonly [rate: number, weight: number])[],
  cdf: (x: number) => number,
  range: number,
  bits: number,
): Reference {
  const n = 2 ** bits;
  const h = range / n;
  const tilt = 18 / n;
  const mass = new Float64Array(n);
  let before = 0;
  for (let k = 0; k < n; k++) {
    const upTo = cdf((k + 0.5) * h);
    mass[k] = (upTo - before) * Math.exp(-tilt * k);
    before = upTo;
  }
  const transform = createTransform(n);
  const { re, im } = transform.forward(mass);
  for (let k = 0; k < re.length; k++) {
    let [a, b] = [0, 0];
    for (const [rate, weight] of rates) {
      const size = weight * Math.exp(rate * (re[k] - 1));
      a += size * Math.cos(rate * im[k]);
      b += size * Math.sin(rate * im[k]);
    }
    re[k] = a;
    im[k] = b;
  }
  const annual = transform.inverse({ re, im });
  const upTo = new Float64Array(n);
  let sum = 0;
  for (let k = 0; k < n; k++) {
    sum += annual[k] * Math.exp(tilt * k);
    upTo[k] = sum;
  }
  return {
    quantile: (q) => {
      const k = upTo.findIndex((p) => p >= q);
      const low = k > 0 ? upTo[k - 1] : 0;
      return k === 0 ? 0 : (k - 0.5 + (q - low) / (upTo[k] - low)) * h;
    },
  };
}
