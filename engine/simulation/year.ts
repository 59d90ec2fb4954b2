/** The values that hold for a whole year, for a block of years, computed when first asked for. */
import type { RiskModel } from '../model.ts';
import type { Action } from './controls.ts';
import { type ControlOn, type ControlPrograms, controlPrograms } from './controls.ts';
import { type Compiler, type Program, programOf, type Rows } from './program.ts';
import { newScratch, type Scratch } from './scratch.ts';

/** Years of a block. Part of what a seed means: another number gives other (equally valid) figures. */
export const yearsOfBlock = 2048;

export interface YearPrograms {
  readonly shared: readonly Program[];
  readonly controls: ControlPrograms;
}

export function yearPrograms(compiler: Compiler, model: RiskModel): YearPrograms {
  return {
    shared: model.shared.map((quantity) => programOf(compiler, quantity.expression, ['shared', quantity.name])),
    controls: controlPrograms(compiler, model),
  };
}

/** One block of years. Arrays are indexed by the year within the block and are not to be written to by others. */
export interface Years extends Rows {
  /** Share of the events in which a control works: coverage · reliability; null where it always does. */
  works(control: number): Float64Array | null;
  /** P of one effect. */
  reduction(effect: number): Float64Array;
}

function remembered(programs: readonly (Program | null)[], rows: () => Rows): (index: number) => Float64Array | null {
  const values: (Float64Array | null | undefined)[] = [];
  return (index) => {
    let found = values[index];
    if (found === undefined) {
      const program = programs[index];
      const { scratch, count } = rows();
      const mark = scratch.mark();
      found = program === null ? null : program(rows()).slice(0, count);
      scratch.release(mark);
      values[index] = found;
    }
    return found;
  };
}

/** The block number `block` with `count` years; `scratch` serves its intermediate results. */
export function newYears(programs: YearPrograms, block: number, count: number, scratch: Scratch = newScratch()): Years {
  const own = newScratch();
  const shared = remembered(programs.shared, () => inner);
  const works = remembered(programs.controls.works, () => inner);
  const reductions = remembered(programs.controls.reductions, () => inner);
  const years: Years = {
    count,
    block,
    epoch: {},
    scratch,
    lets: [],
    shared: (index) => shared(index) as Float64Array,
    works,
    reduction: (effect) => reductions(effect) as Float64Array,
  };
  // Values asked for in the middle of another computation must not take part in its scratch.
  const inner: Rows = { ...years, scratch: own };
  return years;
}

/** Products of the multipliers of a year: of the controls in place, and of those and the planned ones. null: 1. */
export interface Multipliers {
  readonly current: Float64Array | null;
  readonly target: Float64Array | null;
}

function times(product: Float64Array | null, years: Years, control: ControlOn, action: Action): Float64Array {
  const reduction = years.reduction(action.effect);
  const works = years.works(control.control);
  const result = product ?? new Float64Array(years.count).fill(1);
  for (let y = 0; y < years.count; y++) result[y] *= 1 - (works ? reduction[y] * works[y] : reduction[y]);
  return result;
}

/** Product of 1 − P · coverage · reliability over the effects that `which` picks. */
export function thinning(
  years: Years,
  controls: readonly ControlOn[],
  which: (action: Action) => boolean,
): Multipliers {
  const over = (inPlace: boolean, start: Float64Array | null): Float64Array | null => {
    let product = start;
    for (const control of controls) {
      if (control.inPlace !== inPlace) continue;
      for (const action of control.actions) if (which(action)) product = times(product, years, control, action);
    }
    return product;
  };
  const current = over(true, null);
  return { current, target: over(false, current?.slice() ?? null) };
}
