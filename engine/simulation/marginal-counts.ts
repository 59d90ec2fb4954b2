/**
 * The number of events of a year whose rate is itself uncertain, without drawing the rate: where nothing else depends on the
 * factors of the rate, N alone is enough. P(N = n) = E[e^(−λ) λⁿ/n!], by quadrature over the factors.
 */
import { emptyScope, environment, lawOf, scoreRule } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import type { Expression, Frequency } from '../model.ts';
import { exp, log } from '../numeric/elementary.ts';
import { type CountTable, countTable } from './count-table.ts';
import { logFactorial } from './poisson.ts';

/** Factors that the tensor rule takes at most. */
const mostFactors = 2;
/** Larger rates have no table: it would be long. */
const largestRate = 2048;
/** A combination of nodes that is less likely is left out. */
const negligible = 1e-13;
/** Largest change of P(N ≤ n) from one rule to the one of twice as many intervals. */
const tolerance = 2e-7;

const startIntervals = 20;
const mostIntervals = 160;

/** Whether the law of an expression is known as it is, and not only as a table made of other laws. */
function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
    case 'draw':
      return true;
    case 'truncate':
    case 'observed':
      return isPlain(expression.of);
    default:
      return false;
  }
}

function factorsOf(expression: Expression): Expression[] {
  return expression.kind === 'product' ? [...factorsOf(expression.left), ...factorsOf(expression.right)] : [expression];
}

/** The factors of a frequency, drawn for this threat alone; null where one is shared or put together, or in a contest. */
function ownFactors(frequency: Frequency): Expression[] | null {
  const expressions: Expression[] = [];
  if (frequency.by === 'loss-events') expressions.push(frequency.lossEventFrequency);
  else {
    const { threatEvents, vulnerability } = frequency;
    if (vulnerability.by === 'contest' || (vulnerability.wayIn ?? 0) > 0) return null;
    if (threatEvents.by === 'rate') expressions.push(threatEvents.threatEvents);
    else expressions.push(threatEvents.contact, threatEvents.action);
    expressions.push(vulnerability.vulnerability);
  }
  const factors = expressions.flatMap(factorsOf);
  return factors.every(isPlain) ? factors : null;
}

interface Rates {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** Rates and weights of all combinations of nodes; null if one is too large. */
function ratesOf(scale: number, laws: readonly Distribution[], intervals: number): Rates | null {
  let rates: Rates = { values: [scale], weights: [1] };
  for (const law of laws) {
    const rule = scoreRule(law, intervals);
    const values: number[] = [];
    const weights: number[] = [];
    for (let i = 0; i < rates.values.length; i++) {
      for (let j = 0; j < rule.values.length; j++) {
        const weight = rates.weights[i] * rule.weights[j];
        if (weight < negligible) continue;
        const value = rates.values[i] * rule.values[j];
        if (!(value >= 0 && value <= largestRate)) return null;
        values.push(value);
        weights.push(weight);
      }
    }
    rates = { values, weights };
  }
  return rates;
}

/** Adds the chances of a Poisson number with mean `rate`, times `weight`: outwards from the mode. */
function addPoisson(into: Float64Array, rate: number, weight: number): void {
  if (rate === 0) {
    into[0] += weight;
    return;
  }
  const mode = rate < 30 ? 0 : Math.floor(rate);
  const top = weight * (mode === 0 ? exp(-rate) : exp(mode * log(rate) - rate - logFactorial(mode)));
  let chance = top;
  for (let n = mode; n < into.length && (n <= rate || chance > 1e-17); n++) {
    into[n] += chance;
    chance *= rate / (n + 1);
  }
  chance = top;
  for (let n = mode; n > 0 && chance > 1e-17; n--) {
    chance *= n / rate;
    into[n - 1] += chance;
  }
}

function chancesOf(rates: Rates): Float64Array {
  const largest = Math.max(...rates.values);
  const chances = new Float64Array(Math.ceil(largest + 12 * Math.sqrt(largest) + 40));
  rates.values.forEach((rate, i) => {
    addPoisson(chances, rate, rates.weights[i]);
  });
  let end = chances.length;
  while (end > 1 && chances[end - 1] < 1e-16) end--;
  return chances.subarray(0, end);
}

/** Largest difference of the distribution functions. */
function distance(a: Float64Array, b: Float64Array): number {
  let worst = 0;
  let difference = 0;
  for (let n = 0; n < Math.max(a.length, b.length); n++) {
    difference += (a[n] ?? 0) - (b[n] ?? 0);
    worst = Math.max(worst, Math.abs(difference));
  }
  return worst;
}

/** Numbers of events of a year. */
export interface MarginalCounts {
  readonly mean: number;
  readonly table: CountTable;
}

/** The numbers of events of a year of a frequency, if their law can be tabulated to 2e-7. */
export function marginalCounts(frequency: Frequency): MarginalCounts | null {
  const factors = ownFactors(frequency);
  if (!factors) return null;
  const env = environment(emptyScope);
  const laws = factors.map((factor) => lawOf(factor, env));
  const scale = laws.reduce((product, law) => (law.min === law.max ? product * law.min : product), 1);
  const spread = laws.filter((law) => law.min < law.max);
  if (spread.length > mostFactors || !(scale >= 0 && scale <= largestRate)) return null;
  const start = ratesOf(scale, spread, startIntervals);
  if (!start) return null;
  let known = chancesOf(start);
  for (let intervals = 2 * startIntervals; intervals <= mostIntervals; intervals *= 2) {
    const rates = ratesOf(scale, spread, intervals);
    if (!rates) return null;
    const found = chancesOf(rates);
    if (distance(found, known) < tolerance) {
      let mean = 0;
      for (let n = 0; n < found.length; n++) mean += n * found[n];
      return { mean, table: countTable(found) };
    }
    known = found;
  }
  return null;
}
