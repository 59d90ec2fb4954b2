/** Simulates the threats of one component, block of years by block of years. */
import { breathe, type Cancellation } from '../cancellation.ts';
import { fillMarks } from '../random/stream.ts';
import { type Batches, batchesOfBlock, newBatches, yearsOfBatch } from './batches.ts';
import { type Events, merged, newEvents, ownEvents, setOff, setOffByRate } from './events.ts';
import { type Compiled, differences, expectedEvents, expectedLosses } from './expected.ts';
import { hasInfiniteVariance } from './heavy.ts';
import { type EventLosses, eventLosses, newReactions } from './losses.ts';
import { type Pace, pacesOf } from './pace.ts';
import { asPlain, type PlainThreat, runPlain } from './plain.ts';
import type { Component } from './plan.ts';
import { addSampled } from './sampled.ts';
import type { Samples, Scratch } from './scratch.ts';
import type { YearsByState } from './threat-means.ts';
import type { ThreatProgram } from './threat-program.ts';
import { type ThreatYears, threatYears } from './threat-years.ts';
import { newYears, type Years, yearsOfBlock } from './year.ts';

/** Events that are worked on at once, about. */
const eventsOfChunk = 32768;

type Sums = [inherent: number, current: number, target: number];

type BatchesByState = readonly [inherent: Batches, current: Batches, target: Batches];

/** What was simulated of one threat. A state that is the same as the one before shares its array. */
export interface ThreatSample {
  readonly annual: YearsByState;
  /** Expected annual loss given the year's parameters, of some years. */
  readonly expected: YearsByState;
  /** Totals over all years. */
  readonly events: Sums;
  readonly primary: Sums;
  readonly secondary: Sums;
  /** The same by batch. A state that is the same as the one before shares them. */
  readonly batches: BatchesByState;
  readonly pace: Pace;
  readonly hasVariance: boolean;
}

/** Events that wait for their threat: set off by the named one. */
interface Waiting {
  readonly source: string;
  readonly position: number;
  readonly events: Events;
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
  const { count, level, year } = events;
  for (let state = 0; state < 3; state++) {
    const primary = losses.primary[state];
    const secondary = losses.secondary[state];
    const into = annual[state];
    const batches = sample.batches[state];
    // One event after the other, so that it does not count where a chunk ends: that depends on other threats.
    let some = sample.events[state];
    let first = sample.primary[state];
    let second = sample.secondary[state];
    for (let i = 0; i < count; i++) {
      if (level[i] < state) continue;
      const y = firstYear + year[i];
      const batch = Math.floor(y / yearsOfBatch);
      some++;
      first += primary[i];
      second += secondary[i];
      into[y] += primary[i] + secondary[i];
      batches.events[batch]++;
      batches.primary[batch] += primary[i];
      batches.secondary[batch] += secondary[i];
    }
    // States that cannot differ have the same totals; no need to go through the events again.
    for (let k = state; k < 3 && (k === state || annual[k] === annual[state]); k++) {
      sample.events[k] = some;
      sample.primary[k] = first;
      sample.secondary[k] = second;
      state = k;
    }
  }
}

/** Leaves out the events of the year `end` of the block and later ones. */
function dropFrom(events: Events, end: number): void {
  while (events.count > 0 && events.year[events.count - 1] >= end) events.count--;
}

/** Hands on the events that those of a threat set off. A threat that is sampled has them in its own rate. */
function handOn(
  member: ThreatYears,
  members: ReadonlyMap<number, ThreatYears>,
  years: Years,
  events: Events,
  span: readonly [from: number, to: number],
  waiting: Map<number, Waiting[]>,
): void {
  member.threat.leadsTo.forEach((consequence, k) => {
    const target = members.get(consequence.target);
    if (!target || target.sampling) return;
    const found = newEvents(64);
    if (member.sampling && member.expected) {
      setOffByRate(consequence, years, member.expected, member.leadsTo[k], target.setOff, span, found);
    } else {
      const { scratch } = years;
      const start = scratch.mark();
      const marks = scratch.take(events.count);
      fillMarks(consequence.marks(years), marks, events.count);
      setOff(marks, events, member.leadsTo[k], target.setOff, found);
      scratch.release(start);
    }
    const list = waiting.get(consequence.target) ?? [];
    list.push({ source: member.threat.name, position: consequence.position, events: found });
    waiting.set(consequence.target, list);
  });
}

