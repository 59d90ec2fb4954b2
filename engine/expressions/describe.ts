/** What a reader wants to know about an estimate. */
import type { Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { lawOf } from './law.ts';
import { momentsOf } from './moments.ts';
import { emptyScope, environment, type Scope } from './scope.ts';

/** A picture of a law: its mean and quantiles, and points of its density or its point masses. In base units. */
export interface Description {
  /** Infinity where the mean does not exist. */
  readonly mean: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  /** Rising [value, density per unit]; empty for a law that is all point masses. */
  readonly density: readonly (readonly [value: number, density: number])[];
  /** Rising [value, chance]. */
  readonly atoms: readonly (readonly [value: number, chance: number])[];
}

const cells = 96;

/** The law of an expression as a picture; `let`s and shared quantities are drawn with the rest. */
export function describe(expression: Expression, scope: Scope = emptyScope): Description {
  const env = environment(scope);
  return describeLaw(lawOf(expression, env), momentsOf(expression, env).mean);
}

/** As `describe`, for a law. Its density is the mean one over each of 96 equal cells between P0.2 and P99. */
export function describeLaw(law: Distribution, mean: number = law.mean): Description {
  const atoms: [number, number][] = [];
  if (law.atoms)
    for (let i = 0; i < law.atoms.values.length; i++) atoms.push([law.atoms.values[i], law.atoms.weights[i]]);
  const density: [number, number][] = [];
  const low = law.quantile(0.002);
  const high = law.upperQuantile(0.01);
  if (!law.discrete && high > low) {
    const width = (high - low) / cells;
    for (let i = 0; i < cells; i++) {
      const from = low + i * width;
      const to = from + width;
      const jumps = atoms.reduce((sum, [x, p]) => (x > from && x <= to ? sum + p : sum), 0);
      density.push([from + 0.5 * width, Math.max(0, law.cdf(to) - law.cdf(from) - jumps) / width]);
    }
  }
  return { mean, p5: law.quantile(0.05), p50: law.quantile(0.5), p95: law.quantile(0.95), density, atoms };
}
