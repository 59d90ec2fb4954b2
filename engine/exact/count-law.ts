/** The law of a number of events a year as what it does to the transform of one event. */
import { atan, exp, log, log1p, sincos } from '../numeric/elementary.ts';
import type { Nodes } from '../numeric/gauss.ts';
import type { Spectrum } from './fft.ts';

/**
 * A mixed Poisson count: its generating function G(s) = Σ v_j e^(λ_j (s − 1)), or (1 + θ(1 − s))^(−k) for a gamma law of the
 * rate, and Σ p_n sⁿ. Where |s| is small a few terms of the series do; they do not depend on how many rates there are.
 */
export interface CountLaw {
  readonly rates: Nodes | Gamma;
  /** p_n. */
  readonly chances: Float64Array;
  /** Terms that suffice for |s|² below (i + 1) / 16; more than there are: the series does not do. */
  readonly enough: Int32Array;
}

/** A gamma law of the rate: mean `shape`·`scale`. The count is then negative binomial. */
export interface Gamma {
  readonly shape: number;
  readonly scale: number;
}

const most = 64;
const steps = 16;
const negligible = 1e-16;
/** Powers of the largest |s| of each step. */
const powers = Array.from({ length: steps }, (_, i) => {
  const size = Math.sqrt((i + 1) / steps);
  const out = new Float64Array(most + 1).fill(1);
  for (let n = 1; n <= most; n++) out[n] = out[n - 1] * size;
  return out;
});

export function countLaw(rates: Nodes): CountLaw {
  const chances = new Float64Array(most);
  for (let j = 0; j < rates.values.length; j++) {
    const rate = rates.values[j];
    let p = rates.weights[j] * exp(-rate);
    for (let n = 0; n < most && p > 0; n++) {
      chances[n] += p;
      p *= rate / (n + 1);
    }
  }
  return withSeries(rates, chances);
}

/** The law of a count whose rate has a gamma law. */
export function gammaCountLaw(rates: Gamma): CountLaw {
  const { shape, scale } = rates;
  const chances = new Float64Array(most);
  const ratio = scale / (1 + scale);
  let p = exp(-shape * log1p(scale));
  for (let n = 0; n < most && p > 0; n++) {
    chances[n] = p;
    p *= (ratio * (n + shape)) / (n + 1);
  }
  return withSeries(rates, chances);
}

function withSeries(rates: Nodes | Gamma, chances: Float64Array): CountLaw {
  const enough = new Int32Array(steps);
  let total = 0;
  for (const p of chances) total += p;
  // What is left over within rounding is nothing.
  const beyond = 1 - total < 1e-14 ? 0 : 1 - total;
  for (let i = 0; i < steps; i++) enough[i] = termsFor(chances, beyond, powers[i]);
  return { rates, chances, enough };
}

/** How many terms leave out no more than 1e-16 for |s| ≤ size; `most` + 1 if all of them do. */
function termsFor(chances: Float64Array, beyond: number, powersOfSize: Float64Array): number {
  let rest = beyond * powersOfSize[most];
  if (rest > negligible) return most + 1;
  let n = most;
  while (n > 0) {
    rest += chances[n - 1] * powersOfSize[n - 1];
    if (rest > negligible) break;
    n--;
  }
  return n;
}

/** The series is good to 1e-16: of a function that is smaller than this everywhere that is not enough. */
const serial = 1e-4;

/** G(s) for real s. */
function generatingAt(rates: Nodes | Gamma, s: number): number {
  if ('shape' in rates) return exp(-rates.shape * log1p(rates.scale * (1 - s)));
  const { values, weights } = rates;
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += weights[j] * exp(values[j] * (s - 1));
  return sum;
}

const turn = new Float64Array(2);
const noNodes: Nodes = { values: new Float64Array(0), weights: new Float64Array(0) };

/** into = factor · G(event), or G(event) without a factor; `event` null stands for 0. `into` may be `factor`. */
export function applyCount(law: CountLaw, event: Spectrum | null, factor: Spectrum | null, into: Spectrum): void {
  const { chances, enough, rates } = law;
  const gamma = 'shape' in rates ? rates : null;
  const { values, weights } = 'shape' in rates ? noNodes : rates;
  const count = values.length;
  const size = into.re.length;
  // No value is larger than the one at frequency 0: what counts is measured by it.
  const largest = event === null ? 1 : generatingAt(rates, event.re[0]);
  const inSeries = largest > serial;
  const least = log(largest) - 42;
  for (let k = 0; k < size; k++) {
    let a: number;
    let b: number;
    if (event === null) {
      a = chances[0];
      b = 0;
    } else {
      const x = event.re[k];
      const y = event.im[k];
      const square = x * x + y * y;
      const n = inSeries && square < 1 ? enough[(square * steps) | 0] : most + 1;
      if (n <= most) {
        // Clenshaw for real coefficients: b_k = p_k + 2x·b_(k+1) − |s|²·b_(k+2); G = p_0 + x·b_1 − |s|²·b_2 + iy·b_1.
        const twice = 2 * x;
        let b1 = 0;
        let b2 = 0;
        for (let i = n - 1; i > 0; i--) {
          const next = chances[i] + twice * b1 - square * b2;
          b2 = b1;
          b1 = next;
        }
        a = chances[0] + x * b1 - square * b2;
        b = y * b1;
      } else if (gamma !== null) {
        // |s| ≤ 1: the real part is at least 1.
        const re = 1 + gamma.scale * (1 - x);
        const im = -gamma.scale * y;
        const size = exp(-0.5 * gamma.shape * log(re * re + im * im));
        sincos(-gamma.shape * atan(im / re), turn);
        a = size * turn[1];
        b = size * turn[0];
      } else {
        a = 0;
        b = 0;
        for (let j = 0; j < count; j++) {
          const fall = values[j] * (x - 1);
          if (fall < least) continue;
          const w = weights[j] * exp(fall);
          if (y === 0) a += w;
          else {
            sincos(values[j] * y, turn);
            a += w * turn[1];
            b += w * turn[0];
          }
        }
      }
    }
    if (factor === null) {
      into.re[k] = a;
      into.im[k] = b;
    } else {
      const x = factor.re[k];
      const y = factor.im[k];
      into.re[k] = x * a - y * b;
      into.im[k] = x * b + y * a;
    }
  }
}
