/** A law drawn at random from several. */
import { chancesUpToEdges, type Distribution, discrete } from '../laws/index.ts';
import { normalCdf } from '../numeric/special/normal.ts';

/** With chance `weights[i]` (adding up to 1) a draw of `laws[i]`. */
export function mixture(laws: readonly Distribution[], weights: readonly number[]): Distribution {
  if (laws.length === 1) return laws[0];
  const atomValues: number[] = [];
  const atomWeights: number[] = [];
  laws.forEach((law, i) => {
    if (law.atoms)
      law.atoms.values.forEach((x, k) => {
        atomValues.push(x);
        atomWeights.push(weights[i] * (law.atoms?.weights[k] ?? 0));
      });
  });
  const allDiscrete = laws.every((law) => law.discrete);
  if (allDiscrete) return discrete(atomValues, atomWeights);
  const add = (f: (law: Distribution) => number): number => {
    let sum = 0;
    for (let i = 0; i < laws.length; i++) if (weights[i] > 0) sum += weights[i] * f(laws[i]);
    return sum;
  };
  const mean = add((law) => law.mean);
  const variance = add((law) => law.variance + (law.mean - mean) * (law.mean - mean));
  const cdf = (x: number): number => add((law) => law.cdf(x));
  const survival = (x: number): number => add((law) => law.survival(x));
  const between = (at: (law: Distribution) => number, right: (x: number) => boolean): number => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    laws.forEach((law, i) => {
      if (!(weights[i] > 0)) return;
      low = Math.min(low, at(law));
      high = Math.max(high, at(law));
    });
    return smallest(low, high, right);
  };
  const quantile = (p: number): number =>
    between(
      (law) => law.quantile(p),
      (x) => cdf(x) >= p,
    );
  const upperQuantile = (q: number): number =>
    between(
      (law) => law.upperQuantile(q),
      (x) => survival(x) <= q,
    );
  return {
    min: Math.min(...laws.map((law) => law.min)),
    max: Math.max(...laws.map((law) => law.max)),
    mean,
    variance: Number.isFinite(mean) ? variance : Number.POSITIVE_INFINITY,
    atoms: atomValues.length > 0 ? sortedAtoms(atomValues, atomWeights) : null,
    discrete: false,
    iterated: true,
    kinks: kinksOf(laws),
    ...partsOf(laws, weights),
    cdf,
    below: (x) => add((law) => law.below(x)),
    survival,
    quantile,
    upperQuantile,
    quantileAtScore: (z) => (z <= 0 ? quantile(normalCdf(z)) : upperQuantile(normalCdf(-z))),
    upToEdges: (h, into) => {
      const one = new Float64Array(into.length);
      into.fill(0);
      laws.forEach((law, i) => {
        if (!(weights[i] > 0)) return;
        chancesUpToEdges(law, h, one);
        for (let k = 0; k < one.length; k++) into[k] += weights[i] * one[k];
      });
    },
  };
}

/** A mixture of more laws is taken as one. */
export const mostParts = 12;

/** The parts of a mixture, with those of its parts that are mixtures themselves; nothing if they are many. */
function partsOf(laws: readonly Distribution[], weights: readonly number[]): Pick<Distribution, 'parts'> {
  const all = laws.flatMap((law, i) =>
    law.parts
      ? law.parts.laws.map((part, k) => ({ part, weight: weights[i] * (law.parts?.weights[k] ?? 0) }))
      : [{ part: law, weight: weights[i] }],
  );
  if (all.length > mostParts) return {};
  return { parts: { laws: all.map((one) => one.part), weights: all.map((one) => one.weight) } };
}

/** More values than this would cost more than they bring. */
const mostKinks = 64;

/** Where the distribution function of a mixture bends: at the ends of its parts, and where those bend. */
function kinksOf(laws: readonly Distribution[]): number[] {
  const found = new Set(laws.flatMap((law) => [law.min, law.max, ...(law.kinks ?? [])]).filter(Number.isFinite));
  return found.size > mostKinks ? [] : [...found].sort((a, b) => a - b);
}

/** The smallest x of low..high for which a rising condition holds, to the last bits; `high` is taken to fulfil it. */
export function smallest(low: number, high: number, holds: (x: number) => boolean): number {
  if (low === high || holds(low)) return low;
  let a = low;
  let b = high;
  for (let i = 0; i < 200; i++) {
    const mid = a > 0 && b > 4 * a ? Math.sqrt(a) * Math.sqrt(b) : 0.5 * (a + b);
    if (mid <= a || mid >= b) break;
    if (holds(mid)) b = mid;
    else a = mid;
    if (b - a <= 1e-14 * Math.max(Math.abs(a), Math.abs(b))) break;
  }
  return b;
}

/** Merges equal values without scaling the weights: they are part of a law that is not all atoms. */
export function sortedAtoms(
  values: readonly number[],
  weights: readonly number[],
): { values: Float64Array; weights: Float64Array } {
  const sums = new Map<number, number>();
  values.forEach((x, i) => {
    sums.set(x, (sums.get(x) ?? 0) + weights[i]);
  });
  const keys = [...sums.keys()].filter((x) => (sums.get(x) ?? 0) > 0).sort((a, b) => a - b);
  return { values: Float64Array.from(keys), weights: Float64Array.from(keys, (x) => sums.get(x) ?? 0) };
}
