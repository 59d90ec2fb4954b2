/** How many years, and how many events of a year, a threat is simulated with, so that no rate keeps the machine busy. */
import { type Compiled, expectedEvents } from './expected.ts';
import type { Component } from './plan.ts';
import type { ThreatProgram } from './threat-program.ts';
import { newYears, yearsOfBlock } from './year.ts';
import { directYears } from './year-function.ts';

/** Events that a threat may cost. */
const eventBudget = 2e7;

/** The number of years is not cut below it. */
export const fewestYears = 10_240;

export interface Pace {
  readonly years: number;
  /** In a year with more events than this, so many stand for all; null: all are drawn. */
  readonly sampledEvents: number | null;
  /** A contest is taken as its chance in the year, and not drawn for every threat event. */
  readonly contestByChance: boolean;
  /** Why fewer years are simulated than were asked for, or fewer events than happen; null if neither. */
  readonly reason: string | null;
}

export interface Busy {
  /** Mean events a year of the threat, threat events where there is a contest. */
  readonly drawn: number;
  readonly lossEvents: number;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) if (Number.isFinite(value)) sum += value;
  return values.length > 0 ? sum / values.length : 0;
}

/** How busy the threats of a component are, from the first years. */
export function busyOf(compiled: Compiled, component: Component): Map<number, Busy> {
  const years = newYears(compiled.programs, 0, directYears);
  const events = expectedEvents(compiled, component, years);
  const found = new Map<number, Busy>();
  for (const index of component) {
    const threat = compiled.threats.get(index) as ThreatProgram;
    const lossEvents = meanOf(events.get(index)?.[0] ?? new Float64Array(0));
    const attempts = threat.contest && threat.rate ? meanOf(threat.rate(years).subarray(0, years.count)) : 0;
    found.set(index, { drawn: Math.max(lossEvents, attempts), lossEvents });
  }
  return found;
}

function paceOf(busy: Busy, trials: number, direct: boolean, tooManyForFunction: boolean): Pace {
  const contestByChance = busy.drawn * trials > eventBudget && busy.drawn > busy.lossEvents && !tooManyForFunction;
  const drawn = contestByChance ? busy.lossEvents : busy.drawn;
  if (drawn * trials <= eventBudget) return { years: trials, sampledEvents: null, contestByChance, reason: null };
  const affordable = Math.max(fewestYears, Math.floor(eventBudget / drawn / yearsOfBlock) * yearsOfBlock);
  const years = Math.min(trials, affordable);
  if (drawn * years <= eventBudget) {
    const reason = `about ${Math.round(drawn)} events a year: ${years} years are simulated instead of ${trials}`;
    return { years, sampledEvents: null, contestByChance, reason };
  }
  const fewer = direct ? Math.min(years, directYears) : years;
  const sampledEvents = Math.floor(eventBudget / years);
  const reason = `about ${Math.round(drawn)} events a year: in each of ${fewer} years ${sampledEvents} stand for all`;
  return { years: fewer, sampledEvents, contestByChance: true, reason };
}

/** The pace of each threat of a component. It depends on the threat and what leads to it only. */
export function pacesOf(compiled: Compiled, component: Component, trials: number): Map<number, Pace> {
  const paces = new Map<number, Pace>();
  for (const [index, busy] of busyOf(compiled, component)) {
    const means = compiled.means.get(index);
    const own = paceOf(busy, trials, means?.direct ?? false, means?.vulnerability?.direct ?? false);
    let years = own.years;
    // The years of what leads to it are needed: a threat cannot have more.
    for (const source of component) {
      const leads = compiled.threats.get(source)?.leadsTo.some((item) => item.target === index);
      if (leads) years = Math.min(years, paces.get(source)?.years ?? years);
    }
    paces.set(index, { ...own, years });
  }
  return paces;
}
