/** What is known of the losses of a group before any transform: how far they reach, and where they have point masses. */
import { type Environment, environment, lawOf } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import { exponentOf, powerOfTwo } from '../numeric/power-of-two.ts';
import type { Block } from './block.ts';
import type { YearPoints } from './hybrid/points.ts';
import { type Plan, type Structure, withValues } from './plan.ts';
import { hasAtoms, lawsOf } from './severity-laws.ts';
import type { StateModel } from './state-model.ts';
import type { Workspace } from './workspace.ts';

/** A block with the plans for its levels, as far as they were needed. */
export interface Solvable {
  readonly block: Block;
  readonly structure: Structure;
  readonly plans: Plan[];
  /** The law of its annual loss where that is known without conditioning. */
  readonly law?: Distribution;
  /** Numeric error of that law. */
  readonly lawError?: number;
  /** Points that stand for all of its quantities of the year: there are too many of them for rules. */
  readonly points?: YearPoints;
  /** The only set of the points to use; all if left out. */
  readonly scrambling?: number;
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
  /** A step so fine that only a loss of 0 falls on a few cells of it, where there are no other point masses. */
  readonly fine: number;
  /** A step that all point masses are multiples of; null if there is none. */
  readonly lattice: number | null;
}

/** What the losses of one block are like at the centre and at the ends of its conditions. */
export interface BlockShape {
  readonly reach: number;
  /** Whether there are point masses, and whether there is nothing else. */
  readonly pointed: boolean;
  readonly stepped: boolean;
  /** Whether the point masses move with a quantity that has a law without steps. */
  readonly moves: boolean;
  /** Places of point masses other than 0. */
  readonly places: readonly number[];
}

export function blockShape({ block, plans, law }: Solvable, model: StateModel, workspace: Workspace): BlockShape {
  if (law) return { reach: law.upperQuantile(1e-4), pointed: false, stepped: false, moves: false, places: [] };
  const picked = corners(plans[0], model, workspace);
  const fluid = hasSmoothCondition(block, model, workspace);
  let reach = 0;
  let pointed = false;
  let stepped = true;
  let moves = false;
  const places: number[] = [];
  for (const severity of block.severities.values()) {
    const sets = new Set<string>();
    for (const env of picked) {
      pointed ||= hasAtoms(severity, env);
      const laws = lawsOf(severity, env);
      for (const law of laws) {
        const far = law.upperQuantile(1e-4);
        if (Number.isFinite(far)) reach = Math.max(reach, far);
        if (!law.discrete) stepped = false;
        if (law.atoms) for (const x of law.atoms.values) if (x !== 0) places.push(x);
      }
      if (fluid) sets.add(laws.map((law) => law.atoms?.values.join() ?? '').join(';'));
    }
    if (sets.size > 1) moves = true;
  }
  return { reach, pointed, stepped, moves, places };
}

/** Of all blocks together. Point masses that move are those of blocks whose quantities points stand for. */
export function shapeOf(shapes: readonly BlockShape[], mean: number): Shape {
  const reach = shapes.reduce((far, shape) => Math.max(far, shape.reach), mean);
  const moving = shapes.some((shape) => shape.moves);
  // Spread over so many points, what moves is as good as smooth.
  const fixed = shapes.filter((shape) => !shape.moves);
  const discrete = !moving && fixed.every((shape) => shape.stepped);
  return {
    mean,
    reach,
    atoms: discrete || fixed.some((shape) => shape.pointed),
    discrete,
    // A power of two: transforms of a fixed step serve all groups.
    fine: moving ? powerOfTwo(exponentOf(1e-9 * reach)) : 1,
    lattice: latticeOf(fixed.flatMap((shape) => shape.places)),
  };
}

/** Whether rules of the block are to be tried finer. */
export function isAdaptive({ structure, law, points }: Solvable): boolean {
  return structure.adaptive && law === undefined && points === undefined;
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
