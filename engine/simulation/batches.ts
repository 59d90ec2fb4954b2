/**
 * How sure the mean numbers of events and the mean losses of simulated years are: from what batches of years differ by. Years
 * are independent, so a batch's totals are too, and those of several threats in the same years may move together.
 */

/** Years of a batch: they divide a block's. */
export const yearsOfBatch = 256;

/** Totals of each batch of years. */
export interface Batches {
  readonly events: Float64Array;
  readonly primary: Float64Array;
  readonly secondary: Float64Array;
}

/** Empty batches of so many years. */
export function newBatches(years: number): Batches {
  const count = Math.ceil(years / yearsOfBatch);
  return {
    events: new Float64Array(count),
    primary: new Float64Array(count),
    secondary: new Float64Array(count),
  };
}

type ByBatch = (totals: Float64Array, key: keyof Batches) => Float64Array;

const each = (batches: Batches, make: ByBatch): Batches => ({
  events: make(batches.events, 'events'),
  primary: make(batches.primary, 'primary'),
  secondary: make(batches.secondary, 'secondary'),
});

/** The batches of some years from the year `first` on, which begins one. */
export function batchesOfBlock(batches: Batches, first: number, years: number): Batches {
  const from = first / yearsOfBatch;
  return each(batches, (totals) => totals.subarray(from, from + Math.ceil(years / yearsOfBatch)));
}

/** Adds values by year to the totals of their batches. */
export function addByBatch(values: Float64Array, into: Float64Array): void {
  for (let b = 0; b < into.length; b++) {
    const end = Math.min(values.length, (b + 1) * yearsOfBatch);
    let sum = 0;
    for (let y = b * yearsOfBatch; y < end; y++) sum += values[y];
    into[b] += sum;
  }
}

/** Counts events, of rising years, in their batches. */
export function countByBatch(years: Int32Array, count: number, into: Float64Array): void {
  let at = 0;
  for (let b = 0; b < into.length; b++) {
    // The first event of a later year, by halving.
    const end = (b + 1) * yearsOfBatch;
    let low = at;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (years[middle] < end) low = middle + 1;
      else high = middle;
    }
    into[b] += low - at;
    at = low;
  }
}

/** By how much each batch moves the means a year away from those of all `years`; the last one may hold fewer of them. */
export function movesOf(batches: Batches, years: number): Batches {
  return each(batches, (totals) => centred(totals, years));
}

/** The same of annual losses. */
export function movesOfLosses(annual: Float64Array): Float64Array {
  const totals = newBatches(annual.length).primary;
  addByBatch(annual, totals);
  return centred(totals, annual.length);
}

function centred(totals: Float64Array, years: number): Float64Array {
  const mean = totals.reduce((sum, total) => sum + total, 0) / years;
  return totals.map((total, b) => (total - mean * Math.min(yearsOfBatch, years - b * yearsOfBatch)) / years);
}

/** The moves of several threats together, which may have different numbers of batches. */
export function together(a: Batches, b: Batches): Batches {
  return each(a, (moves, key) => added(moves, b[key], 1));
}

function added(a: Float64Array, b: Float64Array, times: number): Float64Array {
  const sum = new Float64Array(Math.max(a.length, b.length));
  sum.set(a);
  for (let i = 0; i < b.length; i++) sum[i] += times * b[i];
  return sum;
}

/** Standard errors of means. */
export interface MeanErrors {
  /** Of the mean number of events a year, and of the mean annual primary and secondary loss. */
  readonly events: number;
  readonly primary: number;
  readonly secondary: number;
  /** Of the mean loss of an event. */
  readonly lossPerEvent: number;
}

/** Fewer batches tell too little. */
const fewest = 8;

/**
 * From the moves of all batches, those of annual losses (null: they are the sums of both parts), the mean number of events a
 * year and the mean loss of one. That is a quotient of two means: to first order it moves by (loss − mean · events)/events.
 * null: there are too few batches.
 */
export function meanErrors(
  moves: Batches,
  losses: Float64Array | null,
  eventsPerYear: number,
  lossPerEvent: number,
): MeanErrors | null {
  const { events, primary, secondary } = moves;
  if (events.length < fewest) return null;
  const perEvent = added(losses ?? added(primary, secondary, 1), events, -lossPerEvent);
  return {
    events: errorOf(events),
    primary: errorOf(primary),
    secondary: errorOf(secondary),
    lossPerEvent: eventsPerYear > 0 ? errorOf(perEvent) / eventsPerYear : 0,
  };
}

function errorOf(moves: Float64Array): number {
  let squares = 0;
  for (const move of moves) squares += move * move;
  return Math.sqrt((squares * moves.length) / (moves.length - 1));
}
