/** Bayes: a law reweighted by the likelihood of counts. */
import { type Distribution, discrete } from '../laws/index.ts';
import type { Observation } from '../model.ts';
import { exp, log, log1p } from '../numeric/elementary.ts';
import { normalCdf } from '../numeric/special/normal.ts';
import { sortedAtoms } from './mixture.ts';
import { scoreOf } from './panels.ts';

/** ln of the likelihood of the observations given the factor x, without terms that do not depend on x; −∞ is impossible. */
export function logLikelihood(observations: readonly Observation[], x: number): number {
  let sum = 0;
  for (const o of observations) {
    const y = x * o.scale;
    if (o.observed === 'events') {
      if (y < 0) return Number.NEGATIVE_INFINITY;
      if (o.count > 0) sum += o.count * (y > 0 ? log(y) : Number.NEGATIVE_INFINITY);
      sum -= y * o.years;
    } else {
      const misses = o.trials - o.successes;
      if (y < 0 || y > 1) return Number.NEGATIVE_INFINITY;
      if (o.successes > 0) sum += o.successes * (y > 0 ? log(y) : Number.NEGATIVE_INFINITY);
      if (misses > 0) sum += misses * (y < 1 ? log1p(-y) : Number.NEGATIVE_INFINITY);
    }
  }
  return sum;
}

/** Widest range of scores looked at: Φ(−37) is near the smallest number. */
const reach = 37;
const panels = 320;

/** Whether the observations are impossible for every value of the prior. */
export function impossible(prior: Distribution, observations: readonly Observation[]): boolean {
  if (prior.discrete && prior.atoms)
    return prior.atoms.values.every((x) => logLikelihood(observations, x) === Number.NEGATIVE_INFINITY);
  for (let z = -reach; z <= reach; z += 1 / 8)
    if (logLikelihood(observations, prior.quantileAtScore(z)) > Number.NEGATIVE_INFINITY) return false;
  return true;
}

/** The posterior law. Where the observations are impossible it is the prior: the language reports that. */
export function posterior(prior: Distribution, observations: readonly Observation[]): Distribution {
  if (prior.discrete && prior.atoms) {
    const logs = prior.atoms.values.map((x, i) => logLikelihood(observations, x) + log(prior.atoms?.weights[i] ?? 0));
    const top = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    return top === Number.NEGATIVE_INFINITY
      ? prior
      : discrete(
          prior.atoms.values,
          logs.map((l) => exp(l - top)),
        );
  }
  const weight = (z: number): number => logLikelihood(observations, prior.quantileAtScore(z)) - 0.5 * z * z;
  const range = whereItMatters(weight);
  if (range === null) return prior;
  return byScores(prior, weight, range);
}

interface Range {
  readonly low: number;
  readonly high: number;
  /** The largest log weight found. */
  readonly top: number;
}

/** Scores outside of which the weight is below e^−46 of its top: scanned coarsely, then within what was found. */
function whereItMatters(weight: (z: number) => number): Range | null {
  let low = -reach;
  let high = reach;
  let top = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < 12; round++) {
    const steps = 300;
    const width = (high - low) / steps;
    const values: number[] = [];
    for (let i = 0; i <= steps; i++) values.push(weight(low + i * width));
    top = values.reduce((a, b) => Math.max(a, b), top);
    if (top === Number.NEGATIVE_INFINITY) return null;
    let from = values.findIndex((v) => v > top - 46);
    let to = steps - [...values].reverse().findIndex((v) => v > top - 46);
    if (from < 0) {
      from = values.indexOf(Math.max(...values));
      to = from;
    }
    const nextLow = low + Math.max(0, from - 1) * width;
    const nextHigh = low + Math.min(steps, to + 1) * width;
    if (nextHigh - nextLow > 0.5 * (high - low)) return { low: nextLow, high: nextHigh, top };
    low = nextLow;
    high = nextHigh;
  }
  return { low, high, top };
}

