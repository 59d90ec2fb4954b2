/** What the events of a threat cost in each state. */
import { fillMarks } from '../random/stream.ts';
import { type Action, shrinks, thinsSecondary } from './controls.ts';
import { type Events, eventRows, newEvents, reserve } from './events.ts';
import { hitsByCoin, hitsByGap } from './hits.ts';
import type { Rows } from './program.ts';
import type { SecondaryProgram, TermProgram, ThreatProgram } from './threat-program.ts';
import { type Multipliers, thinning, type Years } from './year.ts';

/** Amounts of the events in the three states; a state whose magnitudes are those of the state before shares its array. */
export type ByLevel = readonly [inherent: Float64Array, current: Float64Array, target: Float64Array];

export interface EventLosses {
  readonly primary: ByLevel;
  readonly secondary: ByLevel;
}

/** A control that shrinks the magnitudes of a term: where it works, and by how much. */
interface Shrinking {
  readonly inPlace: boolean;
  /** 1 for the events in which it works. null: all. */
  readonly works: Float64Array | null;
  /** Product of 1 − P of its effects, by year. */
  readonly multiplier: Float64Array;
}

/** What yearly values of a threat's losses are needed in a block, found once per block. */
export interface LossYears {
  readonly years: Years;
  readonly probability: readonly Float64Array[];
  readonly thinned: Multipliers;
  /** Used by one reaction after the other. */
  readonly reactions: Reactions;
}

/** The year's values for the losses of a threat. */
export function lossYears(threat: ThreatProgram, years: Years): LossYears {
  const mark = years.scratch.mark();
  const probability = threat.secondary.map((item) => item.probability(years).slice(0, years.count));
  years.scratch.release(mark);
  const thinned = thinning(years, threat.controls, (action) => thinsSecondary(action.factor));
  return { years, probability, thinned, reactions: newReactions() };
}

const shrinksSomething = (action: Action): boolean =>
  action.factor !== 'secondary-probability' &&
  !['contact', 'action', 'threat-events', 'vulnerability', 'frequency'].includes(action.factor);

/** One coin per control and event: 1 where it works. Controls without an effect on a loss have none. */
export function controlCoins(threat: ThreatProgram, years: Years, events: Events): (Float64Array | null)[] {
  return threat.controls.map((control, k) => {
    const works = years.works(control.control);
    if (!works || !control.actions.some(shrinksSomething)) return null;
    const coins = years.scratch.take(events.count);
    fillMarks(threat.controlCoins[k](years), coins, events.count);
    for (let i = 0; i < events.count; i++) coins[i] = coins[i] < works[events.year[i]] ? 1 : 0;
    return coins;
  });
}

function shrinkings(
  threat: ThreatProgram,
  years: Years,
  coins: readonly (Float64Array | null)[],
  term: TermProgram,
  part: 'primary' | 'secondary',
): Shrinking[] {
  const found: Shrinking[] = [];
  threat.controls.forEach((control, k) => {
    const actions = control.actions.filter((action) => shrinks(action.factor, term.form, part));
    if (actions.length === 0) return;
    const multiplier = new Float64Array(years.count).fill(1);
    for (const action of actions) {
      const reduction = years.reduction(action.effect);
      for (let y = 0; y < years.count; y++) multiplier[y] *= 1 - reduction[y];
    }
    found.push({ inPlace: control.inPlace, works: coins[k], multiplier });
  });
  return found;
}

function shrink(amounts: Float64Array, by: Shrinking, events: Events): void {
  const { works, multiplier } = by;
  for (let i = 0; i < events.count; i++) if (!works || works[i] === 1) amounts[i] *= multiplier[events.year[i]];
}

function add(into: Float64Array, amounts: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) into[i] += amounts[i];
}

/** Adds a term in all states; `parts` are its sums so far. */
function addTerm(rows: Rows, events: Events, term: TermProgram, controls: readonly Shrinking[], parts: ByLevel): void {
  const [inherent, current, target] = parts;
  const start = rows.scratch.mark();
  const amounts = term.amount(rows);
  add(inherent, amounts, events.count);
  if (current !== inherent) {
    for (const control of controls) if (control.inPlace) shrink(amounts, control, events);
    add(current, amounts, events.count);
  }
  if (target !== current) {
    for (const control of controls) if (!control.inPlace) shrink(amounts, control, events);
    add(target, amounts, events.count);
  }
  rows.scratch.release(start);
}

