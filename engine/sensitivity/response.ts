/** How expected annual losses answer to one input, all others integrated over. */
import { meansOf } from '../assembly/means.ts';
import { closedUnderSources, restrict } from '../decisions/restrict.ts';
import { stateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { scoreRule, type WeightedValues } from '../expressions/index.ts';
import type { RiskModel } from '../model.ts';
import type { Input } from './inputs.ts';

export interface Response {
  readonly input: Input;
  /** The threats that it is about, rising; the lists below are in this order. */
  readonly threats: readonly number[];
  /** The ALE of each threat is a line in the input's value. */
  readonly straight: boolean;
  /** ALE of each threat where the input has this value; null where it cannot be told. */
  at(value: number): readonly number[] | null;
}

/** Scores at which a line would show that it is none. */
const probes = [-2.2, -0.7, 0.2, 1.1, 2.4];

/** The ALE of each of `threats`, with the controls marked in `works`, as a function of the input. */
export function responseTo(
  input: Input,
  model: RiskModel,
  works: readonly boolean[],
  threats: readonly number[],
  workspace: Workspace,
): Response {
  const closed = closedUnderSources(model, threats);
  const known = new Map<number, readonly number[] | null>();
  const solve = (value: number): readonly number[] | null => {
    let found = known.get(value);
    if (found === undefined) {
      const part = restrict(input.fixed(model, value), closed);
      const state = stateModel(
        part.model,
        part.controls.map((c) => works[c]),
        workspace,
      );
      const ales = threats.map((t) => meansOf(state, part.indexOf.get(t) as number, workspace)?.ale ?? Number.NaN);
      found = ales.some(Number.isNaN) ? null : ales;
      known.set(value, found);
    }
    return found;
  };
  const line = lineOf(input, threats.length, solve);
  if (line === null) return { input, threats, straight: false, at: solve };
  const { from, slopes, ales } = line;
  return { input, threats, straight: true, at: (value) => ales.map((ale, i) => ale + slopes[i] * (value - from)) };
}

interface Line {
  readonly from: number;
  readonly ales: readonly number[];
  readonly slopes: readonly number[];
}

/** The lines through two far points, if the points between lie on them. */
function lineOf(input: Input, count: number, solve: (value: number) => readonly number[] | null): Line | null {
  const values = [...new Set(probes.map((z) => input.law.quantileAtScore(z)))];
  if (values.length < 4) return null;
  const answers = values.map(solve);
  const [first, last] = [answers[0], answers[values.length - 1]];
  if (first === null || last === null) return null;
  const [from, to] = [values[0], values[values.length - 1]];
  const slopes = first.map((ale, i) => (last[i] - ale) / (to - from));
  for (let k = 1; k + 1 < values.length; k++) {
    const answer = answers[k];
    if (answer === null) return null;
    for (let i = 0; i < count; i++) {
      const onLine = first[i] + slopes[i] * (values[k] - from);
      if (!(Math.abs(answer[i] - onLine) <= 1e-9 * Math.max(Math.abs(first[i]), Math.abs(last[i])))) return null;
    }
  }
  return { from, ales: first, slopes };
}

/** Values of the input with weights: finer where an answer costs nothing. */
export function nodesOf(input: Input, straight: boolean): WeightedValues {
  return scoreRule(input.law, straight ? 512 : 32);
}

/** Var of the sum of the ALE over the chosen positions of `threats`; null where it cannot be told. */
export function varianceOf(response: Response, chosen: readonly number[]): number | null {
  const { input, straight, at } = response;
  const sumAt = (value: number): number => {
    const ales = at(value);
    return ales === null ? Number.NaN : chosen.reduce((sum, i) => sum + ales[i], 0);
  };
  if (straight) {
    const { law } = input;
    const far = law.quantileAtScore(2);
    const near = law.quantileAtScore(-2);
    const slope = (sumAt(far) - sumAt(near)) / (far - near);
    return slope === 0 ? 0 : slope * slope * law.variance;
  }
  const { values, weights } = nodesOf(input, false);
  const sums = values.map(sumAt);
  const mean = sums.reduce((sum, x, k) => sum + weights[k] * x, 0);
  const variance = sums.reduce((sum, x, k) => sum + weights[k] * (x - mean) * (x - mean), 0);
  return Number.isFinite(variance) ? variance : null;
}
