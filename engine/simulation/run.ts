/** Simulates the threats of one component, block of years by block of years. */
import { breathe, type Cancellation } from '../cancellation.ts';
import { fillMarks } from '../random/stream.ts';
import { thinsOwnEvents, thinsSetOffEvents } from './controls.ts';
import { drawCounts, type Events, merged, newEvents, ownEvents, setOff } from './events.ts';
import { type Compiled, expectedLosses } from './expected.ts';
import { type EventLosses, eventLosses, type LossYears, lossYears } from './losses.ts';
import type { Component } from './plan.ts';
import { newScratch, type Scratch } from './scratch.ts';
import type { YearsByState } from './threat-means.ts';
import type { ThreatProgram } from './threat-program.ts';
import { type Multipliers, newYears, thinning, type Years, yearsOfBlock } from './year.ts';

/** Events that are worked on at once, about. */
const eventsOfChunk = 32768;

type Sums = [inherent: number, current: number, target: number];

/** What was simulated of one threat. A state that is the same as the one before shares its array. */
export interface ThreatSample {
  readonly annual: YearsByState;
  /** Expected annual loss given the year's parameters, of some years. */
  readonly expected: YearsByState;
  /** Totals over all years. */
  readonly events: Sums;
  readonly primary: Sums;
  readonly secondary: Sums;
}

/** What a threat needs in a block of years. */
interface ThreatYears {
  readonly threat: ThreatProgram;
  readonly counts: Float64Array | null;
  readonly own: Multipliers;
  readonly setOff: Multipliers;
  readonly leadsTo: readonly Float64Array[];
  readonly losses: LossYears;
  readonly events: Events;
}

/** Events that wait for their threat: set off by the named one. */
interface Waiting {
  readonly source: string;
  readonly position: number;
  readonly events: Events;
}

function threatYears(threat: ThreatProgram, years: Years): ThreatYears {
  const { scratch } = years;
  const start = scratch.mark();
  const counts = threat.rate && drawCounts(threat, years, threat.rate(years));
  const leadsTo = threat.leadsTo.map((consequence) => consequence.probability(years).slice(0, years.count));
  scratch.release(start);
  return {
    threat,
    counts,
    leadsTo,
    own: thinning(years, threat.controls, (action) => thinsOwnEvents(action.factor)),
    setOff: thinning(years, threat.controls, (action) => thinsSetOffEvents(action.factor)),
    losses: lossYears(threat, years),
    events: newEvents(),
  };
}

/** Ends of pieces of a block that hold about `eventsOfChunk` events, a year at least. */
function chunkEnds(members: readonly ThreatYears[], years: Years): number[] {
  const ends: number[] = [];
  let events = 0;
  for (let y = 0; y < years.count; y++) {
    let here = 0;
    for (const { counts } of members) if (counts) here += counts[y];
    if (events > 0 && events + here > eventsOfChunk) {
      ends.push(y);
      events = 0;
    }
    events += here;
  }
  ends.push(years.count);
  return ends;
}

function inOrder(a: Waiting, b: Waiting): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : a.position - b.position;
}

/** Adds the events of a chunk to the years and totals of their threat. */
function addUp(sample: ThreatSample, events: Events, losses: EventLosses, firstYear: number): void {
  const { annual } = sample;
  for (let state = 0; state < 3; state++) {
    const same = state > 0 && annual[state] === annual[state - 1];
    const primary = losses.primary[state];
    const secondary = losses.secondary[state];
    const into = annual[state];
    let count = 0;
    let first = 0;
    let second = 0;
    for (let i = 0; i < events.count; i++) {
      if (events.level[i] < state) continue;
      count++;
      first += primary[i];
      second += secondary[i];
      if (!same) into[firstYear + events.year[i]] += primary[i] + secondary[i];
    }
    sample.events[state] += count;
    sample.primary[state] += first;
    sample.secondary[state] += second;
  }
}

