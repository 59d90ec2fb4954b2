/** Moments by quadrature: the trapezoid rule over the standard normal score z = Φ⁻¹(F(x)). */
import { exp } from '../numeric/elementary.ts';

const step = 1 / 16;

/**
 * Mean and variance of Q(Φ(z)), z standard normal. The trapezoid rule converges faster than any power of its step for
 * smooth quantile functions; ±38 is where e^(−z²/2) leaves the range of a double.
 */
export function scoreMoments(quantileAtScore: (z: number) => number): { mean: number; variance: number } {
  const centre = quantileAtScore(0);
  let weight = 0;
  let first = 0;
  let second = 0;
  const add = (z: number): void => {
    const w = exp(-0.5 * z * z);
    const d = quantileAtScore(z) - centre;
    weight += w;
    if (d === 0) return;
    first += w * d;
    second += w * d * d;
  };
  add(0);
  for (let k = 1; k <= 24 / step; k++) {
    add(k * step);
    add(-k * step);
  }
  const d = first / weight;
  return { mean: centre + d, variance: Math.max(0, second / weight - d * d) };
}
