/** The chance that X exceeds Y where the year only scales them: a function of one ratio, tabulated. */
import { affine, continuous, type Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { interpolant } from '../numeric/chebyshev.ts';
import { exp, log } from '../numeric/elementary.ts';
import { chanceOfExceeding, type Exceedance } from './exceedance.ts';
import { isClosed, lawOf } from './law.ts';
import { momentsOf } from './moments.ts';
import type { Environment } from './scope.ts';
import { quantilesByScore } from './score-rule.ts';
import { isCertain } from './usage.ts';

/** A side of a contest: what is drawn for each attempt, and the factors that hold all year. */
interface Side {
  readonly drawn: Expression;
  readonly yearly: readonly Expression[];
}

/** P(a·X > b·Y) by a and b. */
export interface Exceeding {
  readonly left: Side;
  readonly right: Side;
  by(a: number, b: number): number;
}

/**
 * The chance as a function of a ratio of certain quantities, made once for each pair of laws; null where it is none, or X or Y may
 * be negative or has steps: an integral over those is a sum.
 */
export function exceeding({ left, right }: Exceedance, env: Environment): Exceeding | null {
  const x = sideOf(left, env);
  const y = x && sideOf(right, env);
  if (x === null || y === null || [...x.yearly, ...y.yearly].every(isClosed)) return null;
  const key = `exceeding ${JSON.stringify([x.drawn, y.drawn])}`;
  let table = env.memo.get(key);
  if (table === undefined) {
    const [a, b] = [lawOf(x.drawn, env), lawOf(y.drawn, env)];
    table = isFluid(a) && isFluid(b) ? tableOf(a, b) : a;
    env.memo.set(key, table);
  }
  if (!Number.isNaN(table.mean)) return null;
  const at = table.cdf;
  return { left: x, right: y, by: (a, b) => (!(a > 0) ? 0 : !(b > 0) ? 1 : at(a / b)) };
}

/** The value of the chance given the quantities of the year. */
export function chanceAt({ left, right, by }: Exceeding, env: Environment): number {
  return by(yearsOf(left, env), yearsOf(right, env));
}

function yearsOf({ yearly }: Side, env: Environment): number {
  return yearly.reduce((product, e) => product * momentsOf(e, env).mean, 1);
}

function isFluid({ min, atoms }: Distribution): boolean {
  return min >= 0 && atoms === null;
}

/** The factors of a side, of which exactly one is drawn for each attempt. */
function sideOf(e: Expression, env: Environment): Side | null {
  const drawn: Expression[] = [];
  const yearly: Expression[] = [];
  const add = (factor: Expression): boolean => {
    if (factor.kind === 'product') return add(factor.left) && add(factor.right);
    if (isCertain(factor, env)) yearly.push(factor);
    else if (isClosed(factor)) drawn.push(factor);
    else return false;
    return true;
  };
  return add(e) && drawn.length === 1 ? { drawn: drawn[0], yearly } : null;
}

/** Largest error of a chance. */
const tolerance = 1e-10;
/** Scores beyond which the laws are not looked at. */
const reach = 8;

/** As a law without moments whose distribution function is the chance: that of Y/X. */
function tableOf(x: Distribution, y: Distribution): Distribution {
  const over = y.iterated ? { ...y, quantileAtScore: quantilesByScore(y, 8.8) } : y;
  const direct = (ratio: number): number => chanceOfExceeding(affine(0, ratio, x), over);
  // Where an end or a bend of one meets one of the other the function bends.
  const edges = ({ min, max, kinks }: Distribution): number[] =>
    [min, max, ...(kinks ?? [])].filter((v) => v > 0 && Number.isFinite(v)).map(log);
  const low = log(y.quantileAtScore(-reach) / x.quantileAtScore(reach));
  const high = log(y.quantileAtScore(reach) / x.quantileAtScore(-reach));
  const bends = edges(y).flatMap((b) => edges(x).map((a) => b - a));
  const cuts = [low, ...new Set(bends.filter((t) => t > low && t < high).sort((a, b) => a - b)), high];
  const table = interpolant((t) => direct(exp(t)), cuts, { tolerance, least: 1 });
  const cdf = (ratio: number): number => Math.max(0, Math.min(1, table(log(ratio))));
  return continuous({
    min: 0,
    max: Number.POSITIVE_INFINITY,
    mean: Number.NaN,
    variance: Number.NaN,
    cdf,
    quantile: () => Number.NaN,
  });
}
