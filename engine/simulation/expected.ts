/** The expected annual loss given the year's parameters: how sure the mean is. */
import { breathe, type Cancellation } from '../cancellation.ts';
import type { RiskModel } from '../model.ts';
import { thinsOwnEvents, thinsSetOffEvents } from './controls.ts';
import { lossYears } from './losses.ts';
import { type Component, type Sources, withSources } from './plan.ts';
import { meanLossByYear, type ThreatMeans, type YearsByState } from './threat-means.ts';
import type { ThreatProgram } from './threat-program.ts';
import { type Multipliers, newYears, thinning, type YearPrograms, type Years, yearsOfBlock } from './year.ts';
import { directYears } from './year-function.ts';

/** Years for which it is computed where that is cheap. */
const cheapYears = 8 * yearsOfBlock;

/** Programs and means of the threats of a component, by index of the threat. */
export interface Compiled {
  readonly model: RiskModel;
  readonly programs: YearPrograms;
  readonly threats: ReadonlyMap<number, ThreatProgram>;
  readonly means: ReadonlyMap<number, ThreatMeans>;
  /** For each threat of the model those that lead to it. */
  readonly sources: Sources;
}

/** Whether controls in place, and planned ones, act on each threat or on what leads to it. */
export function differences(compiled: Compiled, component: Component): Map<number, readonly [boolean, boolean]> {
  const found = new Map<number, readonly [boolean, boolean]>();
  for (const index of component) {
    let [current, target] = [false, false];
    for (const control of compiled.threats.get(index)?.controls ?? []) {
      if (control.inPlace) current = true;
      else target = true;
    }
    for (const source of compiled.sources[index]) {
      const differs = found.get(source);
      current ||= differs?.[0] ?? false;
      target ||= differs?.[1] ?? false;
    }
    found.set(index, [current, target]);
  }
  return found;
}

/** Zeros for the states; those that cannot differ share an array. */
function zeros(count: number, [current, target]: readonly [boolean, boolean]): YearsByState {
  const inherent = new Float64Array(count);
  const second = current ? new Float64Array(count) : inherent;
  return [inherent, second, target ? new Float64Array(count) : second];
}

/** Adds `amount · share` to what is expected in each state. */
function addEvents(into: YearsByState, amounts: readonly (readonly Float64Array[])[], kept: Multipliers): void {
  const shares = [null, kept.current, kept.target];
  for (let state = 0; state < 3; state++) {
    const sum = into[state];
    if (state > 0 && sum === into[state - 1]) continue;
    const share = shares[state];
    const [first, second] = amounts[state];
    for (let y = 0; y < sum.length; y++) {
      const events = second ? first[y] * second[y] : first[y];
      sum[y] += share ? events * share[y] : events;
    }
  }
}

/** Expected events a year of each threat in the three states, given the year's parameters. */
export function expectedEvents(compiled: Compiled, component: Component, years: Years): Map<number, YearsByState> {
  const found = new Map<number, YearsByState>();
  for (const [index, differs] of differences(compiled, component)) found.set(index, zeros(years.count, differs));
  for (const index of component) {
    const threat = compiled.threats.get(index) as ThreatProgram;
    const events = found.get(index) as YearsByState;
    if (threat.rate) {
      const start = years.scratch.mark();
      const factors = [threat.rate(years)];
      const vulnerability = compiled.means.get(index)?.vulnerability;
      if (vulnerability) factors.push(vulnerability.of(years));
      const own = thinning(years, threat.controls, (action) => thinsOwnEvents(action.factor));
      addEvents(events, [factors, factors, factors], own);
      years.scratch.release(start);
    }
    for (const { target, probability } of threat.leadsTo) {
      const into = found.get(target);
      const targeted = compiled.threats.get(target);
      if (!into || !targeted) continue;
      const start = years.scratch.mark();
      const chance = probability(years);
      const kept = thinning(years, targeted.controls, (action) => thinsSetOffEvents(action.factor));
      addEvents(
        into,
        events.map((state) => [state, chance]),
        kept,
      );
      years.scratch.release(start);
    }
  }
  return found;
}

/** Expected annual losses by year of the wanted threats of a component; as many years as can be had for each. */
export async function expectedLosses(
  compiled: Compiled,
  component: Component,
  trials: number,
  cancellation: Cancellation,
): Promise<Map<number, YearsByState>> {
  const wanted = new Map<number, number>();
  for (const index of component) {
    const direct = [...withSources(compiled.sources, [index])].some((source) => compiled.means.get(source)?.direct);
    wanted.set(index, Math.min(trials, direct ? directYears : cheapYears));
  }
  const differs = differences(compiled, component);
  const result = new Map<number, YearsByState>();
  for (const [index, count] of wanted) {
    result.set(index, zeros(count, differs.get(index) as readonly [boolean, boolean]));
  }
  const longest = Math.max(...wanted.values());
  for (let block = 0; block * yearsOfBlock < longest; block++) {
    const first = block * yearsOfBlock;
    const years = newYears(compiled.programs, block, Math.min(yearsOfBlock, longest - first));
    for (const means of compiled.means.values()) await means.prepare(years, cancellation);
    await breathe(cancellation);
    const events = expectedEvents(compiled, component, years);
    for (const [index, losses] of result) {
      const count = Math.min(years.count, losses[0].length - first);
      if (count <= 0) continue;
      const threat = compiled.threats.get(index) as ThreatProgram;
      const mean = meanLossByYear(threat, compiled.means.get(index) as ThreatMeans, lossYears(threat, years));
      const rates = events.get(index) as YearsByState;
      for (let state = 0; state < 3; state++) {
        const into = losses[state];
        if (state > 0 && into === losses[state - 1]) continue;
        const rate = rates[state];
        const loss = mean[state];
        for (let y = 0; y < count; y++) into[first + y] = rate[y] * loss[y];
      }
    }
  }
  return result;
}
