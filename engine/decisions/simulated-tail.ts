/** The TVaR95, or the mean, of simulated years that remains with a set of candidates. */
import { atOnce, classified, rank, ranked } from '../simulation/order-statistics.ts';
import type { TailParts, Tails } from './remaining-tail.ts';
import { type CandidateSet, emptySet, setOf } from './sets.ts';
import { type Effort, type SimulatedYears, simulatedYears, type WeightedLosses } from './simulated.ts';

/** Tails of simulated years, the same for all sets. */
export async function simulatedTails(parts: TailParts, threats: readonly number[]): Promise<Tails> {
  const { model, candidates, cancellation } = parts;
  const effort: Effort = { spent: 0 };
  const all = await simulatedYears(model, candidates, threats, effort, cancellation);
  const { years, count } = await thoseThatMatter(all, setOf(candidates.keys()));
  // The mean of any years with these weights is at most that of a set's own worst years.
  const bounds: WeightedLosses[] = [];
  const atLeast = async (set: CandidateSet, enough: number): Promise<number> => {
    let least = 0;
    for (const bound of bounds) {
      least = Math.max(least, await bound(set));
      if (least >= enough) break;
    }
    return least;
  };
  let asked: CandidateSet | null = null;
  const value = async (set: CandidateSet): Promise<number> => {
    const tail = tailOf(await years.losses(set), count);
    // Its worst years are bounds for sets like it, where those so far said too little of it.
    const enough = close * tail.mean;
    if (set === asked && (await atLeast(set, enough)) < enough) {
      const bound = years.weighted(tail.years, tail.weights);
      if (bound !== null) bounds.unshift(bound);
      if (bounds.length > mostBounds) bounds.pop();
    }
    return tail.mean;
  };
  return {
    value,
    atLeast: async (set, enough) => {
      asked = set;
      return bounds.length > 0 ? atLeast(set, enough) : value(set);
    },
    spent: () => effort.spent,
  };
}

/** Sets whose worst years are looked at for a bound, and what share of a value the bound is to reach. */
const mostBounds = 6;
const close = 0.99;

/** Without the years that are among the worst ones for no set, since controls only take away. */
async function thoseThatMatter(
  years: SimulatedYears,
  everything: CandidateSet,
): Promise<{ readonly years: SimulatedYears; readonly count: number }> {
  const { p95 } = tailOf(await years.losses(everything), years.count);
  const most = await years.losses(emptySet);
  const some = Int32Array.from([...most.keys()].filter((y) => most[y] > 0 && most[y] >= p95));
  return { years: years.only(some) ?? years, count: years.count };
}

interface SimulatedTail {
  readonly p95: number;
  /** Q + E[(L − Q)⁺]/0.05 with Q the P95. */
  readonly mean: number;
  /** Its years, rising, and their weights. */
  readonly years: Int32Array;
  readonly weights: Float64Array;
}

/** The tail of `count` years, of which those that are left out lose less than the P95, or nothing. */
function tailOf(annual: Float64Array, count: number): SimulatedTail {
  const at = rank(0.95, count) - (count - annual.length);
  const p95 = at < 1 ? 0 : atOnce(ranked(atOnce(classified(annual)), [at])).smallest(at);
  const weight = 1 / (0.05 * count);
  const years: number[] = [];
  const weights: number[] = [];
  let mean = 0;
  let left = 1;
  let last = -1;
  for (let y = 0; y < annual.length; y++) {
    if (annual[y] === p95) last = y;
    if (annual[y] <= p95) continue;
    years.push(y);
    weights.push(weight);
    mean += weight * annual[y];
    left -= weight;
  }
  if (last >= 0 && p95 > 0) {
    years.push(last);
    weights.push(left);
    mean += left * p95;
  }
  const order = [...years.keys()].sort((a, b) => years[a] - years[b]);
  return {
    p95,
    mean,
    years: Int32Array.from(order, (i) => years[i]),
    weights: Float64Array.from(order, (i) => weights[i]),
  };
}

/** The mean loss of simulated years. */
export async function simulatedMeans(parts: TailParts, threats: readonly number[]): Promise<Tails> {
  const { model, candidates, cancellation } = parts;
  const effort: Effort = { spent: 0 };
  const years = await simulatedYears(model, candidates, threats, effort, cancellation);
  const value = async (set: CandidateSet): Promise<number> => {
    const annual = await years.losses(set);
    return annual.reduce((sum, loss) => sum + loss, 0) / annual.length;
  };
  return { value, atLeast: value, spent: () => effort.spent };
}
