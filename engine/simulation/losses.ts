/** What the events of a threat cost in each state. */
import { fillMarks } from '../random/stream.ts';
import { type Action, shrinks, thinsSecondary } from './controls.ts';
import { type Events, eventRows } from './events.ts';
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
}

/** The year's values for the losses of a threat. */
export function lossYears(threat: ThreatProgram, years: Years): LossYears {
  const mark = years.scratch.mark();
  const probability = threat.secondary.map((item) => item.probability(years).slice(0, years.count));
  years.scratch.release(mark);
  return { years, probability, thinned: thinning(years, threat.controls, (action) => thinsSecondary(action.factor)) };
}

const shrinksSomething = (action: Action): boolean =>
  action.factor !== 'secondary-probability' &&
  !['contact', 'action', 'threat-events', 'vulnerability', 'frequency'].includes(action.factor);

/** One coin per control and event: 1 where it works. Controls without an effect on a loss have none. */
function controlCoins(threat: ThreatProgram, years: Years, events: Events): (Float64Array | null)[] {
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

/** Adds what a stakeholder's reaction costs, in the events and states in which it happens. */
function addSecondary(
  rows: Rows,
  events: Events,
  item: SecondaryProgram,
  probability: Float64Array,
  thinned: Multipliers,
  amounts: ByLevel,
  into: ByLevel,
): void {
  const { current, target } = thinned;
  const start = rows.scratch.mark();
  const coins = rows.scratch.take(events.count);
  fillMarks(item.coins(rows), coins, events.count);
  for (let i = 0; i < events.count; i++) {
    const y = events.year[i];
    const chance = probability[y];
    if (!(coins[i] < chance)) continue;
    into[0][i] += amounts[0][i];
    if (into[1] !== into[0] && (!current || coins[i] < chance * current[y])) into[1][i] += amounts[1][i];
    if (into[2] !== into[1] && (!target || coins[i] < chance * target[y])) into[2][i] += amounts[2][i];
  }
  rows.scratch.release(start);
}

/**
 * Losses of the events, in arrays of the scratch. Every range is drawn afresh for each event, a `let` once per event, each
 * reaction and each control has its own coin.
 */
export function eventLosses(threat: ThreatProgram, yearly: LossYears, events: Events): EventLosses {
  const { years, probability, thinned } = yearly;
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
    const amounts = sums(rows, distinct);
    for (const term of item.terms) {
      addTerm(rows, events, term, shrinkings(threat, years, coins, term, 'secondary'), amounts);
    }
    addSecondary(rows, events, item, probability[k], thinned, amounts, secondary);
    rows.scratch.release(start);
  });
  return { primary, secondary };
}
