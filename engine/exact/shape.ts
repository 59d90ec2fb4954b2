/** What is known of the losses of a group before any transform: how far they reach, and where they have point masses. */
import { type Environment, environment, lawOf } from '../expressions/index.ts';
import type { Block } from './block.ts';
import { type Plan, type Structure, withValues } from './plan.ts';
import { hasAtoms, lawsOf } from './severity.ts';
import type { StateModel } from './state-model.ts';
import type { Workspace } from './workspace.ts';

/** A block with the plans for its levels, as far as they were needed. */
export interface Solvable {
  readonly block: Block;
  readonly structure: Structure;
  readonly plans: Plan[];
}

/** What grids have to know about a group. */
export interface Shape {
  /** Mean annual loss; finite. */
  readonly mean: number;
  /** A loss of one event, or of a year, that is hardly ever passed. */
  readonly reach: number;
  /** Whether losses may have point masses other than 0. */
  readonly atoms: boolean;
  /** Whether there is nothing but point masses. */
  readonly discrete: boolean;
  /** Whether point masses move with a quantity that is conditioned on: their mixture is then not one of point masses. */
  readonly moving: boolean;
  /** A step that all point masses are multiples of; null if there is none. */
  readonly lattice: number | null;
}

/** Collects the laws of all losses in the blocks at the centre and at the ends of their conditions. */
export function shapeOf(parts: readonly Solvable[], model: StateModel, mean: number, workspace: Workspace): Shape {
  let reach = mean;
  let atoms = false;
  let discrete = true;
  let moving = false;
  const values: number[] = [];
  for (const { block, plans } of parts) {
    const picked = corners(plans[0], model, workspace);
    const fluid = hasSmoothCondition(block, model, workspace);
    for (const severity of block.severities.values()) {
      const places = new Set<string>();
      for (const env of picked) {
        atoms ||= hasAtoms(severity, env);
        for (const law of lawsOf(severity, env)) {
          const far = law.upperQuantile(1e-4);
          if (Number.isFinite(far)) reach = Math.max(reach, far);
          if (!law.discrete) discrete = false;
          if (law.atoms) for (const x of law.atoms.values) if (x !== 0) values.push(x);
        }
        places.add(
          lawsOf(severity, env)
            .map((law) => law.atoms?.values.join() ?? '')
            .join(';'),
        );
      }
      if (fluid && places.size > 1) moving = true;
    }
  }
  return { mean, reach, atoms: atoms || discrete, discrete, moving, lattice: latticeOf(values) };
}

/** Environments with all quantities at their lowest, middle and highest values. */
function corners(plan: Plan, model: StateModel, workspace: Workspace): Environment[] {
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const all = plan.sizes.map((_, v) => v);
  if (all.length === 0) return [base];
  return [0, 0.5, 1].map((place) => {
    const values = Int32Array.from(plan.sizes, (size) => Math.round(place * (size - 1)));
    return withValues(base, plan, all, values);
  });
}

/** Whether a condition of the block has a law without steps. */
function hasSmoothCondition(block: Block, model: StateModel, workspace: Workspace): boolean {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  return block.conditions.some((index) => !lawOf(model.shared[index].expression, env).discrete);
}

/** The largest step that all values are multiples of, if no value is more than 4 096 steps. */
export function latticeOf(values: readonly number[]): number | null {
  let step = 0;
  const top = values.reduce((a, b) => Math.max(a, b), 0);
  if (!(top > 0) || values.length > 20_000) return null;
  const tolerance = 1e-9 * top;
  for (const value of new Set(values)) {
    let a = Math.abs(value);
    let b = step;
    while (b > tolerance) {
      const rest = a - b * Math.floor(a / b + 1e-9);
      a = b;
      b = Math.abs(rest);
    }
    step = a;
    if (!(step > top / 4096.5)) return null;
  }
  // Without the last digits, which are rounding: 10, not 10.000000000000002.
  return Number((top / Math.round(top / step)).toPrecision(14));
}
