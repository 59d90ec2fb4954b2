/** Simulated annual losses of many sets of candidates, all on the same random numbers. */
import { breathe, type Cancellation } from '../cancellation.ts';
import type { RiskModel } from '../model.ts';
import { type Recording, recorded } from '../simulation/recorded.ts';
import { inYears, replayed } from '../simulation/replay.ts';
import { simulate } from '../simulation/simulate.ts';
import { type Candidate, worksWith } from './candidates.ts';
import { closedUnderSources, downstream, restrict } from './restrict.ts';
import { type CandidateSet, setOf } from './sets.ts';

/** Some simulated years. */
export interface SimulatedYears {
  readonly count: number;
  /** The sum of the threats' losses in each of the years with a set of candidates: good until the next call. */
  losses(set: CandidateSet): Promise<Float64Array>;
  /** Some of the years, rising, for which sets cost in proportion less; null: they would not. */
  only(years: Int32Array): SimulatedYears | null;
  /** The sum of the losses of some years with some weights, with any set; null: it costs as much as that of all years. */
  weighted(years: Int32Array, weights: Float64Array): WeightedLosses | null;
}

export type WeightedLosses = (set: CandidateSet) => Promise<number>;

/** Counts work in milliseconds, about. */
export interface Effort {
  spent: number;
}

/** Threats that are simulated together, and the candidates that act on them. */
interface Component {
  readonly members: readonly number[];
  readonly closure: readonly number[];
  readonly relevant: CandidateSet;
}

/** Losses that are kept: 50 MB, twice. */
const mostKept = 6_250_000;
/** Events that are gone through, and years of a threat that are simulated or added up, in a millisecond. */
const eventsReplayed = 20_000;
const yearsSimulated = 10_000;
const yearsAdded = 700_000;
/** What it takes to look up a sum, in years that are added up. */
const lookUp = 200;

/** Years of some threats, drawn once and kept where there are not too many events in them. */
export async function simulatedYears(
  model: RiskModel,
  candidates: readonly Candidate[],
  threats: readonly number[],
  effort: Effort,
  cancellation: Cancellation,
): Promise<SimulatedYears> {
  const components = componentsOf(model, candidates, threats);
  const part = restrict(model, closedUnderSources(model, threats));
  const recording = await recorded(part.model, model.trials, model.seed, cancellation);
  if (recording === null) return simulatedAnew(model, candidates, components, effort, cancellation);
  const place = (list: readonly number[]): Set<number> => new Set(list.map((t) => part.indexOf.get(t) as number));
  const parts = components.map(({ members, closure, relevant }): RecordedComponent => {
    return { members: place(members), closure: place(closure), relevant };
  });
  return recordedYears(model, candidates, parts, recording, effort, cancellation);
}

/** A component by the indices of the recording. */
interface RecordedComponent {
  readonly members: ReadonlySet<number>;
  readonly closure: ReadonlySet<number>;
  readonly relevant: CandidateSet;
}

function recordedYears(
  model: RiskModel,
  candidates: readonly Candidate[],
  components: readonly RecordedComponent[],
  recording: Recording,
  effort: Effort,
  cancellation: Cancellation,
): SimulatedYears {
  const count = recording.years;
  const lossesOf = recordedLosses(model, candidates, components, recording, effort, cancellation);
  const some = (years: Int32Array): Recording => {
    effort.spent += ((eventsIn(recording) / count) * years.length) / eventsReplayed;
    return inYears(recording, years);
  };
  return {
    count,
    losses: added(components, lossesOf, count, effort),
    only: (years) => recordedYears(model, candidates, components, some(years), effort, cancellation),
    weighted: (years, weights) => {
      const inThem = recordedLosses(model, candidates, components, some(years), effort, cancellation);
      const known = components.map(() => new Map<CandidateSet, number>());
      return async (set) => {
        let sum = 0;
        for (const [c, { relevant }] of components.entries()) {
          const mine = set & relevant;
          let found = known[c].get(mine);
          if (found === undefined) {
            found = productSum(weights, await inThem(c, mine));
            known[c].set(mine, found);
          }
          sum += found;
        }
        effort.spent += (lookUp * components.length) / yearsAdded;
        return sum;
      };
    },
  };
}

function productSum(weights: Float64Array, losses: Float64Array): number {
  let sum = 0;
  for (let y = 0; y < losses.length; y++) sum += weights[y] * losses[y];
  return sum;
}

/** The losses of a component with a set. */
type LossesOf = (component: number, set: CandidateSet) => Promise<Float64Array>;

