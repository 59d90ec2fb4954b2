/** `$5..$20k`: a multiplier on a later operand only, where the earlier could have been meant with it, too. */
import type { Range } from '../generated/ast.ts';
import { isQuantity } from '../generated/ast.ts';
import type { Operand } from './operands.ts';
import { replacement, textOf } from './report.ts';
import type { QuantityScope } from './scope.ts';

const factors: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Reports the error `range-scale`; whether it did. 0 needs no multiplier. */
export function refuseMixedScale(range: Range, operands: readonly Operand[], scope: QuantityScope): boolean {
  if (!operands.some(({ multiplier }) => multiplier === '')) return false;
  const suspects = new Map<Operand, string>();
  let next = '';
  for (const operand of [...operands].reverse()) {
    if (operand.multiplier) next = operand.multiplier;
    else if (operand.multiplier === '' && operand.number !== 0 && next !== '') suspects.set(operand, next);
  }
  if (suspects.size === 0) return false;
  const other = operands.map((operand) => operand.number * (factors[suspects.get(operand) ?? ''] ?? 1));
  if (!other.every((number, index) => index === 0 || other[index - 1] < number)) return false;
  const texts = operands.map((operand) => textOf(operand.node));
  const scaled = operands.map((operand, i) =>
    suspects.has(operand) ? withMultiplier(operand, suspects.get(operand) ?? '') : texts[i],
  );
  const plain = operands.map((operand, i) => (operand.multiplier ? written(operand) : texts[i]));
  const glue = range.operator === 'to' ? ' to ' : '..';
  const readings = [scaled.join(glue), plain.join(glue)];
  scope.report(
    'range-scale',
    range,
    `A multiplier does not carry to the numbers before it: ${textOf(range)} could mean two things. Write \`${readings[0]}\` or \`${readings[1]}\`.`,
    {
      fix: {
        alternatives: readings.map((text, i) => replacement(`Write \`${text}\``, range, text, { preferred: i === 0 })),
      },
    },
  );
  return true;
}

function withMultiplier(operand: Operand, multiplier: string): string {
  return textOf(operand.node).replace(/^([$€£¥]?[0-9][0-9_]*(?:\.[0-9]+)?)/u, `$1${multiplier}`);
}

/** `$20k` → `$20_000`. */
function written(operand: Operand): string {
  const text = textOf(operand.node);
  if (!isQuantity(operand.node)) return text;
  return text.replace(
    /([0-9][0-9_]*)(\.[0-9]+)?([kMBT])/u,
    (_, whole: string, fraction: string | undefined, letter: string) => {
      const value = Number(`${whole.replaceAll('_', '')}${fraction ?? ''}`) * factors[letter];
      return Math.round(value)
        .toString()
        .replace(/\B(?=(\d{3})+(?!\d))/g, '_');
    },
  );
}
