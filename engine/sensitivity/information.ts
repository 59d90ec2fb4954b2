/** Which estimate is worth knowing before the planned controls are chosen. */
import { presentValue } from '../assembly/controls.ts';
import { knownIn } from '../assembly/known.ts';
import { breathe, type Cancellation } from '../cancellation.ts';
import { type Candidate, candidatesOf, worksWith } from '../decisions/candidates.ts';
import { type AleTable, aleTable } from '../decisions/remaining-ale.ts';
import { type CandidateSet, emptySet, has, membersOf, minus, plus, setOf } from '../decisions/sets.ts';
import type { Workspace } from '../exact/workspace.ts';
import { meanOf } from '../expressions/index.ts';
import type { RiskModel } from '../model.ts';
import type { Information } from './figures.ts';
import type { Input } from './inputs.ts';
import { nodesOf, type Response, responseTo } from './response.ts';

/** Up to so many planned controls every set of them can be chosen; else the best one and those that differ by one control. */
const mostFree = 4;

interface Costs {
  readonly once: number;
  readonly perYear: number;
}

interface Choice {
  readonly set: CandidateSet;
  readonly ale: number;
  readonly costs: Costs;
}

export interface Worth {
  readonly worth: readonly Information[];
  /** Indices of the controls of the best set. */
  readonly best: readonly number[];
}

/**
 * Expected value of perfect information on each input: E max over sets S of the net benefit of S given the input, less the
 * largest expected net benefit. The net benefit is −once + Σ discounted (saving − running) over the horizon. Only what is
 * uncertain knowledge can be learnt. null without planned controls.
 */
export async function informationOf(
  model: RiskModel,
  inputs: readonly Input[],
  workspace: Workspace,
  cancellation: Cancellation,
): Promise<Worth | null> {
  const candidates = candidatesOf(model);
  if (candidates.length === 0) return null;
  const known = knownIn(model);
  const threats = [...model.threats.keys()].filter(
    (t) => known.canHappen(t) && !known.isUnknown(t, 'current') && !known.isUnknown(t, 'target'),
  );
  const table = aleTable(model, candidates, threats, workspace);
  const choiceOf = (set: CandidateSet): Choice => ({
    set,
    ale: table.ale(set),
    costs: costsOf(model, candidates, set),
  });
  const none = table.ale(emptySet);
  const worthOf = ({ ale, costs }: Choice): number =>
    presentValue(none - ale - costs.perYear, model.horizonYears, model.discount) - costs.once;
  const { best, sets } = await choices(candidates, (set) => worthOf(choiceOf(set)), cancellation);
  const all = sets.map(choiceOf);
  const worth: Information[] = [];
  for (const input of inputs) {
    if (input.place.drawn !== 'yearly') continue;
    await breathe(cancellation);
    const value = worthKnowing(input, model, candidates, table, all, worthOf, workspace);
    if (value > 0) worth.push({ path: input.path, expression: input.place.expression, value });
  }
  worth.sort((a, b) => b.value - a.value);
  return { worth, best: membersOf(best).map((i) => candidates[i].control) };
}

/** The sets to choose from, and the best of them by its expected worth: by trying all, or by single steps to a summit. */
async function choices(
  candidates: readonly Candidate[],
  worthOf: (set: CandidateSet) => number,
  cancellation: Cancellation,
): Promise<{ best: CandidateSet; sets: CandidateSet[] }> {
  if (candidates.length <= mostFree) {
    const sets = Array.from({ length: 1 << candidates.length }, (_, bits) => BigInt(bits));
    const best = sets.reduce((a, b) => (worthOf(b) > worthOf(a) ? b : a));
    return { best, sets };
  }
  const toggled = (set: CandidateSet): CandidateSet[] =>
    [...candidates.keys()].map((i) => (has(set, i) ? minus(set, i) : plus(set, i)));
  let best = emptySet;
  for (let next: CandidateSet | null = emptySet; next !== null; ) {
    await breathe(cancellation);
    best = next;
    const better: CandidateSet = toggled(best).reduce((a, b) => (worthOf(b) > worthOf(a) ? b : a), best);
    next = better === best ? null : better;
  }
  return { best, sets: [...new Set([best, ...toggled(best), emptySet, setOf(candidates.keys())])] };
}

