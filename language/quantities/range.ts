/** `a..b`, `a..m..b`, `a to b`, `a to m to b` → a law. */

import type { Expression as EngineExpression } from '../../engine/index.ts';
import type { Range } from '../generated/ast.ts';
import { nodeForProperty } from '../parser/property-nodes.ts';
import { type Dimension, isCount, isPlain, isRate, money, over, valueInWords } from '../units/index.ts';
import { fitInterval, fitPert, fitQuantiles, type IntervalScale } from './fit.ts';
import { type LowerInner, type Operand, readOperands } from './operands.ts';
import type { Place } from './place.ts';
import { refuseMixedScale } from './range-scale.ts';
import { replacement, textOf, uriOf } from './report.ts';
import { type QuantityScope, unitWordsOf } from './scope.ts';
import { constantValue, type Value } from './value.ts';

export interface RangeContext {
  readonly scope: QuantityScope;
  /** Where the range itself is the estimate; null inside arithmetic. */
  readonly place: Place | null;
  /** What the range is divided by (`per record`, `per year`). */
  readonly per: Dimension;
  readonly lower: LowerInner;
}

/** The numbers of a range, checked, and how to make a law of them. */
export interface ReadRange {
  readonly operator: '..' | 'to';
  /** Two or three, rising. */
  readonly numbers: readonly number[];
  readonly dimension: Dimension;
  readonly percent: boolean;
}

/** A range as a value; null: an error was reported. */
export function lowerRange(range: Range, context: RangeContext): Value | null {
  const read = readRange(range, context);
  if (read === null) return null;
  const [low] = read.numbers;
  const high = read.numbers[read.numbers.length - 1];
  if (low === high) return constantValue(low, read.dimension, read.percent);
  const fitted = fitRange(range, read.numbers, read, context);
  if (fitted === null) return null;
  warnWidePert(range, read, context);
  return { expression: fitted, dimension: read.dimension, percent: read.percent, named: false };
}

/** Reads and checks the numbers of a range. */
export function readRange(range: Range, context: RangeContext): ReadRange | null {
  const { scope } = context;
  if (range.bounds.length === 0) return null;
  const operands = readOperands(range, scope, context.lower);
  if (operands === null || refuseMixedScale(range, operands, scope) || refuseOrder(range, operands, scope)) return null;
  const numbers = operands.map((operand) => operand.number);
  const percent = operands.every((operand) => operand.percent);
  if (range.operator === 'to' && refuseNotPositive(range, operands, scope)) return null;
  if (numbers[0] === numbers[numbers.length - 1])
    scope.report(
      'equal-ends',
      range,
      `Both ends of this range are ${textOf(operands[operands.length - 1].node)}: it is not uncertain. Write one number, or different ends.`,
    );
  return { operator: range.operator, numbers, dimension: operands[0].dimension, percent };
}

/** The law of a range's numbers; `per` and place decide between lognormal and logit-normal. */
export function fitRange(
  range: Range,
  numbers: readonly number[],
  read: Pick<ReadRange, 'operator' | 'dimension' | 'percent'>,
  context: Pick<RangeContext, 'place' | 'scope'>,
): EngineExpression | null {
  const [low, middle] = numbers;
  const high = numbers[numbers.length - 1];
  if (read.operator === '..') return fitPert(low, numbers.length === 3 ? middle : (low + high) / 2, high);
  const scale = scaleOf(range, high, read, context);
  if (scale === null) return null;
  return numbers.length === 3 ? fitQuantiles(low, middle, high, scale) : fitInterval(low, high, scale);
}

function scaleOf(
  range: Range,
  high: number,
  read: Pick<ReadRange, 'dimension' | 'percent'>,
  { place, scope }: Pick<RangeContext, 'place' | 'scope'>,
): IntervalScale | null {
  if (!isPlain(read.dimension)) return 'log';
  if (read.percent && high < 1) return 'logit';
  if (place?.kind !== 'probability') return 'log';
  if (high < 1) return 'logit';
  scope.report(
    'range',
    range,
    `A probability with \`to\` lies between 0% and 100%, both excluded: found ${textOf(range)}.`,
  );
  return null;
}

/** a > b, or m outside of a..b (for `to`: not strictly inside). */
function refuseOrder(range: Range, operands: readonly Operand[], scope: QuantityScope): boolean {
  const numbers = operands.map((operand) => operand.number);
  const first = operands[0];
  const last = operands[operands.length - 1];
  const text = (operand: Operand): string => textOf(operand.node);
  if (first.number > last.number) {
    const edits = [
      { uri: uriOf(range), range: replacement('', first.node, '').edits[0].range, newText: text(last) },
      { uri: uriOf(range), range: replacement('', last.node, '').edits[0].range, newText: text(first) },
    ];
    const swap = { title: 'Swap the ends', preferred: true, edits };
    scope.report(
      'range',
      range,
      `The range falls: ${text(first)} is more than ${text(last)}. Write the smaller number first.`,
      {
        fix: { alternatives: [swap] },
      },
    );
    return true;
  }
  if (numbers.length < 3) return false;
  const middle = operands[1];
  const inside =
    range.operator === '..' || first.number === last.number
      ? first.number <= middle.number && middle.number <= last.number
      : first.number < middle.number && middle.number < last.number;
  if (inside) return false;
  const role = range.operator === '..' ? 'The most likely value' : 'The median';
  scope.report('range', middle.node, `${role} ${text(middle)} does not lie between ${text(first)} and ${text(last)}.`);
  return true;
}

/** `to` is built on a logarithm. */
function refuseNotPositive(range: Range, operands: readonly Operand[], scope: QuantityScope): boolean {
  const first = operands[0];
  if (first.number > 0) return false;
  scope.report(
    'range',
    range,
    `With \`to\` the lower end is more than 0, found ${textOf(first.node)}. Write a small number above 0, or \`..\` for a range that starts at 0.`,
    {
      fix: { alternatives: [replaceOperator(range, '..')] },
    },
  );
  return true;
}

function replaceOperator(range: Range, to: '..' | 'to'): ReturnType<typeof replacement> {
  const texts = [range.low, ...range.bounds].map(textOf);
  const newText = texts.join(to === 'to' ? ' to ' : '..');
  return { ...replacement(`Write \`${newText}\``, range, newText) };
}

/** `a..b` over more than a factor of 10 and without a most likely value: its mean is (a + b)/2, rarely what is meant. */
function warnWidePert(range: Range, read: ReadRange, { scope, per, place }: RangeContext): void {
  const [low, high] = read.numbers;
  if (read.operator !== '..' || read.numbers.length !== 2 || low <= 0 || high <= 10 * low) return;
  const whole = over(read.dimension, per);
  const ofThings = whole.has(money) || isRate(whole) || isCount(read.dimension);
  if (!ofThings && !(place?.kind === 'count' && isPlain(whole) && !read.percent)) return;
  reportWidePert(range, (low + high) / 2, whole, scope);
}

/** Says that a range is wide; `mean` is in the unit `dimension`. */
export function reportWidePert(range: Range, mean: number, dimension: Dimension, scope: QuantityScope): void {
  const shown = valueInWords(mean, dimension, unitWordsOf(scope));
  const operator = nodeForProperty(range.$cstNode, 'operator');
  const fix = operator === undefined ? {} : { fix: { alternatives: [replaceOperator(range, 'to')] } };
  scope.report(
    'wide-pert',
    range,
    `The ends of ${textOf(range)} are more than a factor of 10 apart and nothing is said to be most likely: its mean is ${shown}. Did you mean \`to\`, a 90 % interval?`,
    fix,
  );
}
