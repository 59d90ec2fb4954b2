/** A block whose losses are all scaled by one quantity of the year, such as the size of an asset. */
import { type Environment, lawOf, momentsOf } from '../expressions/index.ts';
import { mixture } from '../expressions/mixture.ts';
import { tabulated } from '../expressions/tabulated.ts';
import { affine, constantLaw, type Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import type { AnnualLaw } from './annual-law.ts';
import type { Block } from './block.ts';
import { constant, flatten, type StateModel, sharedIn } from './state-model.ts';

/** The quantity that every loss of the block is a product with, and that acts on nothing else; −1: there is none. */
export function commonScale(block: Block, model: StateModel): number {
  return block.conditions.find((index) => isCommonScale(index, block, model)) ?? -1;
}

function isCommonScale(index: number, block: Block, model: StateModel): boolean {
  const free = (e: Expression): boolean => !below(e, model).has(index);
  for (const other of block.conditions) if (other !== index && !free(model.shared[other].expression)) return false;
  for (const t of block.threats) {
    const { frequency, coins, secondary, lets, lines, leadsTo } = model.threats[t];
    const rest = [...(frequency ?? []), ...leadsTo.map((c) => c.probability)];
    if (!rest.every(free)) return false;
    if (!block.members.has(t)) continue;
    if (![...coins, ...secondary, ...lets, ...lines.flatMap((l) => l.cuts.map((c) => c.by))].every(free)) return false;
    for (const { amount } of lines) {
      const factors = flatten(amount);
      const at = factors.findIndex((f) => f.kind === 'shared' && f.index === index);
      if (at < 0 || !factors.every((f, i) => i === at || free(f))) return false;
    }
  }
  return block.members.size > 0;
}

/** Shared quantities in an expression, through others too. */
function below(e: Expression, model: StateModel, found: Set<number> = new Set()): Set<number> {
  for (const index of sharedIn(e)) {
    if (found.has(index)) continue;
    found.add(index);
    below(model.shared[index].expression, model, found);
  }
  return found;
}

/** The model in which the quantity is 1. */
export function atUnitScale(model: StateModel, index: number): StateModel {
  return { ...model, shared: model.shared.map((s, i) => (i === index ? { ...s, expression: constant(1) } : s)) };
}

/** About the mean annual loss of a block with all quantities at their means: tells how far grids have to reach. */
export function roughMean(block: Block, model: StateModel, env: Environment): number {
  const events = new Map<number, number>();
  let sum = 0;
  for (const t of block.threats) {
    const { frequency, leadsTo, lets, lines } = model.threats[t];
    const own = frequency === null ? 0 : frequency.reduce((product, f) => product * momentsOf(f, env).mean, 1);
    const all = (events.get(t) ?? 0) + own;
    for (const { target, probability } of leadsTo)
      events.set(target, (events.get(target) ?? 0) + all * momentsOf(probability, env).mean);
    if (!block.members.has(t)) continue;
    const local = { ...env, scope: { shared: model.shared, lets } };
    for (const { amount } of lines) sum += all * momentsOf(amount, local).mean;
  }
  return sum;
}

/** More point masses than this are taken together to a smooth law. */
const mostParts = 160;
const negligible = 1e-12;

/**
 * The law of S·A₀ of independent S and A₀: P(S·A₀ ≤ x) = Σ P(A₀ = a)·F_S(x/a), never a few values of S, which would leave
 * steps. S is smooth and above 0.
 */
export function scaledLaw(scale: Distribution, law: AnnualLaw): Distribution {
  const places: number[] = [];
  const chances: number[] = [];
  let nothing = 0;
  let before = 0;
  law.atoms.forEach((x, i) => {
    const chance = law.atomsUpTo[i] - before;
    before = law.atomsUpTo[i];
    if (x === 0) nothing += chance;
    else if (chance > negligible) {
      places.push(x);
      chances.push(chance);
    }
  });
  for (let i = 0; i + 1 < law.points.length; i++) {
    const chance = law.smooth[i + 1] - law.smooth[i];
    if (!(chance > negligible)) continue;
    places.push(0.5 * (law.points[i] + law.points[i + 1]));
    chances.push(chance);
  }
  const total = nothing + chances.reduce((sum, p) => sum + p, 0);
  const shares = chances.map((p) => p / total);
  if (places.length <= mostParts)
    return mixture([constantLaw(0), ...places.map((a) => affine(0, a, scale))], [nothing / total, ...shares]);
  return mixture([constantLaw(0), together(scale, places, chances)], [nothing / total, 1 - nothing / total]);
}

/** The law of S·A₀ given that A₀ is not 0, as a table. */
function together(scale: Distribution, places: readonly number[], chances: readonly number[]): Distribution {
  const total = chances.reduce((sum, p) => sum + p, 0);
  const mean = places.reduce((sum, a, i) => sum + a * chances[i], 0) / total;
  const square = places.reduce((sum, a, i) => sum + a * a * chances[i], 0) / total;
  const tails = (x: number): readonly [number, number] => {
    let below = 0;
    let above = 0;
    for (let i = 0; i < places.length; i++) {
      below += chances[i] * scale.cdf(x / places[i]);
      above += chances[i] * scale.survival(x / places[i]);
    }
    return [below / total, above / total];
  };
  const order = [...places.keys()].sort((i, j) => places[i] - places[j]);
  const points: number[] = [];
  let sum = 0;
  let next = 0;
  // Places at evenly spaced chances, each with scores of the scale around it.
  for (const i of order) {
    sum += chances[i] / total;
    if (sum < next) continue;
    next = sum + 1 / 48;
    for (const z of [-3, -1, 0, 1, 3]) points.push(places[i] * scale.quantileAtScore(z));
  }
  for (const i of [order[0], order[order.length - 1]])
    for (const z of [-6, -5, -4, 4, 5, 6]) points.push(places[i] * scale.quantileAtScore(z));
  return tabulated({
    tails,
    points,
    refined: true,
    min: places[order[0]] * scale.min,
    max: places[order[order.length - 1]] * scale.max,
    mean: mean * scale.mean,
    variance: square * (scale.variance + scale.mean * scale.mean) - mean * scale.mean * (mean * scale.mean),
  });
}

/** The law of a quantity that may be such a scale: smooth and never below 0. null: it is none. */
export function scaleLaw(model: StateModel, index: number, env: Environment): Distribution | null {
  const law = lawOf(model.shared[index].expression, env);
  return law.atoms === null && law.min >= 0 ? law : null;
}