function costsOf(model: RiskModel, candidates: readonly Candidate[], set: CandidateSet): Costs {
  const scope = { shared: model.shared, lets: [] };
  let [once, perYear] = [0, 0];
  for (const i of membersOf(set)) {
    const { costOnce, costPerYear } = model.controls[candidates[i].control];
    if (costOnce) once += meanOf(costOnce, scope);
    if (costPerYear) perYear += meanOf(costPerYear, scope);
  }
  return { once, perYear };
}

function worthKnowing(
  input: Input,
  model: RiskModel,
  candidates: readonly Candidate[],
  table: AleTable,
  all: readonly Choice[],
  worthOf: (choice: Choice) => number,
  workspace: Workspace,
): number {
  const touched = table.threats.filter(
    ({ threat, relevant }) => relevant !== emptySet && input.affects.includes(threat),
  );
  const costs = costsGiven(input, model, candidates, all);
  if (touched.length === 0 && costs === null) return 0;
  const threats = touched.map(({ threat }) => threat);
  // Sets that differ only in controls on other threats have one response.
  const acting = touched.reduce((sum, threat) => sum | threat.relevant, emptySet);
  const known = new Map<CandidateSet, Response>();
  const responseFor = (set: CandidateSet): Response => {
    const mine = set & acting;
    const found = known.get(mine) ?? responseTo(input, model, worksWith(model, candidates, mine), threats, workspace);
    known.set(mine, found);
    return found;
  };
  const responses = threats.length === 0 ? null : [emptySet, ...all.map(({ set }) => set)].map(responseFor);
  const sumOf = (ales: readonly number[] | null): number => (ales ?? [Number.NaN]).reduce((sum, ale) => sum + ale, 0);
  const { values, weights } = nodesOf(input, responses?.every((r) => r.straight) ?? true);
  const means = all.map(() => 0);
  let informed = 0;
  const expected = all.map(worthOf);
  const perMoney = presentValue(1, model.horizonYears, model.discount);
  const meanSaving = all.map(({ set }) =>
    touched.reduce((sum, threat) => sum + threat.ale(emptySet) - threat.ale(set), 0),
  );
  values.forEach((value, k) => {
    let most = Number.NEGATIVE_INFINITY;
    const before = responses ? sumOf(responses[0].at(value)) : 0;
    all.forEach((_, s) => {
      const saving = responses ? before - sumOf(responses[s + 1].at(value)) - meanSaving[s] : 0;
      const worth = expected[s] + perMoney * saving - (costs ? costs(value, s) : 0);
      means[s] += weights[k] * worth;
      most = Math.max(most, worth);
    });
    informed += weights[k] * most;
  });
  const value = informed - Math.max(...means);
  const noise = 1e-9 * Math.max(...expected.map(Math.abs), 1e-300);
  return value > noise ? value : 0;
}

/** How much dearer a choice is than expected, over the horizon, where the input is or moves a cost; null where it does not. */
function costsGiven(
  input: Input,
  model: RiskModel,
  candidates: readonly Candidate[],
  all: readonly Choice[],
): ((value: number, choice: number) => number) | null {
  const { of, factor } = input.path;
  const isCost = of === 'control' && (factor === 'cost' || factor === 'cost-per-year');
  const planned = candidates.some(({ control }) => control === input.place.index);
  if (of === 'shared' ? !model.controls.some((c) => c.costOnce ?? c.costPerYear) : !(isCost && planned)) return null;
  const perMoney = presentValue(1, model.horizonYears, model.discount);
  const known = new Map<number, readonly number[]>();
  const at = (value: number): readonly number[] => {
    let found = known.get(value);
    if (found === undefined) {
      const given = input.fixed(model, value);
      found = all.map(({ set, costs }) => {
        const { once, perYear } = costsOf(given, candidates, set);
        return once - costs.once + perMoney * (perYear - costs.perYear);
      });
      known.set(value, found);
    }
    return found;
  };
  return (value, choice) => at(value)[choice];
}
