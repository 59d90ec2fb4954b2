/** `+ - * /`, `min`, `max` of values: units, known numbers folded, divisors that cannot be 0. */
import type { AstNode } from 'langium';
import type { Expression as EngineExpression } from '../../engine/index.ts';
import type { Binary } from '../generated/ast.ts';
import { isQuantity, isRate as isRateNode } from '../generated/ast.ts';
import { dimensionInWords, over, sameDimension, times, valueInWords } from '../units/index.ts';
import { unitOf } from './literal.ts';
import { canBeZero } from './properties.ts';
import { replacement, textOf } from './report.ts';
import { scale } from './scale.ts';
import { type QuantityScope, unitWordsOf } from './scope.ts';
import { constantValue, knownNumber, type Value } from './value.ts';

/** The value of `left operator right`; null: an error was reported. */
export function combine(node: Binary, left: Value, right: Value, scope: QuantityScope): Value | null {
  switch (node.operator) {
    case '*':
      return multiply(left, right);
    case '/':
      return divide(node.right, left, right, scope);
    default:
      return add(node, left, right, scope);
  }
}

/** The product of two values. */
export function multiply(left: Value, right: Value): Value {
  return {
    expression: productOf(left.expression, right.expression),
    dimension: times(left.dimension, right.dimension),
    percent: left.percent && right.percent,
    named: left.named || right.named,
  };
}

/** a · b, known factors folded in. */
export function productOf(a: EngineExpression, b: EngineExpression): EngineExpression {
  const left = knownNumber(a);
  const right = knownNumber(b);
  if (left !== null && right !== null) return { kind: 'constant', value: left * right };
  if (left !== null && left > 0) return scale(b, left);
  if (right !== null && right > 0) return scale(a, right);
  return { kind: 'product', left: a, right: b };
}

/** The quotient; a divisor that can be 0 is an error at `divisor`. */
export function divide(divisor: AstNode, left: Value, right: Value, scope: QuantityScope): Value | null {
  if (canBeZero(right.expression, scope)) {
    scope.report(
      'range',
      divisor,
      `A divisor cannot be 0, and \`${textOf(divisor)}\` can. Write a quantity that stays away from 0.`,
    );
    return null;
  }
  const known = knownNumber(right.expression);
  const top = knownNumber(left.expression);
  let expression: EngineExpression = { kind: 'quotient', left: left.expression, right: right.expression };
  if (known !== null && top !== null) expression = { kind: 'constant', value: top / known };
  else if (known !== null && known > 0) expression = scale(left.expression, 1 / known);
  const percent = left.percent && !right.percent && right.dimension.size === 0;
  return { expression, dimension: over(left.dimension, right.dimension), percent, named: left.named || right.named };
}

function add(node: Binary, left: Value, right: Value, scope: QuantityScope): Value | null {
  if (node.operator === '-' && refuseDashAsRange(node, left, right, scope)) return null;
  if (!sameDimension(left.dimension, right.dimension)) {
    const [a, b] = [left, right].map((value) => dimensionInWords(value.dimension, unitWordsOf(scope), value.percent));
    const verb = node.operator === '+' ? 'added' : 'subtracted';
    scope.report(
      'unit',
      node,
      `Only quantities of one unit can be ${verb}: \`${textOf(node.left)}\` is ${a}, \`${textOf(node.right)}\` is ${b}.`,
    );
    return null;
  }
  const percent = left.percent && right.percent;
  const a = knownNumber(left.expression);
  const b = knownNumber(right.expression);
  if (a !== null && b !== null) return constantWith(node.operator === '+' ? a + b : a - b, left, right, percent);
  const kind = node.operator === '+' ? 'sum' : 'difference';
  const expression: EngineExpression = { kind, left: left.expression, right: right.expression };
  return { expression, dimension: left.dimension, percent, named: left.named || right.named };
}

function constantWith(value: number, left: Value, right: Value, percent: boolean): Value {
  return { ...constantValue(value, left.dimension, percent), named: left.named || right.named };
}

/** `10% - 25%`, `5 - 15 per year`: a minus between two literals of one unit is a range that was meant. */
function refuseDashAsRange(node: Binary, left: Value, right: Value, scope: QuantityScope): boolean {
  const rightLiteral = isRateNode(node.right) ? node.right.amount : node.right;
  if (!isQuantity(node.left) || !isQuantity(rightLiteral)) return false;
  const bare = unitOf(node.left) === null || unitOf(rightLiteral) === null;
  const oneUnit = isRateNode(node.right) ? bare : bare || sameDimension(left.dimension, right.dimension);
  if (!oneUnit) return false;
  const range = `${textOf(node.left)}..${textOf(node.right)}`;
  const a = knownNumber(left.expression) ?? 0;
  const b = knownNumber(right.expression) ?? 0;
  const same =
    sameDimension(left.dimension, right.dimension) && (unitOf(node.left) === null) === (unitOf(rightLiteral) === null);
  const difference =
    same && a > b ? valueInWords(a - b, left.dimension, unitWordsOf(scope), left.percent || right.percent) : null;
  const hint =
    difference === null
      ? `Write \`${range}\`.`
      : `Write the difference as one number, \`${difference}\`, or a range with \`..\`.`;
  const written = difference ?? range;
  scope.report('range', node, `A minus between two numbers does not make a range: found \`${textOf(node)}\`. ${hint}`, {
    fix: { alternatives: [replacement(`Write \`${written}\``, node, written)] },
  });
  return true;
}
