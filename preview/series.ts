/** The curves of one subject: one for each state that has figures, those that coincide drawn and named as one. */
import type { ReportFigures, ReportStates } from '../protocol/index.ts';

export type StateName = 'inherent' | 'current' | 'target';

export const stateNames: readonly StateName[] = ['inherent', 'current', 'target'];

/** A series of its own: the current state in another revision. */
export type SeriesName = StateName | 'base';

export interface Series {
  /** The state that gives the colour: `current` where it is among them. */
  readonly state: SeriesName;
  readonly states: readonly StateName[];
  readonly figures: ReportFigures;
  /** The name of a revision. */
  readonly title?: string;
}

/** The current figures in another revision. */
export interface BaseFigures {
  /** The revision as it was chosen: `HEAD`. */
  readonly revision: string;
  readonly figures: ReportFigures;
}

/** The series to draw, in the order inherent, current, target. */
export function seriesOf(subject: ReportStates): Series[] {
  const found: Series[] = [];
  for (const state of stateNames) {
    const figures = subject[state];
    if (figures === null) continue;
    const same = found.findIndex((series) => sameCurve(series.figures, figures));
    if (same < 0) found.push({ state, states: [state], figures });
    else found[same] = joined(found[same], state);
  }
  return found;
}

/** With the base behind the others. */
export function withBase(series: readonly Series[], base: BaseFigures | null): readonly Series[] {
  if (base === null) return series;
  return [{ state: 'base', states: [], figures: base.figures, title: base.revision }, ...series];
}

/** The base, if it is another than what is current. */
export function movedBase(current: ReportFigures | null, base: BaseFigures | null): BaseFigures | null {
  return base === null || (current !== null && sameCurve(current, base.figures)) ? null : base;
}

/** `Inherent, current`: what a series is called where it is drawn. */
export function seriesTitle(series: Series): string {
  if (series.title !== undefined) return series.title;
  const text = series.states.join(' = ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function joined(series: Series, state: StateName): Series {
  const states = [...series.states, state];
  return { ...series, states, state: states.includes('current') ? 'current' : state };
}

function sameCurve(a: ReportFigures, b: ReportFigures): boolean {
  if (a.ale !== b.ale || a.curve.length !== b.curve.length) return false;
  return a.curve.every(([loss, chance], index) => loss === b.curve[index][0] && chance === b.curve[index][1]);
}
