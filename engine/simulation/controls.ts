/** Controls as the simulation sees them: the year's values, and what acts on which threat. */
import type { Control, Factor, LossForm, RiskModel } from '../model.ts';
import { type Compiler, type Program, programOf } from './program.ts';

/** One effect of a control on a threat. */
export interface Action {
  readonly factor: Factor;
  /** Index into the year's `reductions`. */
  readonly effect: number;
}

/** What one control does to one threat. */
export interface ControlOn {
  readonly name: string;
  readonly inPlace: boolean;
  /** Index into the year's `works`. */
  readonly control: number;
  readonly actions: readonly Action[];
}

/** Programs of the values that belong to the controls: one a year, the same for all threats. */
export interface ControlPrograms {
  /** coverage · reliability of each control; null where both are 100 %. */
  readonly works: readonly (Program | null)[];
  /** The P of each effect, of all controls in turn. */
  readonly reductions: readonly Program[];
  /** By effect: the control that it belongs to, as an index into `works`. */
  readonly controlOf: readonly number[];
  /** For each threat: the controls on it, in the order of their names. */
  readonly byThreat: readonly (readonly ControlOn[])[];
}

export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

function worksProgram(compiler: Compiler, control: Control): Program | null {
  const shares = [
    control.coverage && programOf(compiler, control.coverage, ['control', control.name, 'coverage']),
    control.reliability && programOf(compiler, control.reliability, ['control', control.name, 'reliability']),
  ].filter((share) => share !== null);
  if (shares.length === 0) return null;
  if (shares.length === 1) return shares[0];
  return (rows) => {
    const left = shares[0](rows);
    const right = shares[1](rows);
    for (let i = 0; i < rows.count; i++) left[i] *= right[i];
    return left;
  };
}

/** Compiles the controls of a model. */
export function controlPrograms(compiler: Compiler, model: RiskModel): ControlPrograms {
  const works: (Program | null)[] = [];
  const reductions: Program[] = [];
  const controlOf: number[] = [];
  const byThreat: ControlOn[][] = model.threats.map(() => []);
  for (const control of [...model.controls].sort(byName)) {
    const on = new Map<number, Action[]>();
    control.effects.forEach((effect, line) => {
      for (const threat of effect.threats) {
        const actions = on.get(threat) ?? [];
        actions.push({ factor: effect.factor, effect: reductions.length });
        on.set(threat, actions);
      }
      controlOf.push(works.length);
      reductions.push(programOf(compiler, effect.by, ['control', control.name, 'reduces', line]));
    });
    const inPlace = control.status === 'in-place';
    for (const [threat, actions] of on) {
      byThreat[threat].push({ name: control.name, inPlace, control: works.length, actions });
    }
    works.push(worksProgram(compiler, control));
  }
  return { works, reductions, controlOf, byThreat };
}

const ownFrequency: readonly Factor[] = ['contact', 'action', 'threat-events', 'vulnerability', 'frequency'];

/** Does an effect on `factor` thin the threat's own loss events? */
export const thinsOwnEvents = (factor: Factor): boolean => ownFrequency.includes(factor);

/** Does it thin the loss events that other threats set off? */
export const thinsSetOffEvents = (factor: Factor): boolean => factor === 'vulnerability' || factor === 'frequency';

/** Does it thin the secondary loss events? */
export const thinsSecondary = (factor: Factor): boolean => factor === 'secondary-probability';

/** Does it shrink a loss of this form, primary or secondary? */
export function shrinks(factor: Factor, form: LossForm | 'unspecified', part: 'primary' | 'secondary'): boolean {
  return factor === 'loss' || factor === part || factor === form;
}
