/** The regularised incomplete beta function and its inverse (continued fraction by the modified Lentz method). */
import { exp, log, log1p } from '../elementary.ts';
import { logGamma } from './gamma.ts';

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < 1e-300) d = 1e-300;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < 1e-300) d = 1e-300;
    c = 1 + even / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < 1e-300) d = 1e-300;
    c = 1 + odd / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/** I_x(a, b), 1 − I_x(a, b), and the density at the logit of x. */
interface Shares {
  readonly lower: number;
  readonly upper: number;
  readonly density: number;
}

function shares(a: number, b: number, x: number, y: number, lnB: number): Shares {
  const density = exp(a * (x < 0.5 ? log(x) : log1p(-y)) + b * (y < 0.5 ? log(y) : log1p(-x)) - lnB);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (density * fraction(a, b, x)) / a);
    return { lower, upper: 1 - lower, density };
  }
  const upper = Math.min(1, (density * fraction(b, a, y)) / b);
  return { lower: 1 - upper, upper, density };
}

/** [I_x(a, b), 1 − I_x(a, b)] for x and y = 1 − x, the smaller of both with relative accuracy. `lnB` is logBeta(a, b). */
export function incompleteBeta(a: number, b: number, x: number, y: number, lnB: number): readonly [number, number] {
  if (!(x > 0)) return [0, 1];
  if (!(y > 0)) return [1, 0];
  const { lower, upper } = shares(a, b, x, y, lnB);
  return [lower, upper];
}

/** x and y = 1 − x at the logit t of x. */
function atLogit(t: number): readonly [x: number, y: number] {
  const e = exp(-Math.abs(t));
  const far = 1 / (1 + e);
  const near = e / (1 + e);
  return t > 0 ? [far, near] : [near, far];
}

/** A step of Halley's method leaves less than its cube: after one below this nothing is left. */
const lastStep = 1e-6;

/**
 * The inverse: [x, 1 − x] with I_x(a, b) = p, for p and q = 1 − p. Halley's method on the logarithm of the smaller share over
 * the logit of x, with bisection as a net. `lnB` is logBeta(a, b).
 */
export function betaInverse(a: number, b: number, lnB: number): (p: number, q: number) => readonly [number, number] {
  const mean = a / (a + b);
  const atMean = incompleteBeta(a, b, mean, 1 - mean, lnB);
  return (p, q) => {
    if (p <= 0) return [0, 1];
    if (q <= 0) return [1, 0];
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    // Start from the power laws at both ends, joined at the mean.
    let t = log(mean / (1 - mean));
    if (p < atMean[0]) t += log(p / atMean[0]) / (a * (1 - 0.3 * mean) + 0.3);
    else t -= log(q / atMean[1]) / (b * (1 - 0.3 * (1 - mean)) + 0.3);
    for (let i = 0; i < 200; i++) {
      const [x, y] = atLogit(t);
      const { lower, upper, density } = shares(a, b, x, y, lnB);
      const isBelow = p < q;
      if (isBelow ? lower > p : upper < q) high = t;
      else low = t;
      const share = isBelow ? lower : upper;
      const rate = (isBelow ? density : -density) / share;
      const newton = log(share / (isBelow ? p : q)) / rate;
      // g″/g′ of g = ln share: the density's own a·y − b·x less g′.
      const bend = 1 - 0.5 * newton * (a * y - b * x - rate);
      const step = bend > 0.5 && bend < 2 ? newton / bend : newton;
      if (Math.abs(step) < 1e-15) break;
      let next = t - Math.max(-8, Math.min(8, step));
      const isInside = next > low && next < high;
      if (!isInside) {
        if (low === Number.NEGATIVE_INFINITY) next = t - 4;
        else if (high === Number.POSITIVE_INFINITY) next = t + 4;
        else next = 0.5 * (low + high);
      }
      const moved = Math.abs(next - t);
      t = next;
      if (moved <= 4e-16 * Math.max(1, Math.abs(t)) || (isInside && moved < lastStep)) break;
    }
    return atLogit(t);
  };
}
