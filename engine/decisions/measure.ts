/** What is made small, as a function of the chosen set. */
import type { DecisionMeasure } from './figures.ts';
import { aleTable } from './remaining-ale.ts';
import { type TailParts, tailsOf } from './remaining-tail.ts';
import { type CandidateSet, emptySet, setOf } from './sets.ts';

/** A part of the measure that depends on some of the chosen only; the parts add up to the measure. */
export interface MeasurePart {
  readonly set: CandidateSet;
  value(set: CandidateSet): Promise<number>;
}

export interface Measure {
  value(set: CandidateSet): Promise<number>;
  /** What Shapley shares are computed of, one after another: the shares of a sum are the sums of the shares. */
  parts(set: CandidateSet): MeasurePart[];
  readonly leftOut: readonly number[];
  readonly method: 'exact' | 'simulation';
  spent(): number;
}

export interface MeasureParts extends TailParts {
  readonly threats: readonly number[];
}

export async function measureOf(by: DecisionMeasure, parts: MeasureParts): Promise<Measure> {
  return by === 'ale' ? meanMeasure(parts) : tailMeasure(parts);
}

/** Threat by threat in closed form; those without one are simulated together. */
async function meanMeasure(parts: MeasureParts): Promise<Measure> {
  const { model, candidates, threats, workspace } = parts;
  const table = aleTable(model, candidates, threats, workspace);
  const everything = setOf(candidates.keys());
  const rest = table.open.length > 0 ? await solvedSets(parts, table.open, everything, true) : null;
  const sum = remembered(async (set) => table.ale(set) + (rest ? await rest.ale(set) : 0));
  return {
    value: sum,
    parts: (set) => [
      ...table.threats.map((threat) => ({
        set: set & threat.relevant,
        value: async (chosen: CandidateSet) => threat.ale(chosen),
      })),
      ...(rest ? [{ set: set & everything, value: rest.ale }] : []),
    ],
    leftOut: table.infinite,
    method: rest ? 'simulation' : 'exact',
    spent: () => table.solved() + (rest ? rest.spent() : 0),
  };
}

async function tailMeasure(parts: MeasureParts): Promise<Measure> {
  const { model, candidates, threats, workspace } = parts;
  const table = aleTable(model, candidates, threats, workspace);
  const left = threats.filter((t) => !table.infinite.includes(t));
  const acting = table.open.length > 0 ? setOf(candidates.keys()) : unionOf(table.threats.map((t) => t.relevant));
  const sets = await solvedSets(parts, left, acting, false);
  return {
    value: sets.tvar95,
    parts: (set) => [{ set, value: sets.tvar95 }],
    leftOut: table.infinite,
    method: sets.simulated ? 'simulation' : 'exact',
    spent: sets.spent,
  };
}

interface SolvedSets {
  tvar95(set: CandidateSet): Promise<number>;
  ale(set: CandidateSet): Promise<number>;
  readonly simulated: boolean;
  spent(): number;
}

/** Solutions of whole sets, each made once. All are simulated if the smallest or the largest set has to be. */
async function solvedSets(
  parts: MeasureParts,
  threats: readonly number[],
  acting: CandidateSet,
  always: boolean,
): Promise<SolvedSets> {
  const tails = tailsOf(parts, threats);
  const everything = setOf(parts.candidates.keys());
  const simulated = always || tails.exactly(emptySet) === null || tails.exactly(everything) === null;
  let spent = 0;
  const solve = remembered(async (set) => {
    spent++;
    return (simulated ? null : tails.exactly(set)) ?? tails.simulated(set);
  });
  return {
    tvar95: async (set) => (await solve(set & acting)).tvar95,
    ale: async (set) => (await solve(set & acting)).ale,
    simulated,
    spent: () => spent,
  };
}

function unionOf(sets: readonly CandidateSet[]): CandidateSet {
  return sets.reduce((all, set) => all | set, emptySet);
}

function remembered<T>(of: (set: CandidateSet) => Promise<T>): (set: CandidateSet) => Promise<T> {
  const known = new Map<CandidateSet, T>();
  return async (set) => {
    let found = known.get(set);
    if (found === undefined) {
      found = await of(set);
      known.set(set, found);
    }
    return found;
  };
}
