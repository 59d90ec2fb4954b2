/** Laws of sums and products of two independent quantities. */
import { affine, type Distribution, discrete } from '../laws/index.ts';
import { exp, log } from '../numeric/elementary.ts';
import { monotoneCubic } from '../numeric/interpolation.ts';
import { integrate } from '../numeric/kronrod.ts';
import { legendreRule } from '../numeric/legendre.ts';
import { normalCdf, normalQuantile } from '../numeric/special/normal.ts';
import { mixture } from './mixture.ts';
import { quantilesByScore } from './score-rule.ts';
import { type Tails, tabulated } from './tabulated.ts';
import { thinned } from './thinning.ts';

const maxAtoms = 4096;
const reach = 8.5;
const pointCount = 120;
const rule = legendreRule(28);
const inverseRoot2Pi = 0.3989422804014327;

/** The law of X + Y. */
export function sumOf(x: Distribution, y: Distribution): Distribution {
  return combine(x, y, {
    apply: (a, b) => a + b,
    fix: (law, value) => affine(value, 1, law),
    solve: (total, b) => total - b,
    rising: () => true,
    mean: x.mean + y.mean,
    variance: x.variance + y.variance,
    width: (law) => law.quantile(0.95) - law.quantile(0.05),
    again: sumOf,
  });
}

/** The law of X · Y. */
export function productOf(x: Distribution, y: Distribution): Distribution {
  const mx = x.mean * x.mean;
  const my = y.mean * y.mean;
  return combine(x, y, {
    apply: (a, b) => a * b,
    fix: (law, value) => affine(0, value, law),
    solve: (total, b) => total / b,
    rising: (b) => b > 0,
    mean: x.mean * y.mean,
    variance: x.variance * y.variance + x.variance * my + y.variance * mx,
    width: (law) => {
      const low = law.quantile(0.05);
      const high = law.quantile(0.95);
      return low > 0 ? log(high / low) : high < 0 ? log(low / high) : Number.POSITIVE_INFINITY;
    },
    again: productOf,
  });
}

/** The law of 1 / X, for X that is all above 0 or all below. */
export function reciprocalOf(x: Distribution): Distribution {
  if (x.atoms && x.discrete)
    return discrete(
      x.atoms.values.map((v) => 1 / v),
      x.atoms.weights,
    );
  if (x.max <= 0) return affine(0, -1, reciprocalOf(affine(0, -1, x)));
  const { mean, variance } = reciprocalMoments(x);
  const quantileAtScore = (z: number): number => 1 / x.quantileAtScore(-z);
  const atoms = x.atoms && {
    values: Float64Array.from(x.atoms.values, (v) => 1 / v).reverse(),
    weights: Float64Array.from(x.atoms.weights).reverse(),
  };
  return {
    min: 1 / x.max,
    max: x.min > 0 ? 1 / x.min : Number.POSITIVE_INFINITY,
    mean,
    variance,
    atoms,
    kinks: (x.kinks ?? []).filter((v) => v > 0).map((v) => 1 / v),
    discrete: false,
    ...(x.iterated && { iterated: true }),
    cdf: (v) => (v > 0 ? 1 - x.below(1 / v) : 0),
    below: (v) => (v > 0 ? x.survival(1 / v) : 0),
    survival: (v) => (v > 0 ? x.below(1 / v) : 1),
    quantile: (p) => 1 / x.upperQuantile(p),
    upperQuantile: (q) => 1 / x.quantile(q),
    quantileAtScore,
  };
}

/**
 * Mean and variance of 1/X by quadrature over the score; infinite where the law reaches 0 with too much weight (the
 * sum then still grows when the range of scores is widened).
 */