/** Hands on the events that those of a threat set off. */
function handOn(
  member: ThreatYears,
  members: ReadonlyMap<number, ThreatYears>,
  years: Years,
  events: Events,
  waiting: Map<number, Waiting[]>,
): void {
  member.threat.leadsTo.forEach((consequence, k) => {
    const target = members.get(consequence.target);
    if (!target) return;
    const { scratch } = years;
    const start = scratch.mark();
    const marks = scratch.take(events.count);
    fillMarks(consequence.marks(years), marks, events.count);
    const found = newEvents(64);
    setOff(marks, events, member.leadsTo[k], target.setOff, found);
    scratch.release(start);
    const list = waiting.get(consequence.target) ?? [];
    list.push({ source: member.threat.name, position: consequence.position, events: found });
    waiting.set(consequence.target, list);
  });
}

function runBlock(
  compiled: Compiled,
  component: Component,
  years: Years,
  samples: ReadonlyMap<number, ThreatSample>,
): void {
  const members = new Map<number, ThreatYears>();
  for (const index of component) members.set(index, threatYears(compiled.threats.get(index) as ThreatProgram, years));
  const empty = newEvents(1);
  let from = 0;
  for (const to of chunkEnds([...members.values()], years)) {
    const waiting = new Map<number, Waiting[]>();
    for (const [index, member] of members) {
      const { scratch } = years;
      const start = scratch.mark();
      const { threat, counts, own } = member;
      if (counts) ownEvents(threat, years, counts, own, from, to, member.events);
      const arrived = (waiting.get(index) ?? []).sort(inOrder).map((item) => item.events);
      const lists = counts ? [member.events, ...arrived] : arrived;
      const events = lists.some((list) => list.count > 0) ? merged(lists, newEvents(64)) : empty;
      if (events.count > 0) {
        addUp(
          samples.get(index) as ThreatSample,
          events,
          eventLosses(threat, member.losses, events),
          years.block * yearsOfBlock,
        );
        handOn(member, members, years, events, waiting);
      }
      scratch.release(start);
    }
    from = to;
  }
}

/** An empty sample of `trials` years with one array for states that cannot differ. */
function newSample(trials: number, differs: readonly [boolean, boolean], expected: YearsByState): ThreatSample {
  const inherent = new Float64Array(trials);
  const current = differs[0] ? new Float64Array(trials) : inherent;
  const target = differs[1] ? new Float64Array(trials) : current;
  return { annual: [inherent, current, target], expected, events: [0, 0, 0], primary: [0, 0, 0], secondary: [0, 0, 0] };
}

/** Whether controls in place, and planned ones, act on each threat or on what leads to it. */
function differences(compiled: Compiled, component: Component): Map<number, readonly [boolean, boolean]> {
  const found = new Map<number, readonly [boolean, boolean]>();
  for (const index of component) {
    let [current, target] = [false, false];
    for (const control of compiled.threats.get(index)?.controls ?? []) {
      if (control.inPlace) current = true;
      else target = true;
    }
    for (const source of component) {
      const differs = found.get(source);
      if (!differs || !compiled.threats.get(source)?.leadsTo.some((item) => item.target === index)) continue;
      current ||= differs[0];
      target ||= differs[1];
    }
    found.set(index, [current, target]);
  }
  return found;
}

/** Simulates `trials` years of a component. */
export async function runComponent(
  compiled: Compiled,
  component: Component,
  trials: number,
  cancellation: Cancellation,
  scratch: Scratch = newScratch(),
): Promise<Map<number, ThreatSample>> {
  const expected = expectedLosses(compiled, component, trials);
  const differs = differences(compiled, component);
  const samples = new Map<number, ThreatSample>();
  for (const index of component) {
    samples.set(
      index,
      newSample(trials, differs.get(index) as readonly [boolean, boolean], expected.get(index) as YearsByState),
    );
  }
  for (let block = 0; block * yearsOfBlock < trials; block++) {
    const count = Math.min(yearsOfBlock, trials - block * yearsOfBlock);
    runBlock(compiled, component, newYears(compiled.programs, block, count, scratch), samples);
    await breathe(cancellation);
  }
  return samples;
}