function recordedLosses(
  model: RiskModel,
  candidates: readonly Candidate[],
  components: readonly RecordedComponent[],
  recording: Recording,
  effort: Effort,
  cancellation: Cancellation,
): LossesOf {
  const recordings = components.map(({ closure }): Recording => {
    return { ...recording, threats: recording.threats.filter(({ index }) => closure.has(index)) };
  });
  return async (c, set) => {
    const works = worksWith(model, candidates, set);
    const names = new Set(model.controls.flatMap(({ name }, k) => (works[k] ? [name] : [])));
    effort.spent += eventsIn(recordings[c]) / eventsReplayed;
    await breathe(cancellation);
    return replayed(recordings[c], names, components[c].members);
  };
}

const eventsIn = ({ threats }: Recording): number => threats.reduce((sum, { year }) => sum + year.length, 0);

/** Years that are drawn again for every set. */
function simulatedAnew(
  model: RiskModel,
  candidates: readonly Candidate[],
  components: readonly Component[],
  effort: Effort,
  cancellation: Cancellation,
): SimulatedYears {
  const lossesOf: LossesOf = async (c, set) => {
    effort.spent += (components[c].closure.length * model.trials) / yearsSimulated;
    return simulated(model, components[c], worksWith(model, candidates, set), cancellation);
  };
  return {
    count: model.trials,
    losses: added(components, lossesOf, model.trials, effort),
    only: () => null,
    weighted: () => null,
  };
}

/** Sums over components; what acts on other components only is not computed again. */
function added(
  components: readonly { readonly relevant: CandidateSet }[],
  lossesOf: LossesOf,
  years: number,
  effort: Effort,
): SimulatedYears['losses'] {
  let recent = components.map(() => new Map<CandidateSet, Float64Array>());
  let older = recent;
  let kept = 0;
  const sum = new Float64Array(years);
  return async (set) => {
    const parts: Float64Array[] = [];
    for (const [c, { relevant }] of components.entries()) {
      const mine = set & relevant;
      let found = recent[c].get(mine) ?? older[c].get(mine);
      if (found === undefined) {
        found = await lossesOf(c, mine);
        recent[c].set(mine, found);
        kept += found.length;
      }
      parts.push(found);
    }
    if (kept > mostKept) {
      older = recent;
      recent = components.map(() => new Map());
      kept = 0;
    }
    sum.fill(0);
    for (const losses of parts) addTo(sum, losses);
    effort.spent += (components.length * years) / yearsAdded;
    return sum;
  };
}

function addTo(sum: Float64Array, losses: Float64Array): void {
  for (let y = 0; y < sum.length; y++) sum[y] += losses[y];
}

async function simulated(
  model: RiskModel,
  { members, closure }: Component,
  works: readonly boolean[],
  cancellation: Cancellation,
): Promise<Float64Array> {
  const chosen = { ...model, controls: model.controls.filter((_, c) => works[c]) };
  const part = restrict(chosen, closure);
  const threats = members.map((t) => part.indexOf.get(t) as number);
  const { trials, seed } = model;
  const { samples } = await simulate(part.model, {
    trials,
    seed,
    cancellation,
    threats,
    groups: [],
    total: false,
    keepSamples: true,
    threatFigures: false,
  });
  const sum = new Float64Array(trials);
  for (const t of threats) {
    const losses = samples.get(t)?.annual[2] ?? new Float64Array(trials);
    // A very busy threat has fewer years; they stand for the others.
    for (let y = 0; y < trials; y++) sum[y] += losses[y % losses.length];
  }
  return sum;
}

/** Splits threats into those that `leads to` connects. */
function componentsOf(model: RiskModel, candidates: readonly Candidate[], threats: readonly number[]): Component[] {
  const wanted = new Set(threats);
  const seen = new Set<number>();
  const components: Component[] = [];
  for (const start of threats) {
    if (seen.has(start)) continue;
    let all: readonly number[] = [start];
    for (let before = 0; before !== all.length; ) {
      before = all.length;
      all = closedUnderSources(model, downstream(model, all));
    }
    for (const t of all) seen.add(t);
    const members = all.filter((t) => wanted.has(t));
    const closure = closedUnderSources(model, members);
    const inside = new Set(restrict(model, closure).controls);
    const relevant = setOf(candidates.flatMap(({ control }, i) => (inside.has(control) ? [i] : [])));
    components.push({ members, closure, relevant });
  }
  return components;
}
