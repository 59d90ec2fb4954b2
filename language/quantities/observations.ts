/** `observed N in DURATION`, `observed K of N`: evidence that reweights an estimate by Bayes' rule. */
import { type Observation as EngineObservation, isSurprising, likelihoodIsZero } from '../../engine/index.ts';
import { listed } from '../../protocol/index.ts';
import type { Control, Estimate, Expression, Observation } from '../generated/ast.ts';
import { isControl } from '../generated/ast.ts';
import { isPlain, isPlainOrCount, isRate, isTime } from '../units/index.ts';
import { lowerExpression } from './expression.ts';
import { durationPlace, mismatch } from './place.ts';
import { oneFix, rangeOf, type replacement, textOf, uriOf } from './report.ts';
import { type QuantityScope, unitWordsOf } from './scope.ts';
import { knownNumber, type Value } from './value.ts';

/** The value given the observations of its estimate; null: an error was reported. */
export function observe(value: Value, estimate: Estimate, scope: QuantityScope): Value | null {
  if (estimate.observations.length === 0) return value;
  if (value.named) {
    scope.report(
      'reference',
      estimate.value,
      `\`${textOf(estimate.value)}\` holds an estimate, a let or an asset's property, which other places use, too. Write the observation where that is declared.`,
    );
    return null;
  }
  const read = estimate.observations.map((node) => readObservation(node, value, scope));
  if (read.some((observation) => observation === null)) return null;
  const observations = read as readonly EngineObservation[];
  const zero = (): boolean => likelihoodIsZero(value.expression, observations, scope.laws);
  if (scope.remember(`zero ${contentOf(value, observations)}`, zero)) {
    scope.report(
      'range',
      estimate.observations[0],
      `What was observed cannot happen under the estimate \`${textOf(estimate.value)}\`. Widen the estimate, or correct the observation.`,
    );
    return null;
  }
  for (const [index, node] of estimate.observations.entries()) warn(node, observations[index], value, estimate, scope);
  if (value.expression.kind === 'constant') return value;
  return { ...value, expression: { kind: 'observed', of: value.expression, observations } };
}

function readObservation(node: Observation, value: Value, scope: QuantityScope): EngineObservation | null {
  if (node.count === undefined || node.base === undefined) return null;
  const count = wholeNumber(node.count, scope);
  const scale = scaleOf(node, scope);
  if (node.relation === 'in') {
    const years = period(node.base, scope);
    if (count === null || years === null || scale === null) return null;
    if (!isRate(value.dimension)) return refuseKind(node, value, 'of', scope);
    return { observed: 'events', count, years, scale };
  }
  const trials = wholeNumber(node.base, scope);
  if (count === null || trials === null || scale === null) return null;
  if (!isPlain(value.dimension)) return refuseKind(node, value, 'in', scope);
  if (trials <= 0 || count > trials) {
    const what =
      trials <= 0
        ? `at least one trial, found ${textOf(node.base)}`
        : `no more than were tried, found ${textOf(node.count)} of ${textOf(node.base)}`;
    scope.report('range', node, `An observation has ${what}.`);
    return null;
  }
  return { observed: 'share', successes: count, trials, scale };
}

function refuseKind(node: Observation, value: Value, right: 'in' | 'of', scope: QuantityScope): null {
  const hint = right === 'of' ? 'A share is observed with `K of N`' : 'A rate is observed with `N in DURATION`';
  const found =
    isPlain(value.dimension) || isRate(value.dimension) ? '' : ' Only rates and probabilities can be observed.';
  scope.report(
    'unit',
    node,
    found === '' ? `${hint}, found \`${textOf(node)}\`.` : `This estimate cannot be observed so.${found}`,
  );
  return null;
}

function wholeNumber(node: Expression, scope: QuantityScope): number | null {
  const value = lowerExpression(node, null, scope);
  if (value === null) return null;
  const number = knownNumber(value.expression);
  if (number === null || !isPlainOrCount(value.dimension) || value.percent) {
    scope.report('unit', node, `What was observed is a known count, found \`${textOf(node)}\`.`);
    return null;
  }
  if (Number.isSafeInteger(number) && number >= 0) return number;
  scope.report('range', node, `What was observed is a whole number, found \`${textOf(node)}\`.`);
  return null;
}

function period(node: Expression, scope: QuantityScope): number | null {
  const value = lowerExpression(node, null, scope);
  if (value === null) return null;
  if (!isTime(value.dimension)) {
    scope.report('unit', node, mismatch(durationPlace, value.dimension, unitWordsOf(scope), value.percent));
    return null;
  }
  const years = knownNumber(value.expression);
  if (years !== null && years > 0) return years;
  const problem = years === null ? 'is a known duration' : 'lasts longer than 0';
  scope.report('range', node, `The time of an observation ${problem}, found \`${textOf(node)}\`.`);
  return null;
}

/** c of the likelihood: the mean multiplier of the controls that worked while the count was taken. */
function scaleOf(node: Observation, scope: QuantityScope): number | null {
  if (node.controls.length === 0) return 1;
  const controls = node.controls.map((control) => control.ref).filter(isControl);
  if (controls.length < node.controls.length) return null;
  if (scope.observedUnder === null) {
    scope.report(
      'reference',
      node,
      `\`under\` says which controls reduced a factor of a threat, and this estimate is none. Write the observation at the threat.`,
      { property: 'controls' },
    );
    return null;
  }
  return scope.observedUnder(controls);
}

function warn(
  node: Observation,
  observation: EngineObservation,
  value: Value,
  estimate: Estimate,
  scope: QuantityScope,
): void {
  const constant = value.expression.kind === 'constant';
  if (constant)
    scope.report(
      'no-update',
      node,
      `The estimate \`${textOf(estimate.value)}\` is one number, so the observation changes nothing. Give it a range.`,
    );
  else if (isSurprise(value, observation, scope))
    scope.report(
      'surprise',
      node,
      `\`${textOf(node)}\` lies outside of what \`${textOf(estimate.value)}\` predicts in 99 of 100 cases. Check both: the result rests on the tail of the estimate.`,
    );
  const named = new Set(node.controls.map((control) => control.ref));
  const counted = scope.reducedInPlace.filter(
    (control): control is Control => isControl(control) && !named.has(control),
  );
  if (counted.length === 0) return;
  const names = listed(counted.map((control) => control.name));
  scope.report(
    'double-count',
    node,
    `${names} ${counted.length === 1 ? 'is' : 'are'} in place and reduced what was observed, and will be counted again. Write \`under ${names}\` if the count was taken with ${counted.length === 1 ? 'it' : 'them'}.`,
    {
      fix: oneFix(underFix(node, counted)),
    },
  );
}

function isSurprise(value: Value, observation: EngineObservation, scope: QuantityScope): boolean {
  return scope.remember(`surprise ${contentOf(value, [observation])}`, () =>
    isSurprising(value.expression, observation, scope.laws),
  );
}

/** What the answers about an observation depend on: the estimate holds no names. */
function contentOf(value: Value, observations: readonly EngineObservation[]): string {
  return JSON.stringify([value.expression, observations]);
}

function underFix(node: Observation, controls: readonly Control[]): ReturnType<typeof replacement> {
  const { end } = rangeOf(node);
  const names = controls.map((control) => control.name).join(', ');
  const newText = node.controls.length === 0 ? ` under ${names}` : `, ${names}`;
  return {
    title: `Add \`under ${names}\``,
    preferred: true,
    edits: [{ uri: uriOf(node), range: { start: end, end }, newText }],
  };
}
