/**
 * Years with very many events: some of them stand for all.
 *
 * Of N events a year K < N are drawn. With m the mean loss of an event given the year's parameters, the annual loss is taken
 * as N·m + √(N/K)·(S − K·m), S the sum of the K: given the parameters and N, its mean N·m and its variance N·σ² are those
 * of the full sum. As K ≤ N, sums that are ordered (0 ≤ S of one state ≤ S of another) stay so.
 */
import { yearsOfBatch } from './batches.ts';
import type { Events } from './events.ts';
import type { EventLosses } from './losses.ts';
import type { ThreatSample } from './run.ts';
import type { YearsByState } from './threat-means.ts';
import type { Multipliers } from './year.ts';

export interface Sampling {
  /** Number of events of each year of the block. */
  readonly numbers: Float64Array;
  /** How many of them are drawn. */
  readonly drawn: Float64Array;
  /** Share of the inherent events that happen in the other states. */
  readonly kept: Multipliers;
  /** Mean loss of an inherent event in each state, 0 if it does not happen there, by year. */
  readonly mean: YearsByState;
}

/** Numbers capped at `limit`, and what follows from expected events and losses for each state. */
export function samplingOf(
  numbers: Float64Array,
  limit: number,
  expectedEvents: YearsByState,
  meanLoss: YearsByState,
): Sampling {
  const shares = expectedEvents.map((events) =>
    events.map((value, y) => (expectedEvents[0][y] > 0 ? Math.min(1, value / expectedEvents[0][y]) : 0)),
  );
  return {
    numbers,
    drawn: numbers.map((count) => Math.min(count, limit)),
    kept: { current: shares[1], target: shares[2] },
    mean: [
      meanLoss[0].map((loss, y) => loss * shares[0][y]),
      meanLoss[1].map((loss, y) => loss * shares[1][y]),
      meanLoss[2].map((loss, y) => loss * shares[2][y]),
    ],
  };
}

/** Adds the drawn events of the years `from` to before `to`, standing for all of them. */
export function addSampled(
  sample: ThreatSample,
  sampling: Sampling,
  events: Events,
  losses: EventLosses,
  firstYear: number,
  from: number,
  to: number,
): void {
  const { numbers, drawn, mean } = sampling;
  for (let state = 0; state < 3; state++) {
    const into = sample.annual[state];
    const same = state > 0 && into === sample.annual[state - 1];
    const sums = new Float64Array(to);
    const primary = losses.primary[state];
    const secondary = losses.secondary[state];
    const batches = same ? null : sample.batches[state];
    let some = sample.events[state];
    let first = sample.primary[state];
    let second = sample.secondary[state];
    for (let i = 0; i < events.count; i++) {
      if (events.level[i] < state) continue;
      const y = events.year[i];
      const weight = numbers[y] / drawn[y];
      sums[y] += primary[i] + secondary[i];
      some += weight;
      first += weight * primary[i];
      second += weight * secondary[i];
      if (batches === null) continue;
      const batch = Math.floor((firstYear + y) / yearsOfBatch);
      batches.events[batch] += weight;
      batches.primary[batch] += weight * primary[i];
      batches.secondary[batch] += weight * secondary[i];
    }
    sample.events[state] = some;
    sample.primary[state] = first;
    sample.secondary[state] = second;
    if (same) continue;
    for (let y = from; y < to; y++) {
      const all = numbers[y];
      const few = drawn[y];
      if (all === few) into[firstYear + y] += sums[y];
      else
        into[firstYear + y] += Math.max(
          0,
          all * mean[state][y] + Math.sqrt(all / few) * (sums[y] - few * mean[state][y]),
        );
    }
  }
}
