/**
 * Monte Carlo of everything that a model can say. Every simulated year holds the three states on common random numbers:
 * what happens in the target state is a part of what happens in the current one, and that of the inherent one.
 *
 * Memory: the threats that lead to one another are simulated together, their annual losses added to the sums of their groups,
 * and forgotten. So there are at most 24 bytes a year for each of those threats and 256 MB of sums (one sum at least); models
 * with more and larger groups are simulated again for those that did not fit.
 */
import { breathe, type Cancellation, uninterrupted } from '../cancellation.ts';
import type { ByState, Figures } from '../figures.ts';
import { type RiskModel, type State, states } from '../model.ts';
import { seedOf } from '../random/stream.ts';
import type { Compiled } from './expected.ts';
import { type Component, componentsOf, type Sources, sourcesOf, unknownStates, withSources } from './plan.ts';
import type { Compiler } from './program.ts';
import { runComponent, type ThreatSample } from './run.ts';
import { figuresOf, type Sample } from './sample-figures.ts';
import { newSamples, newScratch } from './scratch.ts';
import { addThreat, newSum, type Sum, sampleOf, sampleOfThreat, sumsAtOnce } from './sums.ts';
import { type ThreatMeans, threatMeans } from './threat-means.ts';
import { type ThreatProgram, threatProgram } from './threat-program.ts';
import { type YearPrograms, yearPrograms } from './year.ts';

export interface SimulationOptions {
  readonly trials: number;
  readonly seed: string;
  readonly cancellation?: Cancellation;
  /** Indices of the threats whose figures are wanted; all if left out. */
  readonly threats?: readonly number[];
  /** Indices of the groups whose figures are wanted; all if left out. */
  readonly groups?: readonly number[];
  /** Whether the figures of the whole system are wanted; yes if left out. */
  readonly total?: boolean;
  /** Whether the annual losses themselves are wanted; no if left out. They take up to 24 bytes a threat and year. */
  readonly keepSamples?: boolean;
  /** Whether figures of the wanted threats are made of their losses; yes if left out. Without, there are samples only. */
  readonly threatFigures?: boolean;
  /** Told after each block of years what share of the work is done, from 0 to 1. */
  readonly progress?: (share: number) => void;
}

export interface SimulationResult {
  /** Figures by index of the threat; null in a state that has none. */
  readonly threats: ReadonlyMap<number, ByState<Figures | null>>;
  /** Figures by index of the group. */
  readonly groups: ReadonlyMap<number, ByState<Figures | null>>;
  readonly total: ByState<Figures | null> | null;
  /** Annual losses of the wanted threats, year by year, if they were to be kept. */
  readonly samples: ReadonlyMap<number, ThreatSample>;
}

/** Tables of laws that are kept from one component to the next: 16 MB. */
const mostTables = 256;

/** What all components have in common. */
interface Run {
  readonly model: RiskModel;
  readonly options: SimulationOptions;
  readonly cancellation: Cancellation;
  readonly compiler: Compiler;
  readonly programs: YearPrograms;
  readonly sources: Sources;
  /** All of the model, in the order in which their threats are added up. */
  readonly components: readonly Component[];
}

/** The programs of a component's threats. */
export async function compile(
  run: Pick<Run, 'model' | 'cancellation' | 'compiler' | 'programs' | 'sources'>,
  component: Component,
): Promise<Compiled> {
  const { model, compiler, programs, sources } = run;
  if (compiler.tables.size > mostTables) compiler.tables.clear();
  const threats = new Map<number, ThreatProgram>();
  const means = new Map<number, ThreatMeans>();
  for (const index of component) {
    const threat = threatProgram(compiler, model, index, programs.controls.byThreat[index]);
    threats.set(index, threat);
    await breathe(run.cancellation);
    means.set(index, threatMeans(model, threat));
    await breathe(run.cancellation);
  }
  return { model, programs, threats, means, sources };
}

/** Figures in the known states; a state that cannot differ from the one before shares its figures. */
async function byState(
  run: Run,
  members: readonly number[],
  sample: (state: 0 | 1 | 2) => Sample,
): Promise<ByState<Figures | null>> {
  const unknown = new Set<State>(members.flatMap((index) => [...unknownStates(run.model, run.sources, index)]));
  const samples = [sample(0), sample(1), sample(2)];
  const whole = members.length === run.model.threats.length;
  const amounts = whole ? run.model.appetite.map((point) => point.above) : [];
  const figures: (Figures | null)[] = [];
  for (let i = 0; i < 3; i++) {
    const same = i > 0 && samples[i].annual === samples[i - 1].annual && figures[i - 1] !== null;
    if (unknown.has(states[i])) figures.push(null);
    else figures.push(same ? figures[i - 1] : await figuresOf(samples[i], run.cancellation, amounts));
  }
  return { inherent: figures[0], current: figures[1], target: figures[2] };
}

/** Threats whose figures, and sums whose figures, are wanted of one run. */
interface Wanted {
  readonly threats: ReadonlySet<number>;
  /** Those of the threats that are a group of their own. */
  readonly alone: ReadonlySet<number>;
  readonly sums: readonly Sum[];
}

interface Found {
  readonly threats: Map<number, ByState<Figures | null>>;
  readonly sums: Map<string, ByState<Figures | null>>;
  readonly samples: Map<number, ThreatSample>;
}

const keyOf = (members: readonly number[]): string => [...members].sort((a, b) => a - b).join();

