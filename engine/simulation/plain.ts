/**
 * Threats whose states are one and whose events concern no other threat: no level, no mark, no list of losses. Numbers of
 * events come from their own law, and each amount goes into the sum of its year when it is drawn.
 */
import { addByBatch, type Batches, countByBatch } from './batches.ts';
import { type Events, eventRows, tabulatedEvents } from './events.ts';
import { findReactions, letsOf, type Reactions } from './losses.ts';
import type { MarginalCounts } from './marginal-counts.ts';
import type { Sources } from './plan.ts';
import type { ThreatProgram } from './threat-program.ts';
import type { Years } from './year.ts';

/** Busier threats go through their events in pieces, as all others do. */
const mostEvents = 12;

export interface PlainThreat {
  readonly threat: ThreatProgram;
  readonly marginal: MarginalCounts;
}

/** Totals of some years. */
export interface PlainSums {
  events: number;
  primary: number;
  secondary: number;
}

/** The threat, if `runPlain` can simulate it. `sources`: for each threat of the model those that lead to it. */
export function asPlain(threat: ThreatProgram, sources: Sources): PlainThreat | null {
  const { marginal } = threat;
  if (!marginal || marginal.mean > mostEvents || threat.controls.length > 0 || threat.leadsTo.length > 0) return null;
  return sources[threat.index].length > 0 ? null : { threat, marginal };
}

/** Adds the losses of the years of a block to `annual`, which starts with the first of them and holds nothing yet. */
export function runPlain(
  { threat, marginal }: PlainThreat,
  years: Years,
  annual: Float64Array,
  events: Events,
  reactions: Reactions,
  sums: PlainSums,
  batches: Batches,
): void {
  tabulatedEvents(threat, years, marginal.table, events);
  const { scratch } = years;
  const start = scratch.mark();
  const lets: Float64Array[] = [];
  const rows = eventRows(years, events, lets);
  for (const program of threat.lets) lets.push(program(rows));
  for (const term of threat.primary) sums.primary += term.add(rows, annual, events.year);
  countByBatch(events.year, events.count, batches.events);
  addByBatch(annual, batches.primary);
  for (const item of threat.secondary) {
    const from = scratch.mark();
    const probability = item.gaps ? null : item.probability(years);
    findReactions(item, rows, probability, years.count, events, reactions);
    const hits = eventRows(years, reactions.events, letsOf(rows, reactions));
    for (const term of item.terms) sums.secondary += term.add(hits, annual, reactions.events.year);
    scratch.release(from);
  }
  if (threat.secondary.length > 0) {
    addByBatch(annual, batches.secondary);
    for (let b = 0; b < batches.primary.length; b++) batches.secondary[b] -= batches.primary[b];
  }
  sums.events += events.count;
  scratch.release(start);
}
