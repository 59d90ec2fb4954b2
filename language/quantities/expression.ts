/** An expression of the language → a value: engine expression, dimension, how it was written. */
import type { Binary, Expression, Rate } from '../generated/ast.ts';
import { countDimension, type Dimension, over, plain, times } from '../units/index.ts';
import { combine } from './arithmetic.ts';
import { lowerCall } from './call.ts';
import { findUnit, readLiteral } from './literal.ts';
import { readNumber } from './number.ts';
import type { Place } from './place.ts';
import { lowerRange } from './range.ts';
import { scale } from './scale.ts';
import type { QuantityScope } from './scope.ts';
import type { Value } from './value.ts';

/** An expression as a value; `place` only where the expression is the whole estimate, `per` what it is divided by. */
export function lowerExpression(
  node: Expression,
  place: Place | null,
  scope: QuantityScope,
  per: Dimension = plain,
): Value | null {
  switch (node.$type) {
    case 'Quantity':
      return readLiteral(node, scope);
    case 'Range':
      return lowerRange(node, { scope, place, per, lower: (inner, at) => lowerExpression(inner, null, at) });
    case 'Rate':
      return lowerRate(node, scope, per);
    case 'Group':
      return node.inner === undefined ? null : lowerExpression(node.inner, place, scope, per);
    case 'Call':
      return lowerCall(node, place, scope, lowerExpression);
    case 'Reference':
      return scope.resolve(node, place, scope);
    case 'Binary':
      return lowerBinary(node, scope);
    default:
      // What the parser could not finish: it has said so.
      return null;
  }
}

/** Sums and products lean to the left and can be long: the left spine is walked, not recursed into. */
function lowerBinary(node: Binary, scope: QuantityScope): Value | null {
  const spine: Binary[] = [];
  let first: Expression = node;
  while (first?.$type === 'Binary') {
    spine.push(first);
    first = first.left;
  }
  let value = first === undefined ? null : lowerExpression(first, null, scope);
  for (const binary of spine.reverse()) {
    const right = binary.right === undefined ? null : lowerExpression(binary.right, null, scope);
    value = value === null || right === null ? null : combine(binary, value, right, scope);
  }
  return value;
}

/** `e per UNIT`, `e per N UNIT`. */
function lowerRate(node: Rate, scope: QuantityScope, per: Dimension): Value | null {
  if (node.unit === undefined) return null;
  const unit = findUnit(node, node.unit, scope, 'unit');
  if (unit === null) return null;
  if (unit.kind === 'currency') {
    const rate = scope.money.rate(unit.code);
    if (rate === null) {
      const own = scope.money.currency;
      scope.report(
        'exchange',
        node,
        `The system is in ${own} and nothing says what ${unit.code} is worth. Add \`exchange 1 ${unit.code} = … ${own}\` to the system.`,
        { property: 'unit' },
      );
      return null;
    }
    return divided(node, countDimension('money'), 1 / rate, scope, per);
  }
  return divided(node, unit.dimension, unit.kind === 'time' ? unit.perYear : 1, scope, per);
}

function divided(node: Rate, unit: Dimension, factor: number, scope: QuantityScope, per: Dimension): Value | null {
  const count = node.count === undefined ? 1 : readNumber(node.count).value;
  if (!(count > 0 && Number.isFinite(count))) {
    scope.report('range', node, `A rate is per a number above 0, found \`${node.count}\`.`, { property: 'count' });
    return null;
  }
  const amount = node.amount === undefined ? null : lowerExpression(node.amount, null, scope, times(per, unit));
  if (amount === null) return null;
  const dimension = over(amount.dimension, unit);
  return { expression: scale(amount.expression, factor / count), dimension, percent: false, named: amount.named };
}
