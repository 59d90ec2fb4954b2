/** Figures of simulated annual losses. */
import type { CurvePoint, Figures, Interval, Quantile } from '../figures.ts';
import { exp, log } from '../numeric/elementary.ts';
import { countAbove, rank, type Sorted, smallest, sorted } from './order-statistics.ts';

const levels: readonly (readonly [Quantile, number])[] = [
  ['p10', 0.1],
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
];

/** A sample with fewer distinct values gives its curve step by step. */
const stepLimit = 160;

/** Annual losses of one threat or group in one state, and the sums that go with them. */
export interface Sample {
  /** Annual losses, year by year. */
  readonly annual: Float64Array;
  /** Expected annual loss given the year's parameters, for some years. */
  readonly expected: Float64Array;
  /** Events, primary and secondary losses of all years together. */
  readonly events: number;
  readonly primary: number;
  readonly secondary: number;
  /** Whether the annual loss has a variance; without one a mean has no standard error. */
  readonly hasVariance: boolean;
}

/** Ranks two standard errors below and above, from the binomial law of the number of values below a quantile. */
function interval(sample: Sorted, q: number): Interval {
  const reach = 2 * Math.sqrt(q * (1 - q) * sample.count);
  const middle = q * sample.count;
  return [smallest(sample, Math.floor(middle - reach)), smallest(sample, Math.ceil(middle + reach) + 1)];
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function standardError(values: Float64Array, mean: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - mean) * (values[i] - mean);
  return Math.sqrt(sum / values.length / Math.max(1, values.length - 1));
}

/** TVaR95 = Q + E[(L − Q)⁺]/0.05 and two standard errors around it. */
function tailMean(sample: Sorted, q95: number): { readonly value: number; readonly around: Interval } {
  let sum = 0;
  let square = 0;
  const { positive, count } = sample;
  for (let i = positive.length - 1; i >= 0 && positive[i] > q95; i--) {
    const over = positive[i] - q95;
    sum += over;
    square += over * over;
  }
  const mean = sum / count;
  const error = Math.sqrt(Math.max(0, square / count - mean * mean) / count) / 0.05;
  const value = q95 + mean / 0.05;
  return { value, around: [Math.max(0, value - 2 * error), value + 2 * error] };
}

/** Every value with the chance of more, if there are few; else nothing. */
function steps(sample: Sorted): CurvePoint[] | null {
  const { positive, count } = sample;
  const points: CurvePoint[] = [[0, positive.length / count]];
  for (let i = 0; i < positive.length; i++) {
    if (i + 1 < positive.length && positive[i + 1] === positive[i]) continue;
    if (points.length > stepLimit) return null;
    points.push([positive[i], (positive.length - 1 - i) / count]);
  }
  return points;
}

/** Losses at evenly spaced chances and, further out, at chances that fall by equal ratios. */
function exceedanceCurve(sample: Sorted): CurvePoint[] {
  const exact = steps(sample);
  if (exact) return exact;
  const { positive, count } = sample;
  const wanted = new Set<number>();
  const some = positive.length;
  for (let k = 0; k <= 64; k++) wanted.add(Math.min(some - 1, Math.floor((k / 64) * some)));
  const ratio = log(some / 5) / 48;
  for (let k = 0; k <= 48; k++) wanted.add(Math.max(0, some - 1 - Math.floor(some * exp(-ratio * k))));
  const points: CurvePoint[] = [[0, some / count]];
  for (const at of [...wanted].sort((a, b) => a - b)) {
    const loss = positive[at];
    if (loss > points[points.length - 1][0]) points.push([loss, countAbove(sample, loss) / count]);
  }
  return points;
}

/** Figures of a sample. The mean is the sample's own; where a closed form exists the caller puts it in its place. */
export function figuresOf(sample: Sample): Figures {
  const years = sample.annual.length;
  const losses = sorted(sample.annual);
  const expected = sorted(sample.expected);
  const ale = meanOf(sample.annual);
  const quantiles = {} as Record<Quantile, number>;
  const errors = {} as Record<Quantile, Interval>;
  for (const [name, q] of levels) {
    quantiles[name] = smallest(losses, rank(q, years));
    errors[name] = interval(losses, q);
  }
  const tail = tailMean(losses, quantiles.p95);
  const eventsPerYear = sample.events / years;
  return {
    method: 'simulation',
    ale,
    aleStandardError: sample.hasVariance ? standardError(sample.annual, ale) : null,
    aleP5: smallest(expected, rank(0.05, expected.count)),
    aleP95: smallest(expected, rank(0.95, expected.count)),
    ...quantiles,
    tvar95: tail.value,
    standardErrors: { ...errors, tvar95: tail.around },
    numericError: 0,
    probabilityOfLoss: losses.positive.length / years,
    eventsPerYear,
    meanLossPerEvent: eventsPerYear > 0 ? ale / eventsPerYear : null,
    primaryAle: sample.primary / years,
    secondaryAle: sample.secondary / years,
    curve: exceedanceCurve(losses),
  };
}
