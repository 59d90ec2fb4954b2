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

/** What is known of the losses of one block. */
export interface BlockShape {
  readonly reach: number;
  readonly atoms: boolean;
  readonly discrete: boolean;
  readonly moving: boolean;
  /** Places of point masses other than 0. */
  readonly values: readonly number[];
}

/** Of all blocks together. */
export function shapeOf(shapes: readonly BlockShape[], mean: number): Shape {
  const atoms = shapes.some((shape) => shape.atoms);
  const discrete = shapes.every((shape) => shape.discrete);
  return {
    mean,
    reach: shapes.reduce((reach, shape) => Math.max(reach, shape.reach), mean),
    atoms: atoms || discrete,
    discrete,
    moving: shapes.some((shape) => shape.moving),
    lattice: latticeOf(shapes.flatMap((shape) => shape.values)),
  };
}

/** Collects the laws of all losses in a block at the centre and at the ends of its conditions. */
export function blockShape({ block, plans }: Solvable, model: StateModel, workspace: Workspace): BlockShape {
  let reach = 0;
  let atoms = false;
  let discrete = true;
  let moving = false;
  const values: number[] = [];
  const picked = corners(plans[0], model, workspace);
  const fluid = hasSmoothCondition(block, model, workspace);
  for (const severity of block.severities.values()) {
    const places = new Set<string>();
    for (const env of picked) {
      atoms ||= hasAtoms(severity, env);
      const laws = lawsOf(severity, env);
      for (const law of laws) {
        const far = law.upperQuantile(1e-4);
        if (Number.isFinite(far)) reach = Math.max(reach, far);
        if (!law.discrete) discrete = false;
        if (law.atoms) for (const x of law.atoms.values) if (x !== 0) values.push(x);
      }
      if (fluid) places.add(laws.map((law) => law.atoms?.values.join() ?? '').join(';'));
    }
    if (places.size > 1) moving = true;
  }
  return { reach, atoms, discrete, moving, values };
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