function reciprocalMoments(x: Distribution): { mean: number; variance: number } {
  const sums = (limit: number): [number, number] => {
    let weight = 0;
    let first = 0;
    let second = 0;
    for (let k = -limit * 16; k <= limit * 16; k++) {
      const z = k / 16;
      const w = exp(-0.5 * z * z);
      const v = 1 / x.quantileAtScore(z);
      weight += w;
      first += w * v;
      second += w * v * v;
    }
    return [first / weight, second / weight];
  };
  const near = sums(16);
  const far = sums(22);
  const infinite = (a: number, b: number): boolean => !(Math.abs(b - a) <= 1e-6 * Math.abs(b));
  if (infinite(near[0], far[0])) return { mean: Number.POSITIVE_INFINITY, variance: Number.POSITIVE_INFINITY };
  if (infinite(near[1], far[1])) return { mean: far[0], variance: Number.POSITIVE_INFINITY };
  return { mean: far[0], variance: Math.max(0, far[1] - far[0] * far[0]) };
}

interface Operation {
  apply(a: number, b: number): number;
  /** The law of apply(X, value). */
  fix(law: Distribution, value: number): Distribution;
  /** a with apply(a, b) = total. */
  solve(total: number, b: number): number;
  /** Whether apply(a, b) rises with a. */
  rising(b: number): boolean;
  readonly mean: number;
  readonly variance: number;
  width(law: Distribution): number;
  /** The law of apply(X, Y). */
  again(x: Distribution, y: Distribution): Distribution;
}

function combine(x: Distribution, y: Distribution, operation: Operation): Distribution {
  if (y.discrete && y.atoms && (!x.discrete || y.atoms.values.length === 1)) return fixed(x, y, operation);
  if (x.discrete && x.atoms && !y.discrete) return fixed(y, x, operation);
  if (x.atoms && y.atoms && x.discrete && y.discrete && x.atoms.values.length * y.atoms.values.length <= maxAtoms)
    return pairs(x, y, operation);
  // A mixture has a hump and a gap for each of its laws: one after the other they are smooth.
  const { again } = operation;
  if (x.parts && !y.discrete) {
    const { laws, weights } = x.parts;
    return mixture(
      laws.map((law) => again(law, y)),
      weights,
    );
  }
  if (y.parts && !x.discrete) return again(y, x);
  return quadrature(x, y, operation);
}

function fixed(x: Distribution, many: Distribution, operation: Operation): Distribution {
  const y = x.discrete ? many : thinned(many);
  const { values, weights } = y.atoms ?? { values: new Float64Array(0), weights: new Float64Array(0) };
  if (x.parts) {
    const { laws, weights: chances } = x.parts;
    return mixture(
      laws.map((law) => operation.again(law, y)),
      chances,
    );
  }
  return mixture(
    Array.from(values, (value) => operation.fix(x, value)),
    [...weights],
  );
}

function pairs(x: Distribution, y: Distribution, operation: Operation): Distribution {
  const values: number[] = [];
  const weights: number[] = [];
  x.atoms?.values.forEach((a, i) => {
    y.atoms?.values.forEach((b, j) => {
      values.push(operation.apply(a, b));
      weights.push((x.atoms?.weights[i] ?? 0) * (y.atoms?.weights[j] ?? 0));
    });
  });
  return discrete(values, weights);
}

/**
 * F(t) = E[F_X(solve(t, Y))] over the score of the narrower quantity Y, only where F_X is neither 0 nor 1, so that
 * the ends of bounded laws fall on the ends of the Gauss–Legendre rule.
 */
function quadrature(first: Distribution, second: Distribution, operation: Operation): Distribution {
  const swap = second.atoms === null && (first.atoms !== null || operation.width(second) > operation.width(first));
  const [x, y] = swap ? [second, first] : [first, second];
  const ends = [
    operation.apply(x.min, y.min),
    operation.apply(x.min, y.max),
    operation.apply(x.max, y.min),
    operation.apply(x.max, y.max),
  ].map((v) => (Number.isNaN(v) ? 0 : v));
  const points: number[] = [];
  for (let i = 0; i <= pointCount; i++) {
    // Denser in the middle, where most of the law is.
    const t = (2 * i) / pointCount - 1;
    const z = 8 * t * (0.35 + 0.65 * t * t);
    const a = x.quantileAtScore(z);
    points.push(operation.apply(a, y.quantileAtScore(z)));
    if (!operation.rising(y.min) || x.min < 0)
      points.push(operation.apply(a, y.quantileAtScore(-z)), operation.apply(a, y.quantileAtScore(0)));
  }
  return tabulated({
    tails: sharpEnough(points, x, y, operation),
    points: [...points, ...stepsOf(x, y, operation)],
    refined: true,
    min: Math.min(...ends),
    max: Math.max(...ends),
    mean: operation.mean,
    variance: operation.variance,
  });
}

