/**
 * Monte Carlo of everything that a model can say. Every simulated year holds the three states on common random numbers:
 * what happens in the target state is a part of what happens in the current one, and that of the inherent one.
 */
import { type Cancellation, uninterrupted } from '../cancellation.ts';
import type { ByState, Figures } from '../figures.ts';
import { type RiskModel, type State, states } from '../model.ts';
import { seedOf } from '../random/stream.ts';
import { byName } from './controls.ts';
import type { Compiled } from './expected.ts';
import { componentsOf, unknownStates, withSources } from './plan.ts';
import type { Compiler } from './program.ts';
import { runComponent, type ThreatSample } from './run.ts';
import { figuresOf, type Sample } from './sample-figures.ts';
import { type ThreatMeans, threatMeans } from './threat-means.ts';
import { type ThreatProgram, threatProgram } from './threat-program.ts';
import { yearPrograms } from './year.ts';

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
}

export interface SimulationResult {
  /** Figures by index of the threat; null in a state that has none. */
  readonly threats: ReadonlyMap<number, ByState<Figures | null>>;
  /** Figures by index of the group. */
  readonly groups: ReadonlyMap<number, ByState<Figures | null>>;
  readonly total: ByState<Figures | null> | null;
  /** Annual losses of the wanted threats, year by year. */
  readonly samples: ReadonlyMap<number, ThreatSample>;
}

function compile(model: RiskModel, seed: string, wanted: ReadonlySet<number>): Compiled {
  const compiler: Compiler = { seed: seedOf(seed), tables: new Map() };
  const programs = yearPrograms(compiler, model);
  const threats = new Map<number, ThreatProgram>();
  const means = new Map<number, ThreatMeans>();
  for (const index of wanted) {
    const threat = threatProgram(compiler, model, index, programs.controls.byThreat[index]);
    threats.set(index, threat);
    means.set(index, threatMeans(model, threat));
  }
  return { model, programs, threats, means };
}

/** Figures in the known states; a state that cannot differ from the one before shares its figures. */
function byState(unknown: ReadonlySet<State>, sampleOf: (state: 0 | 1 | 2) => Sample): ByState<Figures | null> {
  const samples = [sampleOf(0), sampleOf(1), sampleOf(2)];
  const figures: (Figures | null)[] = [];
  states.forEach((state, i) => {
    const same = i > 0 && samples[i].annual === samples[i - 1].annual && figures[i - 1] !== null;
    figures.push(unknown.has(state) ? null : same ? figures[i - 1] : figuresOf(samples[i]));
  });
  return { inherent: figures[0], current: figures[1], target: figures[2] };
}

/** The sum of samples, year by year, in the order given. */
function sumOf(samples: readonly ThreatSample[], state: 0 | 1 | 2): Sample {
  // Without threats one empty year says it all.
  const years = samples.length > 0 ? Math.min(...samples.map((sample) => sample.annual[0].length)) : 1;
  const expectedYears = Math.min(...samples.map((sample) => sample.expected[0].length), years);
  const annual = new Float64Array(years);
  const expected = new Float64Array(expectedYears);
  let [events, primary, secondary] = [0, 0, 0];
  for (const sample of samples) {
    const own = sample.annual[state];
    for (let y = 0; y < years; y++) annual[y] += own[y];
    for (let y = 0; y < expectedYears; y++) expected[y] += sample.expected[state][y];
    events += sample.events[state];
    primary += sample.primary[state];
    secondary += sample.secondary[state];
  }
  const hasVariance = samples.every((sample) => sample.hasVariance);
  return { annual, expected, events, primary, secondary, hasVariance };
}

function single(sample: ThreatSample, state: 0 | 1 | 2): Sample {
  return {
    annual: sample.annual[state],
    expected: sample.expected[state],
    events: sample.events[state],
    primary: sample.primary[state],
    secondary: sample.secondary[state],
    hasVariance: sample.hasVariance,
  };
}

/**
 * Simulates `trials` years. The figures depend on the model, the seed and the number of trials only: those of a threat on
 * that threat, what leads to it, what it uses and the controls on it.
 */
export async function simulate(model: RiskModel, options: SimulationOptions): Promise<SimulationResult> {
  const cancellation = options.cancellation ?? uninterrupted;
  const threats = options.threats ?? model.threats.map((_, index) => index);
  const groups = options.groups ?? model.groups.map((_, index) => index);
  const everything = model.threats.map((_, index) => index);
  const members = (options.total ?? true) ? everything : groups.flatMap((index) => model.groups[index].threats);
  const wanted = withSources(model, [...threats, ...members]);
  const compiled = compile(model, options.seed, wanted);
  const samples = new Map<number, ThreatSample>();
  for (const component of componentsOf(model, wanted)) {
    for (const [index, sample] of await runComponent(compiled, component, options.trials, cancellation)) {
      samples.set(index, sample);
    }
  }
  const together = (of: readonly number[]): ByState<Figures | null> => {
    const sorted = [...of].sort((a, b) => byName(model.threats[a], model.threats[b]));
    const unknown = new Set(sorted.flatMap((index) => [...unknownStates(model, index)]));
    const parts = sorted.map((index) => samples.get(index) as ThreatSample);
    return byState(unknown, (state) => sumOf(parts, state));
  };
  return {
    threats: new Map(
      threats.map((index) => {
        const sample = samples.get(index) as ThreatSample;
        return [index, byState(unknownStates(model, index), (state) => single(sample, state))];
      }),
    ),
    groups: new Map(groups.map((index) => [index, together(model.groups[index].threats)])),
    total: (options.total ?? true) ? together(everything) : null,
    samples,
  };
}
