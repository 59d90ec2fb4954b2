/**
 * Simulated years before any control, with what each control would do to them: what was drawn once serves every set of
 * controls, and a set loses what simulating it alone would give.
 */
import { breathe, type Cancellation } from '../cancellation.ts';
import type { Factor, RiskModel } from '../model.ts';
import { fillMarks, type Stream, seedOf } from '../random/stream.ts';
import { type Column, newColumn } from './column.ts';
import { type ControlOn, shrinks, thinsOwnEvents, thinsSecondary, thinsSetOffEvents } from './controls.ts';
import { contest, type Events, eventRows, listed } from './events.ts';
import type { Compiled } from './expected.ts';
import { controlCoins, findReactions, letsOf } from './losses.ts';
import { busyOf, fewestYears, pacesOf } from './pace.ts';
import { type Component, componentsOf, sourcesOf } from './plan.ts';
import type { Compiler, Rows } from './program.ts';
import { newScratch } from './scratch.ts';
import { compile } from './simulate.ts';
import type { TermProgram, ThreatProgram } from './threat-program.ts';
import { type ThreatYears, threatYears } from './threat-years.ts';
import { newYears, type YearPrograms, type Years, yearPrograms, yearsOfBlock } from './year.ts';

/** Values by year, or the one that all years have. */
export type Yearly = Float64Array | number;

/** What a control does to a threat: its effects, by their places in the recording. */
export interface RecordedControl {
  readonly name: string;
  /** Effects on the threat's own events, on those that others set off, and on reactions. */
  readonly own: readonly number[];
  readonly setOff: readonly number[];
  readonly reactions: readonly number[];
  /** By event: whether it works; null: always. */
  readonly coins: Uint8Array | null;
}

export interface RecordedTerm {
  /** By event (or by reaction). */
  readonly amounts: Float64Array;
  /** By control: its effects on the amount. */
  readonly effects: readonly (readonly number[])[];
}

export interface RecordedReaction {
  /** The events that are followed by it. */
  readonly event: Int32Array;
  /** It stays where its mark is below the share that is left. */
  readonly marks: Float64Array;
  readonly terms: readonly RecordedTerm[];
}

/** A threat's events in the order of their years. */
export interface RecordedThreat {
  readonly index: number;
  /** By year: its first event. One entry more than there are years. */
  readonly first: Int32Array;
  readonly year: Int32Array;
  /** Index of the threat that set the event off, −1 if it is its own; and which of its events. */
  readonly source: Int32Array;
  readonly origin: Int32Array;
  /** An event stays where `mark` is below `chance` times the share that is left. */
  readonly mark: Float64Array;
  readonly chance: Float64Array;
  /** In the order in which they act: those in place first. */
  readonly controls: readonly RecordedControl[];
  readonly primary: readonly RecordedTerm[];
  readonly secondary: readonly RecordedReaction[];
}

/** The threats of a model; each stands after those that lead to it. */
export interface Recording {
  readonly years: number;
  /** By effect: the share of events that it leaves, and of an amount where its control works. */
  readonly leaves: readonly Yearly[];
  readonly cuts: readonly Yearly[];
  readonly threats: readonly RecordedThreat[];
}

/** Events that are kept at most, of all threats: some 30 MB. */
const mostEvents = 500_000;

/**
 * Records up to `trials` years of a model, fewer if there are many events in them; null where there are too many even for
 * a few years.
 */
export async function recorded(
  model: RiskModel,
  trials: number,
  seed: string,
  cancellation: Cancellation,
): Promise<Recording | null> {
  const compiler: Compiler = { seed: seedOf(seed), tables: new Map() };
  const sources = sourcesOf(model);
  const run = { model, cancellation, compiler, programs: yearPrograms(compiler, model), sources };
  const components: { component: Component; compiled: Compiled }[] = [];
  let busy = 0;
  for (const component of componentsOf(model, sources)) {
    const compiled = await compile(run, component);
    for (const { drawn } of busyOf(compiled, component).values()) busy += drawn;
    components.push({ component, compiled });
  }
  const affordable = Math.floor(mostEvents / (busy * yearsOfBlock)) * yearsOfBlock;
  const years = Math.min(trials, Math.max(fewestYears, affordable));
  if (!(busy * years <= 4 * mostEvents)) return null;
  const threats: RecordedThreat[] = [];
  for (const { component, compiled } of components) {
    const recording = await recordedComponent(compiled, component, years, cancellation);
    if (recording === null) return null;
    threats.push(...recording);
  }
  return { years, threats, ...(await recordedEffects(run.programs, years, cancellation)) };
}