/** More steps than this are not looked for. */
const mostSteps = 16;

/** Places on both sides of each step that two steps make together. */
function stepsOf(x: Distribution, y: Distribution, operation: Operation): number[] {
  const [some, others] = [x.atoms?.values ?? [], y.atoms?.values ?? []];
  if (some.length * others.length > mostSteps) return [];
  return [...some].flatMap((a) =>
    [...others].flatMap((b) => {
      const step = operation.apply(a, b);
      return [step * (1 - 1e-11), step * (1 + 1e-11)];
    }),
  );
}

/** Change of a chance by twice as many pieces from which on they are worth their time. */
const worthSplitting = 1e-6;
/** From so many pieces on they are made where they are needed only. */
const manyPieces = 4;

/**
 * The tails with each panel cut into as many pieces as they need: of a law with a sharp bend, such as a
 * quantile-parameterized one that leans far to one side, a single rule sees too little. Tried out at some of the points.
 */
function sharpEnough(points: readonly number[], x: Distribution, y: Distribution, operation: Operation): Tails {
  const sorted = points.filter(Number.isFinite).sort((a, b) => a - b);
  const tried = Array.from({ length: 12 }, (_, i) => sorted[Math.floor(((i + 3) / 18) * sorted.length)]);
  const { split: tails, where } = tailsOver(x, y, operation);
  let before = tried.map((total) => tails(total, 1)[0]);
  for (let split = 1; split < manyPieces; split *= 2) {
    const next = tried.map((total) => tails(total, 2 * split)[0]);
    if (next.every((below, i) => Math.abs(below - before[i]) < worthSplitting)) return (total) => tails(total, split);
    before = next;
  }
  return (total) => where(total, tails(total, 1));
}

/** P(≤ total) and P(> total) with each panel cut into `split` pieces. */
type SplitTails = (total: number, split: number) => readonly [number, number];

