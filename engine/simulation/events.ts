/** The loss events of one threat in some years: which year, and in which states they happen. */
import { fillMarks, nextUniform, nextWord } from '../random/stream.ts';
import { type CountTable, fillFrom, lowerCell, numberOf, upperCell } from './count-table.ts';
import { fillPoisson, poissonCount } from './poisson.ts';
import type { Rows } from './program.ts';
import type { YearsByState } from './threat-means.ts';
import type { ConsequenceProgram, ThreatProgram } from './threat-program.ts';
import type { Multipliers, Years } from './year.ts';

/** Level of an event: 0 happens in the inherent state only, 1 in the current one too, 2 in the target state too. */
export interface Events {
  count: number;
  /** Year within the block, not falling. */
  year: Int32Array;
  level: Uint8Array;
}

export function newEvents(capacity = 1024): Events {
  return { count: 0, year: new Int32Array(capacity), level: new Uint8Array(capacity) };
}

/** Makes room for `count` events; what is there is kept. */
export function reserve(events: Events, count: number): void {
  if (events.year.length >= count) return;
  const capacity = Math.ceil(count * 1.5);
  const year = new Int32Array(capacity);
  const level = new Uint8Array(capacity);
  year.set(events.year);
  level.set(events.level);
  events.year = year;
  events.level = level;
}

/** Rows of a year for each event: shared values are those of the event's year. */
export function eventRows(years: Years, events: Events, lets: readonly Float64Array[]): Rows {
  const gathered = new Map<number, Float64Array>();
  return {
    count: events.count,
    block: years.block,
    epoch: years.epoch,
    scratch: years.scratch,
    lets,
    shared(index) {
      let values = gathered.get(index);
      if (values === undefined) {
        values = gather(years.shared(index), events);
        gathered.set(index, values);
      }
      return values;
    },
  };
}

/** The value of each event's year. */
function gather(byYear: Float64Array, events: Events): Float64Array {
  const values = new Float64Array(events.count);
  for (let i = 0; i < events.count; i++) values[i] = byYear[events.year[i]];
  return values;
}

/** Poisson numbers of events of the years of a block. */
export function drawCounts(threat: ThreatProgram, years: Years, rates: Float64Array): Float64Array {
  const counts = new Float64Array(years.count);
  fillPoisson(threat.counts(years), rates, counts, years.count);
  return counts;
}

/** Numbers of events of the years of a block from the table of their law. */
export function tabulatedCounts(threat: ThreatProgram, years: Years, table: CountTable): Float64Array {
  const counts = new Float64Array(years.count);
  fillFrom(table, threat.counts(years), counts, years.count);
  return counts;
}

/** Adds `number` events of a year; room for four in each of the years left stays. */
function addYear(events: Events, year: number, number: number, yearsLeft: number): void {
  const at = events.count;
  reserve(events, at + number + 4 * (yearsLeft + 1));
  for (let k = 0; k < number; k++) events.year[at + k] = year;
  events.count = at + number;
}

/**
 * The events of all years of a block, their numbers as `tabulatedCounts` gives them; their level is not set. The year is
 * written four times whatever the number, which leaves no branch to foresee; the inner loop calls nothing.
 */
export function tabulatedEvents(threat: ThreatProgram, years: Years, table: CountTable, into: Events): void {
  const stream = threat.counts(years);
  const { guide } = table;
  const { count } = years;
  const pairs = count - 1;
  reserve(into, 4 * (count + 1));
  into.count = 0;
  let y = 0;
  while (y < count) {
    const list = into.year;
    let s0 = stream[0];
    let s1 = stream[1];
    let s2 = stream[2];
    let s3 = stream[3];
    let at = into.count;
    let word = 0;
    for (; y < pairs; y += 2) {
      const five = Math.imul(s1, 5);
      word = Math.imul((five << 7) | (five >>> 25), 9);
      const first = guide[upperCell(word)];
      const second = guide[lowerCell(word)];
      const t = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = (s3 << 11) | (s3 >>> 21);
      if (first > 4 || second > 4) break;
      list[at] = y;
      list[at + 1] = y;
      list[at + 2] = y;
      list[at + 3] = y;
      at += first;
      list[at] = y + 1;
      list[at + 1] = y + 1;
      list[at + 2] = y + 1;
      list[at + 3] = y + 1;
      at += second;
    }
    stream[0] = s0;
    stream[1] = s1;
    stream[2] = s2;
    stream[3] = s3;
    into.count = at;
    if (y >= count) return;
    // More than four, or undecided, or the last year of an odd number.
    if (y === pairs) word = nextWord(stream);
    addYear(into, y, numberOf(table, upperCell(word), stream), count - y);
    y++;
    if (y < count) addYear(into, y, numberOf(table, lowerCell(word), stream), count - y);
    y++;
  }
}

