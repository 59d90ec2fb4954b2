/** Figures of simulated annual losses. */
import { breathe, type Cancellation } from '../cancellation.ts';
import type { CurvePoint, Figures, Interval, Quantile, StandardErrors } from '../figures.ts';
import { exp, log } from '../numeric/elementary.ts';
import { type Batches, meanErrors, movesOfLosses } from './batches.ts';
import { atOnce, classified, type Pieces, type Ranked, rank, ranked } from './order-statistics.ts';

const levels: readonly (readonly [Quantile, number])[] = [
  ['p10', 0.1],
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
];

/** A sample with fewer distinct values gives its curve step by step. */
const stepLimit = 160;

/** Annual losses of one threat or group in one state, and what goes with them. */
export interface Sample {
  /** Annual losses, year by year. */
  readonly annual: Float64Array;
  /** Expected annual loss given the year's parameters, for some years. */
  readonly expected: Float64Array;
  /** Mean number of events a year, and the mean annual primary and secondary loss. */
  readonly events: number;
  readonly primary: number;
  readonly secondary: number;
  /** By how much batches of years move these means. */
  readonly moves: Batches;
  /** Whether the annual losses are the sums of all primary and secondary losses that the means are made of. */
  readonly isWhole: boolean;
  /** Whether the annual loss has a variance; without one a mean has no standard error. */
  readonly hasVariance: boolean;
}

/** Ranks two standard errors below and above, from the binomial law of the number of values below a quantile. */
function ranksAround(q: number, count: number): readonly [number, number] {
  const reach = 2 * Math.sqrt(q * (1 - q) * count);
  const middle = q * count;
  return [Math.floor(middle - reach), Math.ceil(middle + reach) + 1];
}

/** TVaR95 = Q + E[(L − Q)⁺]/0.05 and two standard errors around it. */
function tailMean(losses: Ranked, q95: number): { readonly value: number; readonly around: Interval } {
  const { sum, squares } = losses.excess(q95);
  const mean = sum / losses.count;
  const error = Math.sqrt(Math.max(0, squares / losses.count - mean * mean) / losses.count) / 0.05;
  const value = q95 + mean / 0.05;
  return { value, around: [Math.max(0, value - 2 * error), value + 2 * error] };
}

/** Every value with the chance of more, if there are few; else nothing. The whole sample is in order. */
function steps(sample: Ranked): CurvePoint[] | null {
  const { count, zeros } = sample;
  const points: CurvePoint[] = [[0, (count - zeros) / count]];
  for (let k = zeros + 1; k <= count; ) {
    if (points.length > stepLimit) return null;
    const value = sample.smallest(k);
    const above = sample.above(value);
    points.push([value, above / count]);
    k = count - above + 1;
  }
  return points;
}

/** Ranks at evenly spaced chances and, further out, at chances that fall by equal ratios. */
function curveRanks(count: number, zeros: number): number[] {
  const some = count - zeros;
  if (some === 0) return [];
  const wanted = new Set<number>();
  for (let k = 0; k <= 64; k++) wanted.add(zeros + Math.min(some, Math.floor((k / 64) * some) + 1));
  const ratio = log(some / 5) / 48;
  for (let k = 0; k <= 48; k++) wanted.add(zeros + Math.max(1, some - Math.floor(some * exp(-ratio * k))));
  return [...wanted].sort((a, b) => a - b);
}

function exceedanceCurve(sample: Ranked, ranks: readonly number[]): CurvePoint[] {
  const { count, zeros } = sample;
  const points: CurvePoint[] = [[0, (count - zeros) / count]];
  for (const k of ranks) {
    const loss = sample.smallest(k);
    if (loss > points[points.length - 1][0]) points.push([loss, sample.above(loss) / count]);
  }
  return points;
}

/** Breathes between the pieces. */
async function breathing<T>(pieces: Pieces<T>, cancellation: Cancellation): Promise<T> {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    await breathe(cancellation);
  }
}

/** The points of a curve and, among them, the chance of passing each of some amounts: counted, not read off the curve. */
function withChances(curve: readonly CurvePoint[], annual: Float64Array, amounts: readonly number[]): CurvePoint[] {
  const known = new Set(curve.map(([loss]) => loss));
  const points = [...curve];
  for (const amount of new Set(amounts)) {
    if (known.has(amount)) continue;
    let above = 0;
    for (let i = 0; i < annual.length; i++) if (annual[i] > amount) above++;
    points.push([amount, above / annual.length]);
  }
  return points.sort(([a], [b]) => a - b);
}

