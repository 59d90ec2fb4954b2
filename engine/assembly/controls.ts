/** Money of the controls: what they save, what they cost. */
import { meanOf } from '../expressions/index.ts';
import type { ControlFigures } from '../figures.ts';
import type { Control, RiskModel } from '../model.ts';
import { exp, log1p } from '../numeric/elementary.ts';

/** ALE of each threat (null: unknown) when the marked controls work. */
export type AleOfThreats = (works: readonly boolean[]) => readonly (number | null)[];

/** Threats that a control acts on, by their indices, rising; what those set off is touched too. */
function touched(control: Control, model: RiskModel): number[] {
  const found = new Set<number>();
  const visit = (t: number): void => {
    if (found.has(t)) return;
    found.add(t);
    for (const c of model.threats[t].leadsTo) visit(c.target);
  };
  for (const effect of control.effects) for (const t of effect.threats) visit(t);
  return [...found].sort((a, b) => a - b);
}

function total(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/** Discounted sum of a yearly amount over a horizon; the last, partial year counts in proportion and at its end. */
export function presentValue(yearly: number, horizonYears: number, discount: number): number {
  const whole = Math.floor(horizonYears);
  let sum = 0;
  let factor = 1;
  for (let t = 1; t <= whole; t++) {
    factor /= 1 + discount;
    sum += yearly * factor;
  }
  const part = horizonYears - whole;
  return part > 0 ? sum + part * yearly * exp(-horizonYears * log1p(discount)) : sum;
}

/** Years until what is saved has paid what was paid once; null if never or if there is no cost. */
export function paybackYears(reduction: number, once: number, yearly: number): number | null {
  if (once + yearly === 0 || reduction <= yearly) return null;
  return once / (reduction - yearly);
}

/** Every set of working controls whose means `controlFigures` asks for. */
export function* setsWanted(model: RiskModel): Generator<readonly boolean[]> {
  const inPlace = model.controls.map((c) => c.status === 'in-place');
  const all = model.controls.map(() => true);
  for (const c of model.controls.keys()) {
    yield inPlace.map((works, i) => (i === c ? !works : works));
    yield all.map((_, i) => i !== c);
  }
}

export function controlFigures(model: RiskModel, aleOf: AleOfThreats): ControlFigures[] {
  const inPlace = model.controls.map((c) => c.status === 'in-place');
  const all = model.controls.map(() => true);
  const scope = { shared: model.shared, lets: [] };
  return model.controls.map((control, c): ControlFigures => {
    const toggled = inPlace.map((works, i) => (i === c ? !works : works));
    const withIt = control.status === 'in-place' ? inPlace : toggled;
    const withoutIt = control.status === 'in-place' ? toggled : inPlace;
    const on = touched(control, model);
    const before = aleOf(withoutIt);
    const after = aleOf(withIt);
    // Differences over the touched threats only, so that what is not touched leaves no rounding behind.
    const touching = (values: readonly (number | null)[]): number | null => total(on.map((t) => values[t]));
    const without = touching(before);
    const left = touching(after);
    const riskReduction = without === null || left === null ? null : without - left;
    const target = touching(aleOf(all));
    const targetWithout = touching(aleOf(all.map((_, i) => i !== c)));
    const costOnce = control.costOnce ? meanOf(control.costOnce, scope) : 0;
    const costPerYear = control.costPerYear ? meanOf(control.costPerYear, scope) : 0;
    const firstYearCost = costOnce + costPerYear;
    const roi = riskReduction === null || firstYearCost === 0 ? null : riskReduction / firstYearCost;
    return {
      name: control.name,
      status: control.status,
      costOnce,
      costPerYear,
      firstYearCost,
      aleWithout: total(before),
      aleWith: total(after),
      riskReduction,
      roi,
      rosi: roi === null ? null : roi - 1,
      netBenefit:
        riskReduction === null
          ? null
          : presentValue(riskReduction - costPerYear, model.horizonYears, model.discount) - costOnce,
      paybackYears: riskReduction === null ? null : paybackYears(riskReduction, costOnce, costPerYear),
      lastIn: target === null || targetWithout === null ? null : targetWithout - target,
      byThreat: on.map((t) => {
        const a = before[t];
        const b = after[t];
        return { threat: t, riskReduction: a === null || b === null ? null : a - b };
      }),
    };
  });
}
