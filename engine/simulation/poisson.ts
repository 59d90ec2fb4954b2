import { exp, log } from '../numeric/elementary.ts';
import { fillMarks, nextUniform, type Stream } from '../random/stream.ts';
import type { Sampler } from './sampler.ts';

/** Means below it are inverted step by step; above it rejection is faster. */
const inversionLimit = 9;

const logFactorials = new Float64Array(16);
for (let k = 2, factorial = 1; k < 16; k++) {
  factorial *= k;
  logFactorials[k] = log(factorial);
}

const halfLogTwoPi = 0.9189385332046728;

/** ln k!; Stirling's series above 15, where its error is below 1e-13. */
export function logFactorial(k: number): number {
  if (k < 16) return logFactorials[k];
  const n = k + 1;
  const q = 1 / (n * n);
  const series = (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680)))) / n;
  return (n - 0.5) * log(n) - n + halfLogTwoPi + series;
}

/** The smallest k whose cumulative chance exceeds the uniform number u. */
function byInversion(u: number, mean: number): number {
  let k = 0;
  let chance = exp(-mean);
  let below = chance;
  // At k = 200 the chance of more is below 1e-100: rounding of `below` must not keep the loop running.
  while (u > below && k < 200) {
    k++;
    chance *= mean / k;
    below += chance;
  }
  return k;
}

/** Transformed rejection with squeeze, PTRS (Hörmann 1993); for means of 10 and more, here used from 9. */
function byRejection(stream: Stream, mean: number): number {
  const root = Math.sqrt(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  const logMean = log(mean);
  for (;;) {
    const u = nextUniform(stream) - 0.5;
    const v = nextUniform(stream);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) return k;
  }
}

/** A Poisson number with the given mean ≥ 0. */
export function poissonCount(stream: Stream, mean: number): number {
  if (!(mean > 0)) return 0;
  return mean < inversionLimit ? byInversion(nextUniform(stream), mean) : byRejection(stream, mean);
}

/** A Poisson number for each mean. Each has one mark of 32 bits; what is rejected draws more after all marks. */
export function fillPoisson(stream: Stream, means: Float64Array, into: Float64Array, count: number): void {
  fillMarks(stream, into, count);
  for (let i = 0; i < count; i++) {
    const mean = means[i];
    into[i] = mean < inversionLimit ? (mean > 0 ? byInversion(into[i], mean) : 0) : poissonCount(stream, mean);
  }
}

/** Poisson numbers with one mean. */
export function poissonSampler(mean: number): Sampler {
  return {
    fill(stream, into, count) {
      for (let i = 0; i < count; i++) into[i] = poissonCount(stream, mean);
    },
  };
}
