/** Simulated annual losses of many sets of candidates: what acts on other threats only is not simulated again. */
import type { Cancellation } from '../cancellation.ts';
import type { RiskModel } from '../model.ts';
import { simulate } from '../simulation/simulate.ts';
import { type Candidate, worksWith } from './candidates.ts';
import { closedUnderSources, downstream, restrict } from './restrict.ts';
import { type CandidateSet, setOf } from './sets.ts';

/** The sum of some threats' losses, year by year, with a set of candidates; the same years for every set. */
export type AnnualLosses = (set: CandidateSet) => Promise<Float64Array>;

/** Threats that are simulated together, and the candidates that act on them. */
interface Component {
  readonly members: readonly number[];
  readonly closure: readonly number[];
  readonly relevant: CandidateSet;
}

/** Losses that are kept: 100 MB, twice. */
const mostKept = 12_500_000;

export function annualLosses(
  model: RiskModel,
  candidates: readonly Candidate[],
  threats: readonly number[],
  cancellation: Cancellation,
): AnnualLosses {
  const components = componentsOf(model, candidates, threats);
  let recent = new Map<string, Float64Array>();
  let older = new Map<string, Float64Array>();
  let kept = 0;
  const lossesOf = async (component: Component, set: CandidateSet): Promise<Float64Array> => {
    const mine = set & component.relevant;
    const key = `${component.members[0]} ${mine}`;
    let found = recent.get(key) ?? older.get(key);
    if (found === undefined) {
      found = await simulated(model, component, worksWith(model, candidates, mine), cancellation);
      recent.set(key, found);
      kept += found.length;
    }
    if (kept > mostKept) {
      older = recent;
      recent = new Map();
      kept = 0;
    }
    return found;
  };
  return async (set) => {
    const sum = new Float64Array(model.trials);
    for (const component of components) {
      const losses = await lossesOf(component, set);
      for (let y = 0; y < sum.length; y++) sum[y] += losses[y];
    }
    return sum;
  };
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