/** The tails by quadrature over the score of Y; `where` cuts panels where they need it, and is told the tails about. */
function tailsOver(
  x: Distribution,
  over: Distribution,
  operation: Operation,
): { readonly split: SplitTails; where(total: number, about: readonly [number, number]): readonly [number, number] } {
  const y = withQuickQuantiles(over);
  const side = (total: number, b: number): -1 | 0 | 1 => {
    const a = operation.solve(total, b);
    const rises = operation.rising(b);
    // The least value itself may have a chance.
    if (rises ? a < x.min : a <= x.min) return rises ? -1 : 1;
    if (a >= x.max) return rises ? 1 : -1;
    return 0;
  };
  /** Calls `panel` for each one in which the other quantity is within its support; what is sure is told with its chance. */
  const overPanels = (
    total: number,
    sure: (mass: number, isBelow: boolean) => void,
    panel: (from: number, to: number) => void,
  ): void => {
    // `side` changes at most twice along the score when Y keeps its sign; elsewhere the whole range is one panel.
    const cuts = [-reach, ...cutsOf(x, y, operation, total), reach];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i], cuts[i + 1]];
      if (!(to > from)) continue;
      const kind = side(total, y.quantileAtScore(0.5 * (from + to)));
      if (kind === 0) panel(from, to);
      else sure(from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from), kind > 0);
    }
  };
  const split: SplitTails = (total, pieces) => {
    let below = 0;
    let above = 0;
    const sure = (mass: number, isBelow: boolean): void => {
      if (isBelow) below += mass;
      else above += mass;
    };
    overPanels(total, sure, (from, to) => {
      // A rule for each of the pieces of the panel.
      const half = (0.5 * (to - from)) / pieces;
      for (let i = 0; i < rule.nodes.length * pieces; i++) {
        const node = i % rule.nodes.length;
        const z = from + half * (1 + 2 * ((i - node) / rule.nodes.length) + rule.nodes[node]);
        const w = half * rule.weights[node] * inverseRoot2Pi * exp(-0.5 * z * z);
        const b = y.quantileAtScore(z);
        const a = operation.solve(total, b);
        const rises = operation.rising(b);
        const left = x.cdf(a);
        // The upper tail on its own only where 1 − left would lose digits.
        const right = left < 0.9 ? 1 - left : x.survival(a);
        below += w * (rises ? left : right);
        above += w * (rises ? right : left);
      }
    });
    return [below, above];
  };
  const where = (total: number, about: readonly [number, number]): readonly [number, number] => {
    // The smaller one: to 7 digits in the middle, to 4 where it is hardly ever.
    const isBelow = about[0] < about[1];
    const root = Math.sqrt(Math.min(...about));
    const tolerance = Math.max(leastTolerance, 0.1 * worthSplitting * root * Math.sqrt(root));
    const density = (z: number): number => {
      const b = y.quantileAtScore(z);
      const a = operation.solve(total, b);
      const chance = operation.rising(b) === isBelow ? x.cdf(a) : x.survival(a);
      return inverseRoot2Pi * exp(-0.5 * z * z) * chance;
    };
    let sum = 0;
    const sure = (mass: number, surelyBelow: boolean): void => {
      if (surelyBelow === isBelow) sum += mass;
    };
    overPanels(total, sure, (from, to) => {
      sum += integrate(density, [from, to], tolerance);
    });
    return isBelow ? [sum, 1 - sum] : [1 - sum, sum];
  };
  return { split, where };
}

const leastTolerance = 1e-14;

/** The same law with its quantiles by the score from a table; what is quick without one stays as it is. */
function withQuickQuantiles(law: Distribution): Distribution {
  if (law.atoms || (law.kinks ?? []).length > 0 || !Number.isFinite(law.min) || !Number.isFinite(law.max))
    return law.iterated ? { ...law, quantileAtScore: quantilesByScore(law, reach) } : law;
  const count = 160;
  const scores = new Float64Array(count + 1);
  const values = new Float64Array(count + 1);
  for (let i = 0; i <= count; i++) {
    scores[i] = reach * ((2 * i) / count - 1);
    values[i] = law.quantileAtScore(scores[i]);
  }
  return { ...law, quantileAtScore: monotoneCubic(scores, values) };
}

/** More steps and bends than this would cost more than they bring. */
const mostBends = 64;

/** Values at which the distribution function of a law has a step or a bend. */
function bendsOf(law: Distribution): number[] {
  const bends = [...(law.atoms?.values ?? []), ...(law.kinks ?? [])];
  return bends.length > mostBends ? [] : bends;
}

/**
 * Scores of Y at which the other quantity would be at an end of its support, or at a step or bend; those of Y's own steps
 * and bends; 0 of Y itself when it can change sign.
 */
function cutsOf(x: Distribution, y: Distribution, operation: Operation, total: number): number[] {
  const values: number[] = [];
  if (operation.rising(1) && !operation.rising(-1)) {
    for (const end of [x.min, x.max, ...bendsOf(x)]) if (Number.isFinite(end) && end !== 0) values.push(total / end);
    if (y.min < 0 && y.max > 0) values.push(0);
  } else for (const end of [x.min, x.max, ...bendsOf(x)]) if (Number.isFinite(end)) values.push(total - end);
  const own = bendsOf(y);
  return [...values, ...own]
    .map((b) => {
      const below = y.cdf(b);
      return below < 0.5 ? normalQuantile(below) : -normalQuantile(y.survival(b));
    })
    .concat(own.map((b) => normalQuantile(y.below(b))))
    .filter((z) => z > -reach && z < reach)
    .sort((a, b) => a - b);
}
