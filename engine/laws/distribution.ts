/** A one-dimensional probability law, as the solvers see it. */
import { normalCdf } from '../numeric/special/normal.ts';

/** Point masses in rising order of value. */
export interface Atoms {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

export interface Distribution {
  /** Ends of the support; may be infinite. */
  readonly min: number;
  readonly max: number;
  /** Infinity where it does not exist. */
  readonly mean: number;
  readonly variance: number;
  /** Point masses; null if there are none. Their weights add up to 1 if and only if `discrete`. */
  readonly atoms: Atoms | null;
  readonly discrete: boolean;
  /** Other values at which the distribution function bends, so that integrals are split there; none if left out. */
  readonly kinks?: readonly number[];
  /** Of a mixture of few laws: they and their chances, so that what is done to it can be done to each. */
  readonly parts?: { readonly laws: readonly Distribution[]; readonly weights: readonly number[] };
  /** Whether quantiles are found by iteration: where many are asked for, a table is faster. */
  readonly iterated?: boolean;
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** P(X < x): differs from `cdf` only at atoms. */
  below(x: number): number;
  /** P(X > x), accurate where it is small. */
  survival(x: number): number;
  /** The smallest x with P(X ≤ x) ≥ p. */
  quantile(p: number): number;
  /** The smallest x with P(X > x) ≤ q: `quantile(1 − q)` without the rounding of 1 − q. */
  upperQuantile(q: number): number;
  /** The quantile at Φ(z), accurate in both tails. */
  quantileAtScore(z: number): number;
  /** P(X ≤ (k + ½)h) for every k of `into`, h > 0, to 1e-9: faster than one by one. See `chancesUpToEdges`. */
  upToEdges?(h: number, into: Float64Array): void;
}

export interface ContinuousParts {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly variance: number;
  readonly iterated?: boolean;
  cdf(x: number): number;
  survival?(x: number): number;
  quantile(p: number): number;
  upperQuantile?(q: number): number;
  quantileAtScore?(z: number): number;
  upToEdges?(h: number, into: Float64Array): void;
}

/** Fills in what follows from the rest for a law without atoms. */
export function continuous(parts: ContinuousParts): Distribution {
  const { min, max, mean, variance, cdf, quantile } = parts;
  const survival = parts.survival ?? ((x: number) => 1 - cdf(x));
  const upperQuantile = parts.upperQuantile ?? ((q: number) => quantile(1 - q));
  const quantileAtScore =
    parts.quantileAtScore ?? ((z: number) => (z <= 0 ? quantile(normalCdf(z)) : upperQuantile(normalCdf(-z))));
  return {
    min,
    max,
    mean,
    variance,
    cdf,
    survival,
    quantile,
    upperQuantile,
    quantileAtScore,
    atoms: null,
    discrete: false,
    below: cdf,
    ...(parts.iterated && { iterated: true }),
    ...(parts.upToEdges && { upToEdges: parts.upToEdges }),
  };
}

/** Sorts the values, adds up the weights of equal ones and scales the weights to 1. */
export function mergeAtoms(values: ArrayLike<number>, weights: ArrayLike<number>): Atoms {
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const outValues: number[] = [];
  const outWeights: number[] = [];
  let total = 0;
  for (const i of order) {
    if (!(weights[i] > 0)) continue;
    total += weights[i];
    const last = outValues.length - 1;
    if (last >= 0 && outValues[last] === values[i]) outWeights[last] += weights[i];
    else {
      outValues.push(values[i]);
      outWeights.push(weights[i]);
    }
  }
  return { values: Float64Array.from(outValues), weights: Float64Array.from(outWeights, (w) => w / total) };
}

/** The law that puts `weights` on `values`; they need neither order nor a sum of 1. At least one weight is above 0. */
export function discrete(values: ArrayLike<number>, weights: ArrayLike<number>): Distribution {
  const atoms = mergeAtoms(values, weights);
  const n = atoms.values.length;
  const upTo = new Float64Array(n + 1);
  const above = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) upTo[i + 1] = upTo[i] + atoms.weights[i];
  for (let i = n - 1; i >= 0; i--) above[i] = above[i + 1] + atoms.weights[i];
  let mean = 0;
  for (let i = 0; i < n; i++) mean += atoms.weights[i] * atoms.values[i];
  let variance = 0;
  for (let i = 0; i < n; i++) variance += atoms.weights[i] * (atoms.values[i] - mean) * (atoms.values[i] - mean);
  /** How many values are ≤ x (`strict`: < x). */
  const count = (x: number, strict: boolean): number => {
    let low = 0;
    let high = n;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (strict ? atoms.values[mid] < x : atoms.values[mid] <= x) low = mid + 1;
      else high = mid;
    }
    return low;
  };
  const share = (k: number): number => (k === n ? 1 : upTo[k]);
  const quantile = (p: number): number => {
    // Weights such as 0.1 + 0.2 leave rounding in the sums: a level within 1e-14 of a step belongs to it.
    const level = p - 1e-14;
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (upTo[mid + 1] >= level) high = mid;
      else low = mid + 1;
    }
    return atoms.values[low];
  };
  const upperQuantile = (q: number): number => {
    if (q > 0.5) return quantile(1 - q);
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (above[mid + 1] <= q * (1 + 1e-13)) high = mid;
      else low = mid + 1;
    }
    return atoms.values[low];
  };
  return {
    min: atoms.values[0],
    max: atoms.values[n - 1],
    mean,
    variance,
    atoms,
    discrete: true,
    cdf: (x) => share(count(x, false)),
    below: (x) => share(count(x, true)),
    survival: (x) => above[count(x, false)],
    quantile,
    upperQuantile,
    quantileAtScore: (z) => (z <= 0 ? quantile(normalCdf(z)) : upperQuantile(normalCdf(-z))),
  };
}

