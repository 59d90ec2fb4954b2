/** The numbers of expectations and of the appetite, in base units. */
import type { AstNode } from 'langium';
import type { AppetitePoint, Expectation } from '../generated/ast.ts';
import { lowerExpression } from '../quantities/expression.ts';
import {
  collectFindings,
  eventsPlace,
  knownNumber,
  lowerKnown,
  mismatch,
  moneyPlace,
  numberPlace,
  type Place,
  probabilityPlace,
  type QuantityScope,
  unitWordsOf,
} from '../quantities/index.ts';
import { textOf } from '../quantities/report.ts';
import type { Limit } from '../stages.ts';
import type { Base } from './base.ts';

/** Money that may be negative, such as a net benefit. */
const anyMoneyPlace: Place = { ...moneyPlace, least: Number.NEGATIVE_INFINITY };

function placeOfMeasure(measure: Expectation['measure']): Place {
  switch (measure) {
    case 'probability-of-loss':
      return probabilityPlace;
    case 'events':
      return eventsPlace;
    case 'roi':
    case 'rosi':
      return numberPlace;
    default:
      return anyMoneyPlace;
  }
}

/** All limits of a system that can be read; what cannot is reported. */
export function limitsOf(base: Base): ReadonlyMap<AstNode, Limit> {
  const limits = new Map<AstNode, Limit>();
  for (const expectation of base.view.expectations) {
    const limit = limitOf(expectation, base.scope);
    if (limit !== null) limits.set(expectation, limit);
  }
  for (const point of appetitePoints(base)) {
    const low = lowerKnown(point.probability, probabilityPlace, base.scope);
    const high = lowerKnown(point.amount, moneyPlace, base.scope);
    if (low !== null && high !== null) limits.set(point, { low, high });
  }
  return limits;
}

/** The points of the system's appetite, in the order of the text. */
export function appetitePoints(base: Base): readonly AppetitePoint[] {
  return (
    base.system.node?.properties.flatMap((property) => (property.$type === 'Appetite' ? property.points : [])) ?? []
  );
}

function limitOf(node: Expectation, scope: QuantityScope): Limit | null {
  if (node.limit === undefined || node.measure === undefined) return null;
  const place = placeOfMeasure(node.measure);
  if (node.relation !== 'within') {
    const known = lowerKnown(node.limit, place, scope);
    return known === null ? null : { low: known, high: known };
  }
  // Here `a..b` means its two ends and nothing is drawn: what is said about ranges as estimates does not concern it.
  const inner = collectFindings();
  const value = lowerExpression(node.limit, null, { ...scope, report: inner.report, forward: inner.add });
  for (const finding of inner.all) if (finding.severity === 'error') scope.forward(finding);
  if (value === null) return null;
  if (!place.accepts(value.dimension)) {
    scope.report('unit', node.limit, mismatch(place, value.dimension, unitWordsOf(scope), value.percent));
    return null;
  }
  const { expression } = value;
  const known = knownNumber(expression);
  if (expression.kind === 'draw' && expression.law.law === 'pert')
    return { low: expression.law.min, high: expression.law.max };
  if (known !== null && node.limit.$type !== 'Quantity') return { low: known, high: known };
  scope.report(
    'syntax',
    node.limit,
    `\`within\` takes two numbers such as \`$1M..$5M\`, found \`${textOf(node.limit)}\`.`,
  );
  return null;
}
