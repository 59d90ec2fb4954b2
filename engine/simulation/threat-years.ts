/** What a threat needs in a block of years before its events are drawn. */
import { thinsOwnEvents, thinsSetOffEvents } from './controls.ts';
import { drawCounts, type Events, newEvents, tabulatedCounts } from './events.ts';
import type { Compiled } from './expected.ts';
import { type LossYears, lossYears } from './losses.ts';
import type { Pace } from './pace.ts';
import { type Sampling, samplingOf } from './sampled.ts';
import { meanLossByYear, type ThreatMeans, type YearsByState } from './threat-means.ts';
import type { ThreatProgram } from './threat-program.ts';
import { type Multipliers, thinning, type Years } from './year.ts';

export interface ThreatYears {
  readonly threat: ThreatProgram;
  readonly counts: Float64Array | null;
  readonly own: Multipliers;
  readonly setOff: Multipliers;
  readonly leadsTo: readonly Float64Array[];
  readonly losses: LossYears;
  readonly events: Events;
  readonly sampling: Sampling | null;
  /** Expected events by year; found only where some threat of the component is sampled. */
  readonly expected: YearsByState | null;
}

/** Numbers of events and yearly values of the threat of the given index. */
export function threatYears(
  compiled: Compiled,
  index: number,
  years: Years,
  pace: Pace,
  expected: YearsByState | null,
): ThreatYears {
  const threat = compiled.threats.get(index) as ThreatProgram;
  const means = compiled.means.get(index) as ThreatMeans;
  const { scratch } = years;
  const start = scratch.mark();
  const losses = lossYears(threat, years);
  const leadsTo = threat.leadsTo.map((consequence) => consequence.probability(years).slice(0, years.count));
  const common = {
    leadsTo,
    losses,
    setOff: thinning(years, threat.controls, (action) => thinsSetOffEvents(action.factor)),
    events: newEvents(),
    expected,
  };
  if (pace.sampledEvents !== null && expected) {
    const numbers = drawCounts(threat, years, expected[0]);
    const sampling = samplingOf(numbers, pace.sampledEvents, expected, meanLossByYear(threat, means, losses));
    scratch.release(start);
    return { ...common, threat: { ...threat, contest: null }, counts: sampling.drawn, own: sampling.kept, sampling };
  }
  if (threat.marginal) {
    const counts = tabulatedCounts(threat, years, threat.marginal.table);
    const own = thinning(years, threat.controls, (action) => thinsOwnEvents(action.factor));
    scratch.release(start);
    return { ...common, threat, counts, own, sampling: null };
  }
  const rates = threat.rate?.(years) ?? null;
  const byChance = pace.contestByChance ? means.vulnerability : null;
  if (rates && byChance) {
    const chance = byChance.of(years);
    for (let y = 0; y < years.count; y++) rates[y] *= chance[y];
  }
  const counts = rates && drawCounts(threat, years, rates);
  scratch.release(start);
  const own = thinning(years, threat.controls, (action) => thinsOwnEvents(action.factor));
  return { ...common, threat: byChance ? { ...threat, contest: null } : threat, counts, own, sampling: null };
}
