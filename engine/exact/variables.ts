/** The yearly quantities that a block is conditioned on, and the rules that stand for their laws. */
import { bendsOf, bentAt, type Environment, environment, freeIn, lawOf, scoreRule } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { gaussRule, hermiteRule, type Nodes } from '../numeric/gauss.ts';
import { type StateModel, sharedIn } from './state-model.ts';
import type { Workspace } from './workspace.ts';

/** A quantity to condition on. */
export interface Variable {
  /** In `StateModel.shared`. */
  readonly index: number;
  /** Positions of the variables that its law depends on, all before it. */
  readonly parents: readonly number[];
  /**
   * Sum of the mean rates of the loss events that it acts on, if rates and chances depend on it in proportion and no
   * amount does: the rule can then be chosen in advance. Else null.
   */
  readonly rate: number | null;
  /** In how many factors and chances of the block it stands. */
  readonly places: number;
  /** Chances, of contests, that are functions of it. */
  readonly chances: readonly Expression[];
}

/** Positions of the variables, among `conditions`, that expressions depend on, directly or through other quantities. */
export function variablesIn(
  expressions: Iterable<Expression>,
  model: StateModel,
  conditions: readonly number[],
): Set<number> {
  const found = new Set<number>();
  if (conditions.length === 0) return found;
  const seen = new Set<number>();
  const visit = (e: Expression): void => {
    for (const index of sharedIn(e)) {
      const position = conditions.indexOf(index);
      if (position >= 0) found.add(position);
      else if (!seen.has(index)) {
        seen.add(index);
        visit(model.shared[index].expression);
      }
    }
  };
  for (const e of expressions) visit(e);
  return found;
}

/** Orders of Gauss rules for amounts, at level 0, by the coefficient of variation. */
const ordersFor: readonly (readonly [variation: number, order: number])[] = [
  [0.03, 2],
  [0.15, 3],
  [0.4, 4],
  [0.8, 6],
];
/** What is added to the order of a Gauss rule, from level to level. */
const finer = [0, 1, 3, 6, 10, 16, 24];
/** Intervals of the trapezoid rule over a single unbounded quantity, from level to level. */
const intervals = [16, 32, 64, 96, 128, 192, 256];
/** Orders of the Gauss rule in the score over each of several unbounded quantities, from level to level. */
const scoreOrders = [4, 6, 9, 13, 17, 33, 65];

/** Intervals of the rule over the score of a quantity that a contest depends on, from level to level. */
const chanceIntervals = [24, 32, 48, 64, 96, 128, 192];

export const levels = intervals.length;

/** Values and weights that stand for a quantity that contests depend on: split where their chances bend or jump. */
export function ruleForChance(
  law: Distribution,
  index: number,
  chances: readonly Expression[],
  level: number,
  env: Environment,
): Nodes {
  const bends = bendsOf({ place: 'shared', index }, chances, env);
  const { values, weights } = scoreRule(bentAt(law, bends), chanceIntervals[level]);
  return { values: Float64Array.from(values), weights: Float64Array.from(weights) };
}

/** Values and weights that stand for a quantity that acts on amounts. `alone`: it is the only one. */
export function ruleFor(law: Distribution, level: number, alone: boolean, workspace: Workspace): Nodes {
  if (law.discrete && law.atoms && law.atoms.values.length <= 64) return law.atoms;
  const variation = Math.sqrt(law.variance) / Math.abs(law.mean);
  const order = ordersFor.find(([limit]) => variation < limit)?.[1];
  const bounded = Number.isFinite(law.min) && Number.isFinite(law.max);
  if (order !== undefined && (bounded || (variation < 0.4 && !isHeavy(law))))
    return gaussOf(law, order + finer[level], workspace);
  if (alone) {
    const { values, weights } = scoreRule(law, intervals[level]);
    return { values: Float64Array.from(values), weights: Float64Array.from(weights) };
  }
  return byScore(law, scoreOrders[level], workspace);
}

/** Whether values far out take the nodes of a Gauss rule away from where nearly all of the law is. */
function isHeavy(law: Distribution): boolean {
  return law.upperQuantile(1e-6) - law.mean > mostDeviations * Math.sqrt(law.variance);
}

/** A lognormal law with a coefficient of variation of 0.4 has 12. */
const mostDeviations = 15;

/** The Gauss rule of the law itself. */
export function gaussOf(law: Distribution, order: number, workspace: Workspace): Nodes {
  let known = workspace.gauss.get(law);
  if (!known) {
    known = [];
    workspace.gauss.set(law, known);
  }
  known[order] ??= newGaussRule(law, order, workspace);
  return known[order];
}

function newGaussRule(law: Distribution, order: number, workspace: Workspace): Nodes {
  const fine = fineRule(law, workspace);
  return fine.values.length <= order ? fine : gaussRule(fine.values, fine.weights, order);
}

/** About a hundred values that stand for a law wherever a rule is measured; kept as long as the law is. */
export function fineRule(law: Distribution, workspace: Workspace): Nodes {
  let known = workspace.fine.get(law);
  if (!known) {
    const { values, weights } = scoreRule(law, 96);
    known = { values: Float64Array.from(values), weights: Float64Array.from(weights) };
    workspace.fine.set(law, known);
  }
  return known;
}

function byScore(law: Distribution, order: number, workspace: Workspace): Nodes {
  let hermite = workspace.hermite.get(order);
  if (!hermite) {
    hermite = hermiteRule(order);
    workspace.hermite.set(order, hermite);
  }
  // Nodes of the smallest weights only cost time.
  const { values, weights } = hermite;
  const kept = [...weights.keys()].filter((i) => weights[i] > 1e-11);
  const total = kept.reduce((sum, i) => sum + weights[i], 0);
  return {
    values: Float64Array.from(kept, (i) => law.quantileAtScore(values[i])),
    weights: Float64Array.from(kept, (i) => weights[i] / total),
  };
}

export interface Condition {
  readonly env: Environment;
  readonly weight: number;
}

/** More combinations than this are not worth it. */
const maxNodes = 300;

/**
 * All combinations of values of some shared quantities, each after those that it depends on; null: too many. Chances in the
 * frequency are functions of them, too.
 */
export function conditionsOf(
  indices: readonly number[],
  model: StateModel,
  level: number,
  workspace: Workspace,
  frequency: readonly Expression[] = [],
): Condition[] | null {
  let nodes: Condition[] = [{ env: environment({ shared: model.shared, lets: [] }, workspace.laws), weight: 1 }];
  for (const index of indices) {
    const next: Condition[] = [];
    for (const node of nodes) {
      const law = lawOf(model.shared[index].expression, node.env);
      const chances = frequency.filter((e) => e.kind === 'exceedance' && freeIn(e, node.env).includes(index));
      const rule =
        chances.length > 0
          ? ruleForChance(law, index, chances, level + 2, node.env)
          : ruleFor(law, level, indices.length === 1, workspace);
      for (let i = 0; i < rule.values.length; i++) {
        const shared = [...node.env.shared];
        shared[index] = rule.values[i];
        next.push({ env: { ...node.env, shared }, weight: node.weight * rule.weights[i] });
      }
      if (next.length > maxNodes) return null;
    }
    nodes = next;
  }
  return nodes;
}
