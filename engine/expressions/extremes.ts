/** Laws of the smallest and the largest of independent quantities. */
import { constantLaw, type Distribution, discrete } from '../laws/index.ts';
import { normalCdf } from '../numeric/special/normal.ts';
import { clamped } from './clamp.ts';
import { smallest, sortedAtoms } from './mixture.ts';
import { panelMoments, reach } from './panels.ts';
import { quantilesByScore } from './score-rule.ts';

/** The law of max(X, …). */
export function largestOf(laws: readonly Distribution[]): Distribution {
  const [free, ends] = withoutConstants(laws);
  if (free.length <= 1)
    return clamped(free[0] ?? constantLaw(Math.max(...ends)), Math.max(...ends), Number.POSITIVE_INFINITY);
  const cdf = (x: number): number => laws.reduce((p, law) => p * law.cdf(x), 1);
  const below = (x: number): number => laws.reduce((p, law) => p * law.below(x), 1);
  // 1 − Π(1 − sᵢ) without cancellation.
  const survival = (x: number): number => laws.reduce((s, law) => s + (1 - s) * law.survival(x), 0);
  const quantile = (p: number): number =>
    smallest(
      Math.max(...laws.map((law) => law.quantile(p))),
      Math.max(...laws.map((law) => law.upperQuantile((1 - p) / laws.length))),
      (x) => cdf(x) >= p,
    );
  const upperQuantile = (q: number): number =>
    smallest(
      Math.max(...laws.map((law) => law.upperQuantile(q))),
      Math.max(...laws.map((law) => law.upperQuantile(q / laws.length))),
      (x) => survival(x) <= q,
    );
  const min = Math.max(...laws.map((law) => law.min));
  const max = Math.max(...laws.map((law) => law.max));
  return finish(laws, 'largest', { min, max, cdf, below, survival, quantile, upperQuantile });
}

/** The law of min(X, …). */
export function smallestOf(laws: readonly Distribution[]): Distribution {
  const [free, ends] = withoutConstants(laws);
  if (free.length <= 1)
    return clamped(free[0] ?? constantLaw(Math.min(...ends)), Number.NEGATIVE_INFINITY, Math.min(...ends));
  const cdf = (x: number): number => laws.reduce((s, law) => s + (1 - s) * law.cdf(x), 0);
  const below = (x: number): number => laws.reduce((s, law) => s + (1 - s) * law.below(x), 0);
  const survival = (x: number): number => laws.reduce((p, law) => p * law.survival(x), 1);
  const quantile = (p: number): number =>
    smallest(
      Math.min(...laws.map((law) => law.quantile(p / laws.length))),
      Math.min(...laws.map((law) => law.quantile(p))),
      (x) => cdf(x) >= p,
    );
  const upperQuantile = (q: number): number =>
    smallest(
      Math.min(...laws.map((law) => law.quantile((1 - q) / laws.length))),
      Math.min(...laws.map((law) => law.upperQuantile(q))),
      (x) => survival(x) <= q,
    );
  const min = Math.min(...laws.map((law) => law.min));
  const max = Math.min(...laws.map((law) => law.max));
  return finish(laws, 'smallest', { min, max, cdf, below, survival, quantile, upperQuantile });
}

/** The laws that are not constants, and the values of those that are. */
function withoutConstants(laws: readonly Distribution[]): [Distribution[], number[]] {
  return [laws.filter((law) => law.min < law.max), laws.filter((law) => !(law.min < law.max)).map((law) => law.min)];
}

type Parts = Pick<Distribution, 'min' | 'max' | 'cdf' | 'below' | 'survival' | 'quantile' | 'upperQuantile'>;

/** Adds atoms and moments. Candidates for atoms are the atoms of the parts. */
function finish(laws: readonly Distribution[], kind: 'smallest' | 'largest', parts: Parts): Distribution {
  const values = [...new Set(laws.flatMap((law) => (law.atoms ? [...law.atoms.values] : [])))];
  const weights = values.map((x) => Math.max(0, parts.cdf(x) - parts.below(x)));
  const heavy = weights.reduce((a, b) => a + b, 0);
  if (values.length > 0 && heavy > 1 - 1e-12) return discrete(values, weights);
  const atoms = heavy > 0 ? sortedAtoms(values, weights) : null;
  const kinks = [...values, ...laws.flatMap((law) => [law.min, law.max, ...(law.kinks ?? [])])];
  const searched = (z: number): number => (z <= 0 ? parts.quantile(normalCdf(z)) : parts.upperQuantile(normalCdf(-z)));
  const quantileAtScore = quantilesByScore({ ...parts, quantileAtScore: searched, atoms, kinks }, reach);
  // The tail of the largest is the heaviest one; the smallest has a tail no heavier than each part's.
  const infinite = (f: (law: Distribution) => number): boolean => {
    const is = (law: Distribution): boolean => f(law) === Number.POSITIVE_INFINITY;
    return kind === 'largest' ? laws.some(is) : laws.every(is);
  };
  const moments = panelMoments({ ...parts, quantileAtScore }, kinks);
  const noMean = infinite((law) => law.mean);
  const noVariance = noMean || infinite((law) => law.variance);
  return {
    ...parts,
    mean: noMean ? Number.POSITIVE_INFINITY : moments.mean,
    variance: noVariance ? Number.POSITIVE_INFINITY : moments.variance,
    quantileAtScore,
    atoms,
    kinks: kinks.filter(Number.isFinite),
    discrete: false,
  };
}