function sums(rows: Rows, distinct: readonly [boolean, boolean]): ByLevel {
  const zeros = (): Float64Array => rows.scratch.take(rows.count).fill(0, 0, rows.count);
  const inherent = zeros();
  const current = distinct[0] ? zeros() : inherent;
  const target = distinct[1] ? zeros() : current;
  return [inherent, current, target];
}

/** Events in which a stakeholder reacts: which of the events, and in which years. */
export interface Reactions {
  /** Index among the events. */
  index: Int32Array;
  /** The events themselves; the level is not set. */
  readonly events: Events;
}

export function newReactions(): Reactions {
  return { index: new Int32Array(64), events: newEvents(64) };
}

/** Finds the events in which a stakeholder reacts, in the inherent state. `probability` by year, unless it is a constant. */
export function findReactions(
  item: SecondaryProgram,
  rows: Rows,
  probability: Float64Array | null,
  years: number,
  of: Events,
  into: Reactions,
): void {
  if (into.index.length <= of.count) into.index = new Int32Array(Math.ceil(1.5 * of.count) + 1);
  const { index, events } = into;
  const stream = item.coins(rows);
  let hits = 0;
  if (item.gaps) hits = hitsByGap(item.gaps, stream, item.gap(rows), index, of.count);
  else if (probability) hits = hitsByCoin(probability, years, of.year, stream, index, of.count);
  reserve(events, hits);
  const { year } = events;
  for (let j = 0; j < hits; j++) year[j] = of.year[index[j]];
  events.count = hits;
}

/** The `let`s of the events in which a stakeholder reacts. */
export function letsOf(rows: Rows, reactions: Reactions): Float64Array[] {
  const { index, events } = reactions;
  return rows.lets.map((values) => gather(values, index, events.count));
}

function gather(values: Float64Array, index: Int32Array, count: number): Float64Array {
  const found = new Float64Array(count);
  for (let j = 0; j < count; j++) found[j] = values[index[j]];
  return found;
}

/** Adds what a stakeholder's reaction costs, in the events and states in which it happens. */
function addSecondary(
  yearly: LossYears,
  item: SecondaryProgram,
  reactions: Reactions,
  amounts: ByLevel,
  into: ByLevel,
): void {
  const { years, thinned } = yearly;
  const { current, target } = thinned;
  const { index, events } = reactions;
  const start = years.scratch.mark();
  let marks: Float64Array | null = null;
  if (target) {
    marks = years.scratch.take(events.count);
    fillMarks(item.marks(years), marks, events.count);
  }
  for (let j = 0; j < events.count; j++) {
    const i = index[j];
    const y = events.year[j];
    into[0][i] += amounts[0][j];
    if (into[1] !== into[0] && (!marks || !current || marks[j] < current[y])) into[1][i] += amounts[1][j];
    if (into[2] !== into[1] && (!marks || !target || marks[j] < target[y])) into[2][i] += amounts[2][j];
  }
  years.scratch.release(start);
}

/**
 * Losses of the events, in arrays of the scratch. Every range is drawn afresh for each event, a `let` once per event, each
 * reaction and each control has its own coin. What a reaction costs is drawn only where there is one.
 */
export function eventLosses(threat: ThreatProgram, yearly: LossYears, events: Events): EventLosses {
  const { years, probability } = yearly;
  const lets: Float64Array[] = [];
  const rows = eventRows(years, events, lets);
  for (const program of threat.lets) lets.push(program(rows));
  const distinct: readonly [boolean, boolean] = [
    threat.controls.some((control) => control.inPlace),
    threat.controls.some((control) => !control.inPlace),
  ];
  const coins = controlCoins(threat, years, events);
  const primary = sums(rows, distinct);
  for (const term of threat.primary) {
    addTerm(rows, events, term, shrinkings(threat, years, coins, term, 'primary'), primary);
  }
  const secondary = sums(rows, distinct);
  threat.secondary.forEach((item, k) => {
    const start = rows.scratch.mark();
    const reactions = yearly.reactions;
    findReactions(item, rows, probability[k], years.count, events, reactions);
    const { index } = reactions;
    const hits = reactions.events;
    const hitRows = eventRows(years, hits, letsOf(rows, reactions));
    const hitCoins = coins.map((values) => values && gather(values, index, hits.count));
    const amounts = sums(hitRows, distinct);
    for (const term of item.terms) {
      addTerm(hitRows, hits, term, shrinkings(threat, years, hitCoins, term, 'secondary'), amounts);
    }
    addSecondary(yearly, item, reactions, amounts, secondary);
    rows.scratch.release(start);
  });
  return { primary, secondary };
}
