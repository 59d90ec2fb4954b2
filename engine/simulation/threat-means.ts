/** Expected events and losses of a threat given the year's parameters, without simulating events. */
import type { Cancellation } from '../cancellation.ts';
import type { RiskModel } from '../model.ts';
import { shrinks } from './controls.ts';
import type { LossYears } from './losses.ts';
import type { TermProgram, ThreatProgram } from './threat-program.ts';
import type { Years } from './year.ts';
import { contestByYear, meanByYear, type YearFunction } from './year-function.ts';

/** Values by year in the three states. */
export type YearsByState = readonly [inherent: Float64Array, current: Float64Array, target: Float64Array];

export interface ThreatMeans {
  /** Whether any part has to be computed year by year. */
  readonly direct: boolean;
  /** P(capability > resistance); null without a contest. */
  readonly vulnerability: YearFunction | null;
  /** Means of the terms, in the order of the loss. */
  readonly primary: readonly YearFunction[];
  readonly secondary: readonly (readonly YearFunction[])[];
  /** Does the slow part for these years, breathing in between. */
  prepare(years: Years, cancellation: Cancellation): Promise<void>;
}

export function threatMeans(model: RiskModel, threat: ThreatProgram): ThreatMeans {
  const { frequency, loss } = threat.source;
  const scope = { shared: model.shared, lets: loss.lets };
  const vulnerability =
    frequency?.by === 'factors' && frequency.vulnerability.by === 'contest'
      ? contestByYear(frequency.vulnerability, scope)
      : null;
  const primary = loss.primary.map((term) => meanByYear(term.amount, scope));
  const secondary = loss.secondary.map((item) => item.terms.map((term) => meanByYear(term.amount, scope)));
  const all = [vulnerability, ...primary, ...secondary.flat()].filter((item) => item !== null);
  return {
    direct: all.some((item) => item.direct),
    vulnerability,
    primary,
    secondary,
    async prepare(years, cancellation) {
      for (const item of all) await item.prepare(years, cancellation);
    },
  };
}

/** Zeros for the states; without controls they are one. */
function zeros(threat: ThreatProgram, years: Years): YearsByState {
  const inherent = new Float64Array(years.count);
  if (threat.controls.length === 0) return [inherent, inherent, inherent];
  return [inherent, new Float64Array(years.count), new Float64Array(years.count)];
}

/** Adds a term's mean in the three states: each control that works, with its chance, shrinks it. */
function addTerm(
  threat: ThreatProgram,
  years: Years,
  term: TermProgram,
  part: 'primary' | 'secondary',
  mean: Float64Array,
  into: YearsByState,
): void {
  if (threat.controls.length === 0) {
    const [sum] = into;
    for (let y = 0; y < years.count; y++) sum[y] += mean[y];
    return;
  }
  const amount = mean.slice();
  const apply = (inPlace: boolean): void => {
    for (const control of threat.controls) {
      if (control.inPlace !== inPlace) continue;
      const actions = control.actions.filter((action) => shrinks(action.factor, term.form, part));
      if (actions.length === 0) continue;
      const works = years.works(control.control);
      for (let y = 0; y < years.count; y++) {
        let left = 1;
        for (const action of actions) left *= 1 - years.reduction(action.effect)[y];
        amount[y] *= works ? 1 - works[y] + works[y] * left : left;
      }
    }
  };
  const add = (state: 0 | 1 | 2): void => {
    for (let y = 0; y < years.count; y++) into[state][y] += amount[y];
  };
  add(0);
  apply(true);
  add(1);
  apply(false);
  add(2);
}

/** Mean loss of one event that happens in the state, by year. */
export function meanLossByYear(threat: ThreatProgram, means: ThreatMeans, yearly: LossYears): YearsByState {
  const { years, probability, thinned } = yearly;
  const total = zeros(threat, years);
  threat.primary.forEach((term, i) => {
    addTerm(threat, years, term, 'primary', means.primary[i].of(years), total);
  });
  threat.secondary.forEach((item, k) => {
    const reaction = zeros(threat, years);
    item.terms.forEach((term, i) => {
      addTerm(threat, years, term, 'secondary', means.secondary[k][i].of(years), reaction);
    });
    const share = [null, thinned.current, thinned.target];
    for (let state = 0; state < 3; state++) {
      const sum = total[state];
      if (state > 0 && sum === total[state - 1]) continue;
      const kept = share[state];
      const chance = probability[k];
      const loss = reaction[state];
      for (let y = 0; y < years.count; y++) sum[y] += chance[y] * (kept ? kept[y] : 1) * loss[y];
    }
  });
  return total;
}
