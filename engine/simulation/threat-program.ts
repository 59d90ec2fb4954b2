/** A threat as programs: what is drawn once a year, and what for each event. */
import { withWayIn } from '../assembly/way-in.ts';
import type { Frequency, LossForm, RiskModel, Threat, Vulnerability } from '../model.ts';
import type { Stream } from '../random/stream.ts';
import type { ControlOn } from './controls.ts';
import type { CountTable } from './count-table.ts';
import { type Gap, gapTable } from './hits.ts';
import { type MarginalCounts, marginalCounts } from './marginal-counts.ts';
import {
  type Adder,
  adderOf,
  type Compiler,
  type Place,
  type Program,
  perEpoch,
  placeStream,
  programOf,
  type Rows,
} from './program.ts';

type StreamOf = (rows: Pick<Rows, 'block' | 'epoch'>) => Stream;

export interface TermProgram {
  readonly form: LossForm | 'unspecified';
  readonly amount: Program;
  /** Adds the same amounts up instead of giving them; a block uses one of the two. */
  readonly add: Adder;
}

export interface SecondaryProgram {
  readonly probability: Program;
  readonly coins: StreamOf;
  /** Gaps between the events in which it happens, where its probability is a constant. */
  readonly gaps: CountTable | null;
  readonly gap: (rows: Pick<Rows, 'epoch'>) => Gap;
  /** Marks of those events, for the states in which controls make it less probable. */
  readonly marks: StreamOf;
  readonly terms: readonly TermProgram[];
}

export interface ConsequenceProgram {
  readonly target: number;
  /** Order among the sources of one target: by name of the source, then by position. */
  readonly position: number;
  readonly probability: Program;
  readonly marks: StreamOf;
}

/** Threat events whose capability is compared with a resistance, each with draws of its own. */
export interface ContestProgram {
  readonly capability: Program;
  readonly resistance: Program;
  /** A further way in: its chance q, and a coin for each threat event. */
  readonly wayIn: { readonly chance: number; readonly coins: StreamOf } | null;
}

export interface ThreatProgram {
  readonly index: number;
  readonly name: string;
  readonly source: Threat;
  readonly controls: readonly ControlOn[];
  /** Loss events a year without controls, threat events where there is a contest; null: none of its own. */
  readonly rate: Program | null;
  readonly contest: ContestProgram | null;
  /** Numbers of its own loss events without their rates; null where the rate or a contest is needed. */
  readonly marginal: MarginalCounts | null;
  readonly counts: StreamOf;
  readonly marks: StreamOf;
  readonly lets: readonly Program[];
  readonly primary: readonly TermProgram[];
  readonly secondary: readonly SecondaryProgram[];
  /** One coin per control and event, by position in `controls`. */
  readonly controlCoins: readonly StreamOf[];
  readonly leadsTo: readonly ConsequenceProgram[];
}

function productOf(left: Program, right: Program): Program {
  return (rows) => {
    const product = left(rows);
    const mark = rows.scratch.mark();
    const factor = right(rows);
    for (let i = 0; i < rows.count; i++) product[i] *= factor[i];
    rows.scratch.release(mark);
    return product;
  };
}

interface FrequencyPrograms {
  readonly rate: Program;
  readonly contest: ContestProgram | null;
}

function frequencyPrograms(compiler: Compiler, frequency: Frequency, place: Place): FrequencyPrograms {
  if (frequency.by === 'loss-events') {
    return { rate: programOf(compiler, frequency.lossEventFrequency, [...place, 'frequency']), contest: null };
  }
  const { threatEvents, vulnerability } = frequency;
  const events =
    threatEvents.by === 'rate'
      ? programOf(compiler, threatEvents.threatEvents, [...place, 'threat-events'])
      : productOf(
          programOf(compiler, threatEvents.contact, [...place, 'contact']),
          programOf(compiler, threatEvents.action, [...place, 'action']),
        );
  if (vulnerability.by === 'probability') {
    const share = programOf(compiler, vulnerability.vulnerability, [...place, 'vulnerability']);
    return { rate: productOf(events, movedBy(share, vulnerability)), contest: null };
  }
  return {
    rate: events,
    contest: {
      capability: programOf(compiler, vulnerability.capability, [...place, 'capability']),
      resistance: programOf(compiler, vulnerability.resistance, [...place, 'resistance']),
      wayIn:
        vulnerability.wayIn === undefined
          ? null
          : { chance: vulnerability.wayIn, coins: placeStream(compiler, [...place, 'way in']) },
    },
  };
}

function movedBy(share: Program, vulnerability: Vulnerability): Program {
  if (vulnerability.wayIn === undefined) return share;
  return (rows) => {
    const values = share(rows);
    for (let i = 0; i < rows.count; i++) values[i] = withWayIn(values[i], vulnerability);
    return values;
  };
}

/** Terms of one form are told apart by their position among those of that form. */
function termPrograms(compiler: Compiler, terms: Threat['loss']['primary'], place: Place): TermProgram[] {
  const seen = new Map<string, number>();
  return terms.map(({ form, amount }) => {
    const position = seen.get(form) ?? 0;
    seen.set(form, position + 1);
    const at = [...place, form, position];
    return { form, amount: programOf(compiler, amount, at), add: adderOf(compiler, amount, at) };
  });
}

function consequencePrograms(compiler: Compiler, model: RiskModel, threat: Threat, place: Place): ConsequenceProgram[] {
  const seen = new Map<number, number>();
  return threat.leadsTo.map(({ target, probability }) => {
    const position = seen.get(target) ?? 0;
    seen.set(target, position + 1);
    const at = [...place, 'leads to', model.threats[target].name, position];
    return {
      target,
      position,
      probability: programOf(compiler, probability, at),
      marks: placeStream(compiler, [...at, 'marks']),
    };
  });
}

/** Compiles the threat of the given index. */
export function threatProgram(
  compiler: Compiler,
  model: RiskModel,
  index: number,
  controls: readonly ControlOn[],
): ThreatProgram {
  const source = model.threats[index];
  const place: Place = ['threat', source.name];
  const frequency = source.frequency && frequencyPrograms(compiler, source.frequency, place);
  return {
    index,
    name: source.name,
    source,
    controls,
    rate: frequency?.rate ?? null,
    contest: frequency?.contest ?? null,
    marginal: source.frequency && marginalCounts(source.frequency),
    counts: placeStream(compiler, [...place, 'events']),
    marks: placeStream(compiler, [...place, 'marks']),
    lets: source.loss.lets.map((item, i) => programOf(compiler, item, [...place, 'let', i])),
    primary: termPrograms(compiler, source.loss.primary, [...place, 'primary']),
    secondary: source.loss.secondary.map(({ probability, terms }, i) => ({
      probability: programOf(compiler, probability, [...place, 'secondary', i, 'probability']),
      coins: placeStream(compiler, [...place, 'secondary', i, 'coins']),
      gaps: gapTable(probability),
      gap: perEpoch((): Gap => ({ length: 0, hit: false })),
      marks: placeStream(compiler, [...place, 'secondary', i, 'marks']),
      terms: termPrograms(compiler, terms, [...place, 'secondary', i]),
    })),
    controlCoins: controls.map((control) => placeStream(compiler, [...place, 'control', control.name])),
    leadsTo: consequencePrograms(compiler, model, source, place),
  };
}