/** P5 and P95, with an interval around each. */
function spreadOf(values: Float64Array): readonly { readonly value: number; readonly around: Interval }[] {
  const count = values.length;
  const around = [0.05, 0.95].map((q) => [rank(q, count), ...ranksAround(q, count)]);
  const sample = atOnce(ranked(atOnce(classified(values)), around.flat()));
  return around.map(([at, low, high]) => ({
    value: sample.smallest(at),
    around: [sample.smallest(low), sample.smallest(high)],
  }));
}

/**
 * A share of so many years and two standard errors around it (Wilson 1927): of one that never, or always, is found a sample
 * still says how small, or large, it may be.
 */
function aroundShare(share: number, count: number): Interval {
  const square = 4 / count;
  const middle = (share + square / 2) / (1 + square);
  const reach = (2 / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count));
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)];
}

/** Two standard errors around the means that are counted; none where there is no variance, or where years are few. */
function aroundMeans(sample: Sample, ale: number): Partial<StandardErrors> {
  const { annual, events, primary, secondary, moves, hasVariance, isWhole } = sample;
  const losses = isWhole ? null : movesOfLosses(annual);
  const errors = meanErrors(moves, losses, events, events > 0 ? ale / events : 0);
  if (errors === null) return {};
  const around = (mean: number, error: number): Interval => [Math.max(0, mean - 2 * error), mean + 2 * error];
  const ofEvents = { eventsPerYear: around(events, errors.events) };
  if (!hasVariance) return ofEvents;
  return {
    ...ofEvents,
    ...(events > 0 ? { meanLossPerEvent: around(ale / events, errors.lossPerEvent) } : {}),
    primaryAle: around(primary, errors.primary),
    secondaryAle: around(secondary, errors.secondary),
  };
}

/**
 * Figures of a sample. The mean is the sample's own; where a closed form exists the caller puts it in its place. Breathes
 * between its passes over the sample. The curve has a point at each of `amounts`.
 */
export async function figuresOf(
  sample: Sample,
  cancellation: Cancellation,
  amounts: readonly number[] = [],
): Promise<Figures> {
  const { annual } = sample;
  const years = annual.length;
  const classes = await breathing(classified(annual), cancellation);
  await breathe(cancellation);
  const { mean: ale, squares } = classes.moments;
  const ranks = curveRanks(years, classes.zeros);
  const around = levels.map(([, q]) => ranksAround(q, years));
  const quantileRanks = levels.map(([, q]) => rank(q, years));
  const fewValues = classes.used <= stepLimit;
  const losses = await breathing(
    ranked(classes, fewValues ? null : [...ranks, ...quantileRanks, ...around.flat()], rank(0.95, years)),
    cancellation,
  );
  await breathe(cancellation);
  const quantiles = {} as Record<Quantile, number>;
  const errors = {} as Record<Quantile, Interval>;
  levels.forEach(([name], i) => {
    quantiles[name] = losses.smallest(quantileRanks[i]);
    errors[name] = [losses.smallest(around[i][0]), losses.smallest(around[i][1])];
  });
  const tail = tailMean(losses, quantiles.p95);
  const [aleP5, aleP95] = spreadOf(sample.expected);
  const probabilityOfLoss = (years - classes.zeros) / years;
  await breathe(cancellation);
  return {
    method: 'simulation',
    ale,
    aleStandardError: sample.hasVariance ? Math.sqrt(squares / years / Math.max(1, years - 1)) : null,
    aleP5: aleP5.value,
    aleP95: aleP95.value,
    ...quantiles,
    tvar95: tail.value,
    standardErrors: {
      ...errors,
      tvar95: tail.around,
      aleP5: aleP5.around,
      aleP95: aleP95.around,
      probabilityOfLoss: aroundShare(probabilityOfLoss, years),
      ...aroundMeans(sample, ale),
    },
    numericError: 0,
    probabilityOfLoss,
    eventsPerYear: sample.events,
    meanLossPerEvent: sample.events > 0 ? ale / sample.events : null,
    primaryAle: sample.primary,
    secondaryAle: sample.secondary,
    curve: withChances((fewValues ? steps(losses) : null) ?? exceedanceCurve(losses, ranks), annual, amounts),
  };
}
