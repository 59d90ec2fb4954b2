/** Annual losses of groups: the sums of those of their threats, year by year, added up as the threats are simulated. */
import { type Batches, movesOf, newBatches, together } from './batches.ts';
import type { ThreatSample } from './run.ts';
import type { Sample } from './sample-figures.ts';

/** Bytes that the sums in work may take together; what does not fit is added up in another run. */
const memoryForSums = 268_435_456;

/** The sum of the members that were simulated so far. A state that is the same as the one before shares its array. */
export interface Sum {
  readonly members: readonly number[];
  readonly annual: [inherent: Float64Array, current: Float64Array, target: Float64Array];
  readonly expected: [inherent: Float64Array, current: Float64Array, target: Float64Array];
  readonly events: [number, number, number];
  readonly primary: [number, number, number];
  readonly secondary: [number, number, number];
  /** By how much batches of years move the means. */
  readonly moves: [inherent: Batches, current: Batches, target: Batches];
  hasVariance: boolean;
  /** Whether the annual losses are those of all events in all years of every member. */
  isWhole: boolean;
  /** Members still to come. */
  left: number;
}

/** An empty sum of so many members. */
export function newSum(members: readonly number[]): Sum {
  // Without threats one empty year says it all.
  const none = new Float64Array(1);
  return {
    members,
    annual: [none, none, none],
    expected: [none, none, none],
    events: [0, 0, 0],
    primary: [0, 0, 0],
    secondary: [0, 0, 0],
    moves: [newBatches(0), newBatches(0), newBatches(0)],
    hasVariance: true,
    isWhole: true,
    left: members.length,
  };
}

type States = [Float64Array, Float64Array, Float64Array];

/** Adds up to the shorter of both; states that begin to differ get arrays of their own. */
function addStates(into: States, of: readonly Float64Array[], first: boolean): void {
  if (first) {
    const years = of[0].length;
    into[0] = new Float64Array(years);
    into[1] = into[0];
    into[2] = into[0];
  }
  const years = Math.min(into[0].length, of[0].length);
  if (into[0].length > years) {
    const [a, b, c] = into;
    into[0] = a.slice(0, years);
    into[1] = b === a ? into[0] : b.slice(0, years);
    into[2] = c === b ? into[1] : c.slice(0, years);
  }
  // From the last state back: what is split off has the sum without this threat.
  if (of[2] !== of[1] && into[2] === into[1]) into[2] = into[1].slice();
  if (of[1] !== of[0] && into[1] === into[0]) {
    const apart = into[0].slice();
    if (into[2] === into[1]) into[2] = apart;
    into[1] = apart;
  }
  for (let state = 0; state < 3; state++) {
    if (state > 0 && into[state] === into[state - 1]) continue;
    const sum = into[state];
    const values = of[state];
    for (let y = 0; y < years; y++) sum[y] += values[y];
  }
}

/** Adds the losses of a threat. */
export function addThreat(sum: Sum, sample: ThreatSample): void {
  const first = sum.left === sum.members.length;
  const years = sum.annual[0].length;
  addStates(sum.annual, sample.annual, first);
  addStates(sum.expected, sample.expected, first);
  for (let state = 0; state < 3; state++) {
    // A threat may have been simulated in fewer years than others.
    sum.events[state] += sample.events[state] / sample.pace.years;
    sum.primary[state] += sample.primary[state] / sample.pace.years;
    sum.secondary[state] += sample.secondary[state] / sample.pace.years;
    sum.moves[state] = together(sum.moves[state], movesOf(sample.batches[state], sample.pace.years));
  }
  sum.hasVariance &&= sample.hasVariance;
  sum.isWhole &&= isWhole(sample) && (first || sample.pace.years === years);
  sum.left--;
}

/** Whether all events were drawn. */
const isWhole = ({ pace }: ThreatSample): boolean => pace.sampledEvents === null;

/** What figures are made of. */
export function sampleOf(sum: Sum, state: 0 | 1 | 2): Sample {
  return {
    annual: sum.annual[state],
    expected: sum.expected[state],
    events: sum.events[state],
    primary: sum.primary[state],
    secondary: sum.secondary[state],
    moves: sum.moves[state],
    isWhole: sum.isWhole,
    hasVariance: sum.hasVariance,
  };
}

/** What figures of a single threat are made of. */
export function sampleOfThreat(sample: ThreatSample, state: 0 | 1 | 2): Sample {
  const { years } = sample.pace;
  return {
    annual: sample.annual[state],
    expected: sample.expected[state],
    events: sample.events[state] / years,
    primary: sample.primary[state] / years,
    secondary: sample.secondary[state] / years,
    moves: movesOf(sample.batches[state], years),
    isWhole: isWhole(sample),
    hasVariance: sample.hasVariance,
  };
}

/** How many sums of `years` years are worked on at once. */
export function sumsAtOnce(years: number, statesThatDiffer: number): number {
  return Math.max(1, Math.floor(memoryForSums / (8 * years * statesThatDiffer)));
}
