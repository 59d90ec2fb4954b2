/** The operands of a range: literals, or known numbers in parentheses, with the units that carry between them. */
import type { Expression, Range } from '../generated/ast.ts';
import { isPlain } from '../units/index.ts';
import { type LiteralUnit, literalInWords, readLiteral, unitOf } from './literal.ts';
import { textOf } from './report.ts';
import type { QuantityScope } from './scope.ts';
import { constantValue, knownNumber, type Value } from './value.ts';

export interface Operand extends Value {
  readonly node: Expression;
  readonly number: number;
  /** `k`, `M`, `B`, `T`, or empty; null for a number in parentheses. */
  readonly multiplier: string | null;
}

/** Lowers what stands in parentheses. */
export type LowerInner = (node: Expression, scope: QuantityScope) => Value | null;

/** The operands of a range, all of one dimension; null: an error was reported. */
export function readOperands(range: Range, scope: QuantityScope, lower: LowerInner): readonly Operand[] | null {
  const nodes = [range.low, ...range.bounds];
  if (nodes.some((node) => node === undefined)) return null;
  const carried = carriedUnit(range, nodes, scope);
  if (carried === undefined) return null;
  const operands: Operand[] = [];
  let failed = false;
  for (const node of nodes) {
    const operand = readOperand(node, carried, scope, lower);
    if (operand === null) failed = true;
    else operands.push(operand);
  }
  return failed || !sameUnits(range, operands, scope) ? null : operands;
}

/** The unit for operands without one: the sign of the first, or what the last is written with. undefined: in conflict. */
function carriedUnit(range: Range, nodes: readonly Expression[], scope: QuantityScope): LiteralUnit | null | undefined {
  const first = nodes[0];
  const last = nodes[nodes.length - 1];
  const forward = first.$type === 'Quantity' && first.money !== undefined ? unitOf(first) : null;
  const backward = last.$type === 'Quantity' ? unitOf(last) : null;
  const bare = nodes.find((node) => node.$type === 'Quantity' && node.glued === undefined && unitOf(node) === null);
  if (forward !== null && backward !== null && bare !== undefined && !sameUnit(forward, backward)) {
    scope.report(
      'unit',
      range,
      `\`${textOf(bare)}\` could be in the unit of the first or of the last number. Write its unit.`,
    );
    return undefined;
  }
  return forward ?? backward;
}

function sameUnit(a: LiteralUnit, b: LiteralUnit): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function readOperand(
  node: Expression,
  carried: LiteralUnit | null,
  scope: QuantityScope,
  lower: LowerInner,
): Operand | null {
  if (node.$type === 'Quantity') {
    const value = readLiteral(node, scope, carried);
    const number = value && knownNumber(value.expression);
    return value === null || number === null ? null : operandOf(value, node, number, value.written.multiplier);
  }
  if (node.$type !== 'Group') {
    scope.report(
      'syntax',
      node,
      `The ends of a range are numbers, found \`${textOf(node)}\`. Write numbers, or known numbers in parentheses.`,
    );
    return null;
  }
  const value = lower(node.inner, scope);
  if (value === null) return null;
  const number = knownNumber(value.expression);
  if (number === null) {
    scope.report('syntax', node, `The ends of a range are known numbers, found the uncertain \`${textOf(node)}\`.`);
    return null;
  }
  const scaled =
    carried !== null && isPlain(value.dimension) && !value.percent ? carryInto(number, carried, scope, node) : value;
  const result = scaled && knownNumber(scaled.expression);
  return scaled === null || result === null ? null : operandOf(scaled, node, result, null);
}

function operandOf(value: Value, node: Expression, number: number, multiplier: string | null): Operand {
  const { expression, dimension, percent, named } = value;
  return { expression, dimension, percent, named, node, number, multiplier };
}

/** A plain number in parentheses takes the unit of its range, too. */
function carryInto(number: number, unit: LiteralUnit, scope: QuantityScope, node: Expression): Value | null {
  const text =
    unit.kind === 'percent'
      ? { percent: '1%' }
      : unit.kind === 'sign'
        ? { money: `${unit.sign}1` }
        : { number: '1', unit: unit.word };
  const one = readLiteral({ ...node, $type: 'Quantity', ...text } as never, scope);
  const factor = one && knownNumber(one.expression);
  return one === null || factor === null ? null : constantValue(number * factor, one.dimension, one.percent);
}

function sameUnits(range: Range, operands: readonly Operand[], scope: QuantityScope): boolean {
  const [first, ...rest] = operands;
  for (const other of rest) {
    if (sameKind(first, other)) continue;
    const left = literalInWords(first, scope);
    const right = literalInWords(other, scope);
    scope.report(
      'unit',
      range,
      `The ends of a range need one unit: \`${textOf(first.node)}\` is ${left}, \`${textOf(other.node)}\` is ${right}.`,
    );
    return false;
  }
  return true;
}

function sameKind(a: Value, b: Value): boolean {
  if (a.dimension.size !== b.dimension.size) return false;
  for (const [base, exponent] of a.dimension) if (b.dimension.get(base) !== exponent) return false;
  return true;
}