async function runBlock(
  compiled: Compiled,
  component: Component,
  years: Years,
  samples: ReadonlyMap<number, ThreatSample>,
  cancellation: Cancellation,
): Promise<void> {
  const firstYear = years.block * yearsOfBlock;
  const paces = component.map((index) => (samples.get(index) as ThreatSample).pace);
  const expected = paces.some((pace) => pace.sampledEvents !== null)
    ? expectedEvents(compiled, component, years)
    : null;
  const members = new Map<number, ThreatYears>();
  component.forEach((index, k) => {
    if (firstYear >= paces[k].years) return;
    members.set(index, threatYears(compiled, index, years, paces[k], expected?.get(index) ?? null));
  });
  const empty = newEvents(1);
  let from = 0;
  for (const to of chunkEnds([...members.values()], years)) {
    const waiting = new Map<number, Waiting[]>();
    for (const [index, member] of members) {
      const { scratch } = years;
      const start = scratch.mark();
      const { threat, counts, own, sampling } = member;
      if (counts) ownEvents(threat, years, counts, own, from, to, member.events);
      const arrived = (waiting.get(index) ?? []).sort(inOrder).map((item) => item.events);
      const lists = counts ? [member.events, ...arrived] : arrived;
      const events = lists.some((list) => list.count > 0) ? merged(lists, newEvents(64)) : empty;
      if (events.count > 0) {
        const sample = samples.get(index) as ThreatSample;
        dropFrom(events, sample.pace.years - firstYear);
        const losses = eventLosses(threat, member.losses, events);
        if (sampling) addSampled(sample, sampling, events, losses, firstYear, from, to);
        else addUp(sample, events, losses, firstYear);
        handOn(member, members, years, events, [from, to], waiting);
      }
      scratch.release(start);
    }
    from = to;
    await breathe(cancellation);
  }
}

/** Simulates a threat that stands alone. */
async function runAlone(
  compiled: Compiled,
  plain: PlainThreat,
  sample: ThreatSample,
  cancellation: Cancellation,
  scratch: Scratch,
  progress: (share: number) => void,
): Promise<void> {
  const [annual] = sample.annual;
  const sums = { events: 0, primary: 0, secondary: 0 };
  const events = newEvents();
  const reactions = newReactions();
  for (let first = 0; first < annual.length; first += yearsOfBlock) {
    const count = Math.min(yearsOfBlock, annual.length - first);
    const years = newYears(compiled.programs, first / yearsOfBlock, count, scratch);
    const batches = batchesOfBlock(sample.batches[0], first, count);
    runPlain(plain, years, annual.subarray(first, first + count), events, reactions, sums, batches);
    progress((first + count) / annual.length);
    await breathe(cancellation);
  }
  for (let state = 0; state < 3; state++) {
    sample.events[state] = sums.events;
    sample.primary[state] = sums.primary;
    sample.secondary[state] = sums.secondary;
  }
}

/** An empty sample with one array for states that cannot differ. */
function newSample(
  pace: Pace,
  differs: readonly [boolean, boolean],
  expected: YearsByState,
  hasVariance: boolean,
  arrays: Samples,
  withErrors: boolean,
): ThreatSample {
  const inherent = arrays.take(pace.years);
  const current = differs[0] ? arrays.take(pace.years) : inherent;
  const target = differs[1] ? arrays.take(pace.years) : current;
  const zeros = (): Sums => [0, 0, 0];
  const batched = withErrors ? pace.years : 0;
  const first = newBatches(batched);
  const second = differs[0] ? newBatches(batched) : first;
  const batches: BatchesByState = [first, second, differs[1] ? newBatches(batched) : second];
  return {
    annual: [inherent, current, target],
    expected,
    events: zeros(),
    primary: zeros(),
    secondary: zeros(),
    batches,
    pace,
    hasVariance,
  };
}

/**
 * Simulates `trials` years of a component. Losses are in arrays taken from `arrays`; what is expected given the year's
 * parameters, and how sure the means are, is found only `withFigures`.
 */
export async function runComponent(
  compiled: Compiled,
  component: Component,
  trials: number,
  cancellation: Cancellation,
  scratch: Scratch,
  arrays: Samples,
  withFigures: boolean,
  progress: (share: number) => void = () => {},
): Promise<Map<number, ThreatSample>> {
  const expected = await expectedLosses(compiled, component, withFigures ? trials : 0, cancellation);
  const differs = differences(compiled, component);
  const paces = pacesOf(compiled, component, trials);
  const samples = new Map<number, ThreatSample>();
  for (const index of component) {
    samples.set(
      index,
      newSample(
        paces.get(index) as Pace,
        differs.get(index) as readonly [boolean, boolean],
        expected.get(index) as YearsByState,
        !hasInfiniteVariance(compiled.model, compiled.sources, index),
        arrays,
        withFigures,
      ),
    );
  }
  const [only] = component;
  if (component.length === 1 && paces.get(only)?.sampledEvents === null) {
    const plain = asPlain(compiled.threats.get(only) as ThreatProgram, compiled.sources);
    if (plain) {
      await runAlone(compiled, plain, samples.get(only) as ThreatSample, cancellation, scratch, progress);
      return samples;
    }
  }
  const longest = Math.max(...[...paces.values()].map((pace) => pace.years));
  for (let block = 0; block * yearsOfBlock < longest; block++) {
    const count = Math.min(yearsOfBlock, longest - block * yearsOfBlock);
    await runBlock(compiled, component, newYears(compiled.programs, block, count, scratch), samples, cancellation);
    progress((block * yearsOfBlock + count) / longest);
  }
  return samples;
}