/** The components of all that is wanted, without what is not. */
function componentsFor(run: Run, wanted: Wanted): Component[] {
  const needed = withSources(run.sources, [...wanted.threats, ...wanted.sums.flatMap((sum) => sum.members)]);
  return run.components
    .map((component) => component.filter((index) => needed.has(index)))
    .filter((component) => component.length > 0);
}

/** Share of the work on a threat that is done when its losses are drawn; what is left are its figures. */
const drawing = 0.7;

/**
 * Simulates what is wanted, one component after the other. `progress` is told how many threats are done, parts of them
 * too.
 */
async function simulateOnce(
  run: Run,
  wanted: Wanted,
  found: Found,
  progress: (threats: number) => void,
): Promise<void> {
  const { options, cancellation } = run;
  const finish = async (sum: Sum): Promise<void> => {
    found.sums.set(keyOf(sum.members), await byState(run, sum.members, (state) => sampleOf(sum, state)));
  };
  const sumsOf = new Map<number, Sum[]>();
  for (const sum of wanted.sums) {
    if (sum.left === 0) await finish(sum);
    for (const index of sum.members) sumsOf.set(index, [...(sumsOf.get(index) ?? []), sum]);
  }
  const scratch = newScratch();
  const arrays = newSamples();
  const ofEachThreat = options.threatFigures ?? true;
  const withFigures = ofEachThreat || wanted.alone.size > 0 || wanted.sums.length > 0;
  let worked = 0;
  for (const component of componentsFor(run, wanted)) {
    const samples = await runComponent(
      await compile(run, component),
      component,
      options.trials,
      cancellation,
      scratch,
      arrays,
      withFigures,
      (share) => progress(worked + share * drawing * component.length),
    );
    for (const [index, sample] of samples) {
      if (wanted.threats.has(index)) {
        if (ofEachThreat || wanted.alone.has(index)) {
          found.threats.set(index, await byState(run, [index], (state) => sampleOfThreat(sample, state)));
        }
        if (options.keepSamples) found.samples.set(index, sample);
      }
      for (const sum of sumsOf.get(index) ?? []) {
        addThreat(sum, sample);
        await breathe(cancellation);
        if (sum.left === 0) await finish(sum);
      }
      if (!options.keepSamples) for (const array of new Set(sample.annual)) arrays.giveBack(array);
    }
    worked += component.length;
    progress(worked);
  }
}

/** Sets of threats whose sums are wanted; equal sets are one. A set of one threat is that threat. */
function setsOf(model: RiskModel, groups: readonly number[], total: boolean): (readonly number[])[] {
  const sets = new Map<string, readonly number[]>();
  if (total) sets.set(keyOf(model.threats.map((_, index) => index)), [...model.threats.keys()]);
  for (const group of groups) sets.set(keyOf(model.groups[group].threats), model.groups[group].threats);
  return [...sets.values()];
}

/** What each run simulates: all threats and as many sums as there is room for, then the sums that are left. */
function plannedRuns(
  model: RiskModel,
  threats: readonly number[],
  sets: readonly (readonly number[])[],
  years: number,
) {
  const single = sets.filter((members) => members.length === 1).flat();
  const sums = sets.filter((members) => members.length !== 1);
  const differing = 1 + new Set(model.controls.map((control) => control.status)).size;
  const atOnce = sumsAtOnce(years, differing);
  const runs: Wanted[] = [];
  for (let first = 0; first === 0 || first < sums.length; first += atOnce) {
    const wanted = first === 0 ? new Set([...threats, ...single]) : new Set<number>();
    runs.push({ threats: wanted, alone: new Set(single), sums: sums.slice(first, first + atOnce).map(newSum) });
  }
  return runs;
}

/**
 * Simulates `trials` years. The figures depend on the model, the seed and the number of trials only: those of a threat on
 * that threat, what leads to it, what it uses and the controls on it. Rejects with `Cancelled` if asked to stop.
 */
export async function simulate(model: RiskModel, options: SimulationOptions): Promise<SimulationResult> {
  const threats = options.threats ?? [...model.threats.keys()];
  const groups = options.groups ?? [...model.groups.keys()];
  const total = options.total ?? true;
  const sources = sourcesOf(model);
  const compiler: Compiler = { seed: seedOf(options.seed), tables: new Map() };
  const run: Run = {
    model,
    options,
    cancellation: options.cancellation ?? uninterrupted,
    compiler,
    programs: yearPrograms(compiler, model),
    sources,
    components: componentsOf(model, sources),
  };
  const runs = plannedRuns(model, threats, setsOf(model, groups, total), options.trials);
  const found: Found = { threats: new Map(), sums: new Map(), samples: new Map() };
  const work = runs.reduce((sum, wanted) => sum + componentsFor(run, wanted).flat().length, 0);
  let worked = 0;
  for (const wanted of runs) {
    await simulateOnce(run, wanted, found, (threats) => options.progress?.((worked + threats) / work));
    worked += componentsFor(run, wanted).flat().length;
  }
  const wantedThreats = new Set(threats);
  const threatFigures = options.threatFigures ?? true;
  const ofSet = (members: readonly number[]): ByState<Figures | null> =>
    (members.length === 1 ? found.threats.get(members[0]) : found.sums.get(keyOf(members))) as ByState<Figures | null>;
  return {
    threats: threatFigures ? new Map(threats.map((index) => [index, ofSet([index])])) : new Map(),
    groups: new Map(groups.map((index) => [index, ofSet(model.groups[index].threats)])),
    total: total ? ofSet([...model.threats.keys()]) : null,
    samples: new Map([...found.samples].filter(([index]) => wantedThreats.has(index))),
  };
}
