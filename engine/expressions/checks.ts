/** Questions that the checks of the language ask about an expression. */
import type { Distribution } from '../laws/index.ts';
import type { Expression, Observation } from '../model.ts';
import { exp, log } from '../numeric/elementary.ts';
import { logGamma } from '../numeric/special/gamma.ts';
import { impossible } from './evidence.ts';
import { lawOf } from './law.ts';
import { momentsOf } from './moments.ts';
import { emptyScope, environment, type Scope } from './scope.ts';
import { scoreRule } from './score-rule.ts';
import { chanceBetween } from './truncation.ts';
import { isCertain } from './usage.ts';

/** The mean, in base units; Infinity where it does not exist. Shared quantities and `let`s are integrated out. */
export function meanOf(expression: Expression, scope: Scope = emptyScope): number {
  return momentsOf(expression, environment(scope)).mean;
}

/** The variance; Infinity where it does not exist. */
export function varianceOf(expression: Expression, scope: Scope = emptyScope): number {
  return momentsOf(expression, environment(scope)).variance;
}

/** P(min ≤ X ≤ max); null is no bound. For `truncate`: it is an error below 1e-6. */
export function chanceWithin(
  expression: Expression,
  min: number | null,
  max: number | null,
  scope: Scope = emptyScope,
): number {
  return chanceBetween(lawOf(expression, environment(scope)), min, max);
}

/** Whether an expression has only one value. */
export function isConstant(expression: Expression, scope: Scope = emptyScope): boolean {
  return isCertain(expression, environment(scope));
}

/** Whether the observations are impossible for every value that `of` can take. */
export function likelihoodIsZero(
  of: Expression,
  observations: readonly Observation[],
  scope: Scope = emptyScope,
): boolean {
  return impossible(lawOf(of, environment(scope)), observations);
}

/**
 * Whether what was observed lies outside the central 99 % of what `of` predicts: the count is predicted by the mixture
 * of Poisson (binomial) laws over the law of `of`. An observed count is surprising if P(N ≤ n) or P(N ≥ n) is below
 * 0.5 %.
 */
export function isSurprising(of: Expression, observation: Observation, scope: Scope = emptyScope): boolean {
  const law = lawOf(of, environment(scope));
  const { atMost, atLeast } = predictive(law, observation);
  return atMost < 0.005 || atLeast < 0.005;
}

/** P(N ≤ n) and P(N ≥ n) as predicted before the observation. */
export function predictive(law: Distribution, observation: Observation): { atMost: number; atLeast: number } {
  const rule = scoreRule(law, 400);
  const n = observation.observed === 'events' ? observation.count : observation.successes;
  let less = 0;
  let equal = 0;
  rule.values.forEach((x, i) => {
    const y = x * observation.scale;
    if (!(y >= 0)) return;
    const p =
      observation.observed === 'events'
        ? poissonUpTo(n, y * observation.years)
        : binomialUpTo(n, observation.trials, Math.min(1, y));
    less += rule.weights[i] * p.less;
    equal += rule.weights[i] * p.equal;
  });
  return { atMost: less + equal, atLeast: 1 - less };
}

interface UpTo {
  readonly less: number;
  readonly equal: number;
}

/** Sums downward from n: the terms there are the largest ones that count. */
function downward(n: number, top: number, ratio: (k: number) => number): UpTo {
  let term = top;
  let less = 0;
  for (let k = n; k > 0; k--) {
    term *= ratio(k);
    less += term;
    if (term < 1e-18 * less && ratio(k - 1) < 1) break;
  }
  return { less: Math.min(1, less), equal: top };
}

function poissonUpTo(n: number, mean: number): UpTo {
  if (mean === 0) return { less: n > 0 ? 1 : 0, equal: n === 0 ? 1 : 0 };
  // Far above the mean the sum downward would start from 0: everything lies below.
  if (n > mean + 40 * Math.sqrt(mean) + 60) return { less: 1, equal: 0 };
  return downward(n, exp(n * log(mean) - mean - logGamma(n + 1)), (k) => k / mean);
}

function binomialUpTo(n: number, trials: number, p: number): UpTo {
  if (p === 0) return { less: n > 0 ? 1 : 0, equal: n === 0 ? 1 : 0 };
  if (p === 1) return { less: 0, equal: n === trials ? 1 : 0 };
  const sd = Math.sqrt(trials * p * (1 - p));
  if (n > trials * p + 40 * sd + 60) return { less: 1, equal: 0 };
  const choose = logGamma(trials + 1) - logGamma(n + 1) - logGamma(trials - n + 1);
  const odds = (1 - p) / p;
  return downward(n, exp(choose + n * log(p) + (trials - n) * log(1 - p)), (k) => (k / (trials - k + 1)) * odds);
}
