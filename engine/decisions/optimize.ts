/** The best set of planned controls under a budget, found by solving sets, not by adding up single effects. */
import { knownIn } from '../assembly/known.ts';
import type { Cancellation } from '../cancellation.ts';
import { uninterrupted } from '../cancellation.ts';
import { createWorkspace } from '../exact/workspace.ts';
import type { RiskModel } from '../model.ts';
import { seedOf, streamFor, streamKey } from '../random/stream.ts';
import type { SolverCache } from '../solve.ts';
import { assertValid, InvalidModel } from '../validity/model.ts';
import { type BestSet, bestSet } from './best-set.ts';
import { candidatesOf } from './candidates.ts';
import type { ChosenControl, ChosenSet, Decision, DecisionMeasure } from './figures.ts';
import { type Frontier, frontierOf } from './frontier.ts';
import { type Measure, measureOf } from './measure.ts';
import { affordable, type Problem, problemOf } from './problem.ts';
import { NotExact } from './remaining-tail.ts';
import { type CandidateSet, costOf, emptySet, membersOf, minus, plus, setOf } from './sets.ts';
import { shapleyShares } from './shapley.ts';

export interface OptimizeOptions {
  /** Money in the first year, not below 0; null: any amount. */
  readonly budget: number | null;
  readonly by?: DecisionMeasure;
  readonly cancellation?: Cancellation;
  readonly cache?: SolverCache;
  /**
   * How much work each search may take before it states a bound: by `ale` solutions of a threat, by `tvar95` milliseconds,
   * about. It is counted from what is to be computed, never from a clock.
   */
  readonly limit?: number;
}

const limits: Readonly<Record<DecisionMeasure, number>> = { ale: 100_000, tvar95: 5_000 };

/**
 * The set of planned controls that leaves the least within the budget, with the frontier of cost and rest and the share
 * of each control in what the set saves. Rejects with `Cancelled` if asked to stop.
 */
export async function optimize(model: RiskModel, options: OptimizeOptions): Promise<Decision> {
  assertValid(model);
  const { budget, by = 'ale' } = options;
  if (budget !== null && !(budget >= 0))
    throw new InvalidModel([`The budget is ${budget}; it must be a number of at least 0.`]);
  const cancellation = options.cancellation ?? uninterrupted;
  const workspace = options.cache ?? createWorkspace();
  workspace.expect(model.threats.length);
  const candidates = candidatesOf(model);
  const costs = candidates.map((candidate) => candidate.cost);
  const known = knownIn(model);
  const every = model.threats.map((_, t) => t).filter(known.canHappen);
  const wanted = every.filter((t) => !known.isUnknown(t, 'current') && !known.isUnknown(t, 'target'));
  const decide = async (exactly: boolean): Promise<Decision> => {
    const measure = await measureOf(by, { model, candidates, threats: wanted, workspace, cancellation }, exactly);
    const problem = problemOf(measure, costs, by === 'ale', cancellation);
    const { value } = problem;
    const limit = options.limit ?? limits[by];
    const most = budget ?? Number.POSITIVE_INFINITY;

    const best = await bestSet(problem, most, problem.spent() + limit);
    const frontier = await frontierOf(problem, problem.spent() + limit);
    const chosen = await described(chosenFrom(frontier, best, most), problem, measure, model);
    const controlsOf = (set: CandidateSet): number[] => membersOf(set).map((i) => candidates[i].control);
    const named = ({ control, ...rest }: ChosenControl): ChosenControl => ({
      ...rest,
      control: candidates[control].control,
      name: candidates[control].name,
    });
    return {
      by,
      budget,
      candidates,
      leftOut: [...every.filter((t) => !wanted.includes(t)), ...measure.leftOut].sort((a, b) => a - b),
      withNone: await value(emptySet),
      withAll: await value(setOf(costs.keys())),
      chosen: { ...chosen, controls: chosen.controls.map(named) },
      frontier: frontier.points.map((point) => ({
        controls: controlsOf(point.set),
        cost: point.cost,
        remaining: point.value,
      })),
      frontierComplete: frontier.complete,
      method: measure.method,
    };
  };
  try {
    return await decide(true);
  } catch (error) {
    if (error instanceof NotExact) return decide(false);
    throw error;
  }
}

interface Found {
  readonly set: CandidateSet;
  readonly optimal: boolean;
  readonly bound: number;
}

/** From the whole frontier the last that fits; else what was found for this budget alone. */
function chosenFrom(frontier: Frontier, best: BestSet, budget: number): Found {
  if (!frontier.complete)
    return { set: best.set, optimal: best.complete, bound: best.complete ? best.value : best.bound };
  const fitting = frontier.points.filter((point) => affordable(point.cost, budget));
  const { set, value } = fitting[fitting.length - 1];
  return { set, optimal: true, bound: value };
}

/** `control` of each chosen one is still its index among the candidates. */
async function described(
  { set, optimal, bound }: Found,
  { value, costs }: Problem,
  measure: Measure,
  model: RiskModel,
): Promise<ChosenSet> {
  const none = await value(emptySet);
  const remaining = await value(set);
  const shares = new Map<number, number>();
  let sharesExact = true;
  for (const part of measure.parts(set)) {
    const stream = () => streamFor(streamKey(seedOf(model.seed), 'decision', 'orders'), 0);
    const found = await shapleyShares(part.set, part.value, stream);
    sharesExact &&= found.exact;
    for (const [i, share] of found.shares) shares.set(i, (shares.get(i) ?? 0) + share);
  }
  const controls: ChosenControl[] = [];
  for (const i of membersOf(set)) {
    controls.push({
      control: i,
      name: '',
      cost: costs[i],
      share: shares.get(i) ?? 0,
      alone: none - (await value(plus(emptySet, i))),
      last: (await value(minus(set, i))) - remaining,
    });
  }
  return { controls, cost: costOf(set, costs), remaining, saving: none - remaining, optimal, bound, sharesExact };
}