/** Keeps the threat events whose capability exceeds the resistance. */
export function contest(threat: ThreatProgram, years: Years, events: Events): void {
  if (!threat.contest) return;
  const { scratch } = years;
  const mark = scratch.mark();
  const rows = eventRows(years, events, []);
  const capability = threat.contest.capability(rows);
  const resistance = threat.contest.resistance(rows);
  const { wayIn } = threat.contest;
  const coins = wayIn === null ? null : scratch.take(events.count);
  if (wayIn !== null && coins !== null) fillMarks(wayIn.coins(years), coins, events.count);
  let kept = 0;
  for (let i = 0; i < events.count; i++) {
    const succeeds = capability[i] > resistance[i] || (coins !== null && coins[i] < wayIn!.chance);
    if (succeeds) events.year[kept++] = events.year[i];
  }
  events.count = kept;
  scratch.release(mark);
}

/** A level from one mark per event: each state keeps the marks below its multiplier, so that they are subsets. */
function mark(threat: ThreatProgram, years: Years, events: Events, kept: Multipliers): void {
  const { current, target } = kept;
  if (!target) {
    events.level.fill(2, 0, events.count);
    return;
  }
  const { scratch } = years;
  const start = scratch.mark();
  const marks = scratch.take(events.count);
  fillMarks(threat.marks(years), marks, events.count);
  for (let i = 0; i < events.count; i++) {
    const y = events.year[i];
    events.level[i] = marks[i] < target[y] ? 2 : !current || marks[i] < current[y] ? 1 : 0;
  }
  scratch.release(start);
}

/** So many events in each of the years `from` to before `to`; their level is not set. */
export function listed(counts: Float64Array, from: number, to: number, into: Events): void {
  let total = 0;
  for (let y = from; y < to; y++) total += counts[y];
  reserve(into, total);
  let at = 0;
  for (let y = from; y < to; y++) {
    // A loop: a call of `fill` costs more than the few events of a year.
    for (const end = at + counts[y]; at < end; at++) into.year[at] = y;
  }
  into.count = total;
}

/** The threat's own loss events of the years `from` to before `to`. */
export function ownEvents(
  threat: ThreatProgram,
  years: Years,
  counts: Float64Array,
  kept: Multipliers,
  from: number,
  to: number,
  into: Events,
): void {
  listed(counts, from, to, into);
  contest(threat, years, into);
  mark(threat, years, into, kept);
}

/** Merges lists that are each in the order of years; within a year the lists keep their order. */
export function merged(lists: readonly Events[], into: Events): Events {
  const filled = lists.filter((list) => list.count > 0);
  if (filled.length === 1) return filled[0];
  let total = 0;
  for (const list of filled) total += list.count;
  reserve(into, total);
  const next = new Int32Array(filled.length);
  let at = 0;
  while (at < total) {
    let year = 0x7fffffff;
    for (let k = 0; k < filled.length; k++) {
      if (next[k] < filled[k].count) year = Math.min(year, filled[k].year[next[k]]);
    }
    for (let k = 0; k < filled.length; k++) {
      const list = filled[k];
      for (; next[k] < list.count && list.year[next[k]] === year; next[k]++) {
        into.year[at] = year;
        into.level[at++] = list.level[next[k]];
      }
    }
  }
  into.count = total;
  return into;
}

/**
 * The events that `events` set off, each with the chance `probability` of its year. An event happens in a state if the one
 * that set it off does and its mark is below the state's chance.
 */
export function setOff(
  marks: Float64Array,
  events: Events,
  probability: Float64Array,
  kept: Multipliers,
  into: Events,
): void {
  const { current, target } = kept;
  reserve(into, events.count);
  let at = 0;
  for (let i = 0; i < events.count; i++) {
    const y = events.year[i];
    const chance = probability[y];
    if (!(marks[i] < chance)) continue;
    const level = !target || marks[i] < chance * target[y] ? 2 : !current || marks[i] < chance * current[y] ? 1 : 0;
    into.year[at] = y;
    into.level[at++] = Math.min(level, events.level[i]);
  }
  into.count = at;
}

/**
 * The events that a threat sets off whose own events are too many to be drawn: Poisson numbers with the rate of those that
 * set off, for the years of `span`.
 */
export function setOffByRate(
  consequence: ConsequenceProgram,
  years: Years,
  sourceEvents: YearsByState,
  probability: Float64Array,
  kept: Multipliers,
  span: readonly [from: number, to: number],
  into: Events,
): void {
  const stream = consequence.marks(years);
  const [inherent, current, target] = sourceEvents;
  let at = 0;
  for (let y = span[0]; y < span[1]; y++) {
    const count = poissonCount(stream, inherent[y] * probability[y]);
    reserve(into, at + count);
    const inCurrent = (current[y] / inherent[y]) * (kept.current ? kept.current[y] : 1);
    const inTarget = (target[y] / inherent[y]) * (kept.target ? kept.target[y] : 1);
    for (let k = 0; k < count; k++) {
      const mark = nextUniform(stream);
      into.year[at] = y;
      into.level[at++] = mark < inTarget ? 2 : mark < inCurrent ? 1 : 0;
    }
  }
  into.count = at;
}