/** The law of a constant. */
export function constantLaw(value: number): Distribution {
  return discrete([value], [1]);
}

/** The law of a + b·X. */
export function affine(a: number, b: number, of: Distribution): Distribution {
  if (b === 0) return constantLaw(a);
  if (a === 0 && b === 1) return of;
  if (of.discrete && of.atoms)
    return discrete(
      of.atoms.values.map((x) => a + b * x),
      of.atoms.weights,
    );
  const at = (x: number): number => a + b * x;
  const back = (y: number): number => (y - a) / b;
  const atoms = of.atoms && mergeKeepingWeights(of.atoms, at);
  const kinks = of.kinks?.map(at) ?? [];
  const common = {
    mean: at(of.mean),
    variance: b * b * of.variance,
    atoms,
    kinks,
    discrete: false,
    ...(of.iterated && { iterated: true }),
  };
  if (b > 0)
    return {
      ...common,
      min: at(of.min),
      max: at(of.max),
      cdf: (y) => of.cdf(back(y)),
      below: (y) => of.below(back(y)),
      survival: (y) => of.survival(back(y)),
      quantile: (p) => at(of.quantile(p)),
      upperQuantile: (q) => at(of.upperQuantile(q)),
      quantileAtScore: (z) => at(of.quantileAtScore(z)),
      ...(a === 0 && of.upToEdges && { upToEdges: (h: number, into: Float64Array) => of.upToEdges?.(h / b, into) }),
    };
  return {
    ...common,
    min: at(of.max),
    max: at(of.min),
    cdf: (y) => 1 - of.below(back(y)),
    below: (y) => of.survival(back(y)),
    survival: (y) => of.below(back(y)),
    quantile: (p) => at(of.upperQuantile(p)),
    upperQuantile: (q) => at(of.quantile(q)),
    quantileAtScore: (z) => at(of.quantileAtScore(-z)),
  };
}

function mergeKeepingWeights(atoms: Atoms, map: (x: number) => number): Atoms {
  const order = Array.from(atoms.values, (_, i) => i).sort((i, j) => map(atoms.values[i]) - map(atoms.values[j]));
  return {
    values: Float64Array.from(order, (i) => map(atoms.values[i])),
    weights: Float64Array.from(order, (i) => atoms.weights[i]),
  };
}
