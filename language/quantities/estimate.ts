/** An estimate at its place: its value, whether the place takes it, and whether all its values are possible there. */
import type { Estimate, Every, Expression } from '../generated/ast.ts';
import { valueInWords } from '../units/index.ts';
import { lowerEvery } from './every.ts';
import { lowerExpression } from './expression.ts';
import { observe } from './observations.ts';
import { mismatch, type Place } from './place.ts';
import { type Bounds, boundsOf, tailOf } from './properties.ts';
import { textOf } from './report.ts';
import { type QuantityScope, unitWordsOf } from './scope.ts';
import { knownNumber, type Value } from './value.ts';

/** What an estimate says, its observations included, before a place looks at it; null: an error was reported. */
export function readEstimate(estimate: Estimate, place: Place | null, scope: QuantityScope): Value | null {
  if (estimate.value === undefined || !mayMove(estimate, scope)) return null;
  const value =
    estimate.value.$type === 'Every'
      ? lowerEvery(estimate.value, place, scope, lowerExpression)
      : lowerExpression(estimate.value, place, scope);
  return value && observe(value, estimate, scope);
}

/** `with evidence` stands once, and only where evidence can move something. */
function mayMove({ evidence }: Estimate, scope: QuantityScope): boolean {
  if (evidence === undefined || evidence.length === 0) return true;
  if (!scope.takesEvidence) {
    scope.report(
      'syntax',
      evidence[0],
      'Evidence moves the `threat-events`, the `vulnerability`, or the `capability` and `resistance` of a threat, and this is none of them. Take `with evidence` out here.',
    );
    return false;
  }
  if (evidence.length === 1) return true;
  scope.report('duplicate', evidence[1], '`with evidence` stands here twice. Take one of them out.');
  return false;
}

/** An estimate where `place` stands; null: an error was reported. */
export function lowerEstimate(estimate: Estimate | undefined, place: Place, scope: QuantityScope): Value | null {
  if (estimate === undefined) return null;
  const value = readEstimate(estimate, place, scope);
  return value !== null && fits(estimate.value, value, place, scope) ? withoutRounding(value, place) : null;
}

/** 70 % + 30 % is a whole, whatever the last bit says. */
function withoutRounding(value: Value, place: Place): Value {
  const number = knownNumber(value.expression);
  if (number === null || (number >= place.least && number <= place.most)) return value;
  return { ...value, expression: { kind: 'constant', value: Math.min(place.most, Math.max(place.least, number)) } };
}

/** A known number where `place` stands, such as a horizon; null: an error was reported. */
export function lowerKnown(node: Expression | undefined, place: Place, scope: QuantityScope): number | null {
  if (node === undefined) return null;
  const value = lowerExpression(node, place, scope);
  if (value === null || !fits(node, value, place, scope)) return null;
  const number = knownNumber(value.expression);
  if (number === null)
    scope.report('range', node, `Here stands one known number, found the uncertain \`${textOf(node)}\`.`);
  return number;
}

/** Unit, support and tail of a value at its place. */
function fits(node: Every | Expression, value: Value, place: Place, scope: QuantityScope): boolean {
  if (!place.accepts(value.dimension)) {
    scope.report('unit', node, mismatch(place, value.dimension, unitWordsOf(scope), value.percent));
    return false;
  }
  if (place.kind === 'any') return true;
  return isPossible(node, value, place, scope) && hasMean(node, value, scope);
}

/** Rounding in sums such as 70 % + 30 % is no error. */
const slack = 1e-12;

const largestValue = 1e150;

function isPossible(node: Every | Expression, value: Value, place: Place, scope: QuantityScope): boolean {
  const bounds = boundsOf(value.expression, scope);
  if (bounds.min >= place.least - slack && bounds.max <= place.most + slack) {
    const largest = Math.max(Math.abs(bounds.min), Math.abs(bounds.max));
    // A law may reach to infinity; a finite value whose square is no number may not.
    if (largest < largestValue || (largest === Number.POSITIVE_INFINITY && value.expression.kind !== 'constant'))
      return true;
    scope.report('range', node, `\`${textOf(node)}\` is too large.`);
    return false;
  }
  scope.report('range', node, impossible(node, bounds, value, place, scope));
  return false;
}

function impossible(
  node: Every | Expression,
  bounds: Bounds,
  value: Value,
  place: Place,
  scope: QuantityScope,
): string {
  const percent = value.percent || place.kind === 'probability';
  const words = (number: number): string => valueInWords(number, value.dimension, unitWordsOf(scope), percent);
  const text = textOf(node);
  const low = bounds.min < place.least - slack;
  const limit = words(low ? place.least : place.most);
  const rule = `here it is at ${low ? 'least' : 'most'} ${limit}`;
  const end = low ? bounds.min : bounds.max;
  if (value.expression.kind === 'constant') return `\`${text}\` is ${words(end)}, and ${rule}. Correct the number.`;
  const reach = low ? 'low' : 'high';
  const how = Number.isFinite(end) ? `as ${reach} as ${words(end)}` : `${low ? 'below' : 'above'} ${limit}`;
  const cut = `\`${low ? 'max' : 'min'}(${text}, ${limit})\``;
  // Only draws of its own can be conditioned on a window.
  const given = value.named
    ? ''
    : `, or \`truncate(${text}, ${low ? 'min' : 'max'}: ${limit})\` to draw only from there`;
  return `\`${text}\` can be ${how}, and ${rule}. Write ${cut}${given}.`;
}

function hasMean(node: Every | Expression, value: Value, scope: QuantityScope): boolean {
  const tail = tailOf(value.expression, scope);
  if (tail === 'infinite') {
    scope.report(
      'infinite',
      node,
      `The mean of \`${textOf(node)}\` is infinite, so there is no expected loss. Cap it with \`min(…)\` or \`truncate(…, max: …)\`, or use a lighter tail.`,
    );
    return false;
  }
  if (tail === 'heavy')
    scope.report(
      'heavy',
      node,
      `The variance of \`${textOf(node)}\` is infinite: a few extreme values decide the mean, and no standard error can be given for it. Cap it with \`min(…)\` if there is a largest value.`,
    );
  return true;
}
