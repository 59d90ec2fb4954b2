/** What is made small, as a function of the chosen set. */
import type { DecisionMeasure } from './figures.ts';
import { aleTable } from './remaining-ale.ts';
import { exactTails, type TailParts, type Tails } from './remaining-tail.ts';
import { type CandidateSet, emptySet, setOf } from './sets.ts';
import { simulatedMeans, simulatedTails } from './simulated-tail.ts';

/** A part of the measure that depends on some of the chosen only; the parts add up to the measure. */
export interface MeasurePart {
  readonly set: CandidateSet;
  value(set: CandidateSet): Promise<number>;
}

export interface Measure {
  value(set: CandidateSet): Promise<number>;
  /** What it is at least, told with less work; what is `enough` is not told better. */
  atLeast(set: CandidateSet, enough: number): Promise<number>;
  /** What Shapley shares are computed of, one after another: the shares of a sum are the sums of the shares. */
  parts(set: CandidateSet): MeasurePart[];
  readonly leftOut: readonly number[];
  readonly method: 'exact' | 'simulation';
  /** Work done so far: by `ale` in solved threats, by `tvar95` in milliseconds, about. */
  spent(): number;
}

export interface MeasureParts extends TailParts {
  readonly threats: readonly number[];
}

/** `exactly`: where all sets have an exact tail; a set without one ends the search with `NotExact`. */
export async function measureOf(by: DecisionMeasure, parts: MeasureParts, exactly: boolean): Promise<Measure> {
  return by === 'ale' ? meanMeasure(parts) : tailMeasure(parts, exactly);
}

/** Threat by threat in closed form; those without one are simulated together. */
async function meanMeasure(parts: MeasureParts): Promise<Measure> {
  const { model, candidates, threats, workspace } = parts;
  const table = aleTable(model, candidates, threats, workspace);
  const rest = table.open.length > 0 ? remembered(await simulatedMeans(parts, table.open)) : null;
  const value = async (set: CandidateSet): Promise<number> => table.ale(set) + (rest ? await rest.value(set) : 0);
  return {
    value,
    atLeast: value,
    parts: (set) => [
      ...table.threats.map((threat) => ({
        set: set & threat.relevant,
        value: async (chosen: CandidateSet) => threat.ale(chosen),
      })),
      ...(rest ? [{ set, value: rest.value }] : []),
    ],
    leftOut: table.infinite,
    method: rest ? 'simulation' : 'exact',
    spent: () => table.spent() + (rest ? rest.spent() : 0),
  };
}

async function tailMeasure(parts: MeasureParts, exactly: boolean): Promise<Measure> {
  const { model, candidates, threats, workspace } = parts;
  const table = aleTable(model, candidates, threats, workspace);
  const left = threats.filter((t) => !table.infinite.includes(t));
  const exact = exactly ? await exactTails(parts, left) : null;
  const tails = remembered(exact ?? (await simulatedTails(parts, left)));
  // What acts on no threat that is left changes nothing.
  const acting = table.open.length > 0 ? setOf(candidates.keys()) : unionOf(table.threats.map((t) => t.relevant));
  const value = (set: CandidateSet): Promise<number> => tails.value(set & acting);
  return {
    value,
    atLeast: (set, enough) => tails.atLeast(set & acting, enough),
    parts: (set) => [{ set, value }],
    leftOut: table.infinite,
    method: exact ? 'exact' : 'simulation',
    spent: tails.spent,
  };
}

function unionOf(sets: readonly CandidateSet[]): CandidateSet {
  return sets.reduce((all, set) => all | set, emptySet);
}

/** Every set is solved once. */
function remembered({ value, atLeast, spent }: Tails): Tails {
  const known = new Map<CandidateSet, number>();
  return {
    value: async (set) => {
      let found = known.get(set);
      if (found === undefined) {
        found = await value(set);
        known.set(set, found);
      }
      return found;
    },
    atLeast: async (set, enough) => known.get(set) ?? atLeast(set, enough),
    spent,
  };
}