/** What all effects leave, year by year. */
async function recordedEffects(
  programs: YearPrograms,
  count: number,
  cancellation: Cancellation,
): Promise<Pick<Recording, 'leaves' | 'cuts'>> {
  const { reductions, controlOf, works } = programs.controls;
  const leaves = reductions.map(newColumn);
  const cuts = reductions.map(newColumn);
  const scratch = newScratch();
  for (let block = 0; block * yearsOfBlock < count; block++) {
    const years = newYears(programs, block, Math.min(yearsOfBlock, count - block * yearsOfBlock), scratch);
    reductions.forEach((_, effect) => {
      const by = years.reduction(effect);
      const working = works[controlOf[effect]] === null ? null : years.works(controlOf[effect]);
      cuts[effect].add(
        by.map((share) => 1 - share),
        years.count,
      );
      leaves[effect].add(
        by.map((share, y) => 1 - (working ? share * working[y] : share)),
        years.count,
      );
    });
    await breathe(cancellation);
  }
  return { leaves: leaves.map(yearly), cuts: cuts.map(yearly) };
}

async function recordedComponent(
  compiled: Compiled,
  component: Component,
  count: number,
  cancellation: Cancellation,
): Promise<RecordedThreat[] | null> {
  const paces = pacesOf(compiled, component, count);
  if ([...paces.values()].some((pace) => pace.sampledEvents !== null || pace.years < count)) return null;
  const sheets = new Map(component.map((index) => [index, newSheet(compiled.threats.get(index)!)]));
  const scratch = newScratch();
  for (let block = 0; block * yearsOfBlock < count; block++) {
    const first = block * yearsOfBlock;
    const years = newYears(compiled.programs, block, Math.min(yearsOfBlock, count - first), scratch);
    for (const [index, sheet] of sheets) {
      const start = scratch.mark();
      write(sheet, threatYears(compiled, index, years, paces.get(index)!, null), years, first, sheets);
      scratch.release(start);
    }
    await breathe(cancellation);
  }
  return [...sheets.values()].map((sheet) => finished(sheet, count));
}

/** Events that are set off by others, in the order of their years. */
interface Arriving {
  readonly name: string;
  readonly position: number;
  readonly source: number;
  readonly year: Int32Array;
  readonly origin: Int32Array;
  readonly mark: Float64Array;
  readonly chance: Float64Array;
}

/** What is written down of a threat, block by block. */
interface Sheet {
  readonly threat: ThreatProgram;
  /** In the order in which they act. */
  readonly order: readonly number[];
  readonly year: Column;
  readonly source: Column;
  readonly origin: Column;
  readonly mark: Column;
  readonly chance: Column;
  /** By control, in their order. */
  readonly coins: readonly Column[];
  /** By term. */
  readonly primary: readonly Column[];
  readonly secondary: readonly {
    readonly event: Column;
    readonly marks: Column;
    readonly terms: readonly Column[];
  }[];
  /** Events of the block at work that others set off. */
  arriving: Arriving[];
}

function newSheet(threat: ThreatProgram): Sheet {
  const order = [...threat.controls.keys()].sort(
    (a, b) => Number(threat.controls[b].inPlace) - Number(threat.controls[a].inPlace) || a - b,
  );
  return {
    threat,
    order,
    year: newColumn(),
    source: newColumn(),
    origin: newColumn(),
    mark: newColumn(),
    chance: newColumn(),
    coins: order.map(newColumn),
    primary: threat.primary.map(newColumn),
    secondary: threat.secondary.map(({ terms }) => ({
      event: newColumn(),
      marks: newColumn(),
      terms: terms.map(newColumn),
    })),
    arriving: [],
  };
}

/** Writes down a block of years, the first of which is the year `first` of all. */
function write(
  sheet: Sheet,
  member: ThreatYears,
  years: Years,
  first: number,
  sheets: ReadonlyMap<number, Sheet>,
): void {
  const { threat, order } = sheet;
  const before = sheet.year.count();
  const { year, source, origin, mark, chance } = eventsOf(sheet, member, years);
  const count = year.length;
  sheet.year.add(
    year.map((y) => first + y),
    count,
  );
  sheet.source.add(source, count);
  sheet.origin.add(origin, count);
  sheet.mark.add(mark, count);
  sheet.chance.add(chance, count);
  const events: Events = { count, year, level: new Uint8Array(0) };
  const lets: Float64Array[] = [];
  const rows = eventRows(years, events, lets);
  for (const program of threat.lets) lets.push(program(rows));
  const coins = controlCoins(threat, years, events);
  order.forEach((k, c) => {
    const drawn = coins[k];
    if (drawn !== null) sheet.coins[c].add(drawn, count);
  });
  writeTerms(threat.primary, sheet.primary, rows);
  threat.secondary.forEach((item, s) => {
    const { reactions, probability } = member.losses;
    findReactions(item, rows, probability[s], years.count, events, reactions);
    const hits = reactions.events;
    const into = sheet.secondary[s];
    into.event.add(
      reactions.index.subarray(0, hits.count).map((i) => before + i),
      hits.count,
    );
    into.marks.add(marksOf(item.marks(years), hits.count), hits.count);
    writeTerms(item.terms, into.terms, eventRows(years, hits, letsOf(rows, reactions)));
  });
  threat.leadsTo.forEach((consequence, k) => {
    const target = sheets.get(consequence.target);
    if (!target) return;
    const marks = marksOf(consequence.marks(years), count);
    const chances = member.leadsTo[k];
    const some = [...year.keys()].filter((i) => marks[i] < chances[year[i]]);
    target.arriving.push({
      name: threat.name,
      position: consequence.position,
      source: threat.index,
      year: Int32Array.from(some, (i) => year[i]),
      origin: Int32Array.from(some, (i) => before + i),
      mark: Float64Array.from(some, (i) => marks[i]),
      chance: Float64Array.from(some, (i) => chances[year[i]]),
    });
  });
}

