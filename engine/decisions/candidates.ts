/** What can be bought: the planned controls of a model. */
import { controlsIn } from '../exact/state-model.ts';
import { meanOf } from '../expressions/index.ts';
import type { RiskModel } from '../model.ts';
import { type CandidateSet, has } from './sets.ts';

export interface Candidate {
  /** Index in `RiskModel.controls`. */
  readonly control: number;
  readonly name: string;
  /** Money in the first year: what is paid once and one year's running, means. */
  readonly cost: number;
}

/** The planned controls in the order of the model. */
export function candidatesOf(model: RiskModel): Candidate[] {
  const scope = { shared: model.shared, lets: [] };
  return model.controls.flatMap((control, c) => {
    if (control.status !== 'planned') return [];
    const once = control.costOnce ? meanOf(control.costOnce, scope) : 0;
    const running = control.costPerYear ? meanOf(control.costPerYear, scope) : 0;
    return [{ control: c, name: control.name, cost: once + running }];
  });
}

/** Which controls of the model work when a set of candidates is bought: those in place, too. */
export function worksWith(model: RiskModel, candidates: readonly Candidate[], set: CandidateSet): boolean[] {
  const works = controlsIn(model, 'current');
  candidates.forEach(({ control }, i) => {
    if (has(set, i)) works[control] = true;
  });
  return works;
}