function byScores(prior: Distribution, weight: (z: number) => number, { low, high, top }: Range): Distribution {
  const h = (high - low) / panels;
  const density = new Float64Array(panels + 1);
  const under = new Float64Array(panels + 1);
  const over = new Float64Array(panels + 1);
  const parts = new Float64Array(panels);
  let first = 0;
  let second = 0;
  const centre = prior.quantileAtScore(0.5 * (low + high));
  const at = (z: number): number => exp(weight(z) - top);
  // Gauss–Lobatto with five points on each panel.
  const offset = 0.6546536707079771;
  const add = (z: number, w: number): number => {
    const p = w * h * at(z);
    const d = prior.quantileAtScore(z) - centre;
    if (p > 0) {
      first += p * d;
      second += p * d * d;
    }
    return p;
  };
  for (let i = 0; i <= panels; i++) density[i] = at(low + i * h);
  for (let i = 0; i < panels; i++) {
    const middle = low + (i + 0.5) * h;
    parts[i] =
      add(low + i * h, 0.05) +
      add(middle - 0.5 * offset * h, 49 / 180) +
      add(middle, 16 / 45) +
      add(middle + 0.5 * offset * h, 49 / 180) +
      add(low + (i + 1) * h, 0.05);
  }
  for (let i = 0; i < panels; i++) under[i + 1] = under[i] + parts[i];
  for (let i = panels - 1; i >= 0; i--) over[i] = over[i + 1] + parts[i];
  const total = under[panels];
  first /= total;
  second /= total;
  /** Cubic on a panel through the integral at its ends with the density as its slope; `t` in 0–1. */
  const within = (i: number, t: number): number =>
    h * t * (1 - t) * (density[i] * (1 - t) - density[i + 1] * t) + parts[i] * t * t * (3 - 2 * t);
  const place = (z: number): [number, number] => {
    const i = Math.max(0, Math.min(panels - 1, Math.floor((z - low) / h)));
    return [i, Math.max(0, Math.min(1, (z - low) / h - i))];
  };
  const belowScore = (z: number): number => {
    if (z <= low) return 0;
    if (z >= high) return 1;
    const [i, t] = place(z);
    return Math.min(1, (under[i] + within(i, t)) / total);
  };
  const aboveScore = (z: number): number => {
    if (z <= low) return 1;
    if (z >= high) return 0;
    const [i, t] = place(z);
    return Math.max(0, (over[i + 1] + parts[i] - within(i, t)) / total);
  };
  const scoreAt = (p: number, upper: boolean): number => {
    const goal = p * total;
    let a = 0;
    let b = panels;
    while (b - a > 1) {
      const mid = (a + b) >> 1;
      if (upper ? over[mid] > goal : under[mid] <= goal) a = mid;
      else b = mid;
    }
    let from = 0;
    let to = 1;
    for (let k = 0; k < 50; k++) {
      const t = 0.5 * (from + to);
      const passed = upper ? over[a + 1] + parts[a] - within(a, t) <= goal : under[a] + within(a, t) >= goal;
      if (passed) to = t;
      else from = t;
    }
    return low + (a + to) * h;
  };
  const scoreBelow = (x: number): number => scoreOf({ cdf: prior.below, survival: (v) => 1 - prior.below(v) }, x);
  const quantile = (p: number): number => prior.quantileAtScore(scoreAt(p, false));
  const upperQuantile = (q: number): number => prior.quantileAtScore(scoreAt(q, true));
  const cdf = (x: number): number => belowScore(scoreOf(prior, x));
  const below = prior.atoms ? (x: number): number => belowScore(scoreBelow(x)) : cdf;
  const atoms =
    prior.atoms &&
    sortedAtoms(
      [...prior.atoms.values],
      [...prior.atoms.values].map((x) => cdf(x) - below(x)),
    );
  return {
    min: prior.min,
    max: prior.max,
    mean: centre + first,
    variance: Math.max(0, second - first * first),
    atoms,
    discrete: false,
    cdf,
    below,
    survival: (x) => aboveScore(scoreOf(prior, x)),
    quantile,
    upperQuantile,
    quantileAtScore: (z) => (z <= 0 ? quantile(normalCdf(z)) : upperQuantile(normalCdf(-z))),
  };
}