function marksOf(stream: Stream, count: number): Float64Array {
  const marks = new Float64Array(count);
  fillMarks(stream, marks, count);
  return marks;
}

function writeTerms(terms: readonly TermProgram[], into: readonly Column[], rows: Rows): void {
  terms.forEach((term, i) => {
    const start = rows.scratch.mark();
    into[i].add(term.amount(rows), rows.count);
    rows.scratch.release(start);
  });
}

/** All events of a block, own ones first within a year, then by what set them off. */
function eventsOf(
  sheet: Sheet,
  { threat, counts, events }: ThreatYears,
  years: Years,
): Omit<Arriving, 'name' | 'position' | 'source'> & { source: Int32Array } {
  events.count = 0;
  if (counts) {
    listed(counts, 0, years.count, events);
    contest(threat, years, events);
  }
  const own = events.count;
  const arriving = sheet.arriving.sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.position - b.position,
  );
  sheet.arriving = [];
  const total = arriving.reduce((sum, list) => sum + list.year.length, own);
  // Counted by year, then put in place: within a year the lists keep their order.
  const next = new Int32Array(years.count + 1);
  for (let i = 0; i < own; i++) next[events.year[i] + 1]++;
  for (const { year } of arriving) for (const y of year) next[y + 1]++;
  for (let y = 0; y < years.count; y++) next[y + 1] += next[y];
  const made = {
    year: new Int32Array(total),
    source: new Int32Array(total).fill(-1),
    origin: new Int32Array(total).fill(-1),
    mark: new Float64Array(total),
    chance: new Float64Array(total).fill(1),
  };
  const marks = marksOf(threat.marks(years), own);
  for (let i = 0; i < own; i++) {
    const at = next[events.year[i]]++;
    made.year[at] = events.year[i];
    made.mark[at] = marks[i];
  }
  for (const { year, source, origin, mark, chance } of arriving)
    for (let i = 0; i < year.length; i++) {
      const at = next[year[i]]++;
      made.year[at] = year[i];
      made.source[at] = source;
      made.origin[at] = origin[i];
      made.mark[at] = mark[i];
      made.chance[at] = chance[i];
    }
  return made;
}

function finished(sheet: Sheet, years: number): RecordedThreat {
  const { threat, order, coins } = sheet;
  const year = sheet.year.integers();
  const controls = order.map((k) => threat.controls[k]);
  const effectsOf = (control: ControlOn, which: (factor: Factor) => boolean): number[] =>
    control.actions.filter(({ factor }) => which(factor)).map(({ effect }) => effect);
  const recordedTerm = (amounts: Column, { form }: TermProgram, part: 'primary' | 'secondary'): RecordedTerm => ({
    amounts: amounts.numbers(),
    effects: controls.map((control) => effectsOf(control, (factor) => shrinks(factor, form, part))),
  });
  return {
    index: threat.index,
    first: firstOf(year, years),
    year,
    source: sheet.source.integers(),
    origin: sheet.origin.integers(),
    mark: sheet.mark.numbers(),
    chance: sheet.chance.numbers(),
    controls: controls.map((control, c) => ({
      name: control.name,
      own: effectsOf(control, thinsOwnEvents),
      setOff: effectsOf(control, thinsSetOffEvents),
      reactions: effectsOf(control, thinsSecondary),
      coins: coins[c].count() === 0 ? null : Uint8Array.from(coins[c].numbers()),
    })),
    primary: sheet.primary.map((amounts, i) => recordedTerm(amounts, threat.primary[i], 'primary')),
    secondary: sheet.secondary.map(({ event, marks, terms }, s) => ({
      event: event.integers(),
      marks: marks.numbers(),
      terms: terms.map((amounts, i) => recordedTerm(amounts, threat.secondary[s].terms[i], 'secondary')),
    })),
  };
}

function firstOf(year: Int32Array, years: number): Int32Array {
  const first = new Int32Array(years + 1);
  for (const y of year) first[y + 1]++;
  for (let y = 0; y < years; y++) first[y + 1] += first[y];
  return first;
}

function yearly(column: Column): Yearly {
  const all = column.numbers();
  return all.length > 0 && all.every((value) => value === all[0]) ? all[0] : all;
}
