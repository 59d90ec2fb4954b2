/** What fits on a badge: pure text of one or two characters, and the sentence behind it. */
import { counted, moneyInWords, signOf } from '../../protocol/index.ts';

/** A system or a service as its badge tells it. Money a year, in the currency. */
export interface BadgeFigures {
  readonly name: string;
  /** null: no figure. */
  readonly ale: number | null;
  /** Number of threats without figures; with any, `ale` is "at least". */
  readonly lacking: number;
  /** By how much it moved; null where nothing is compared, or it did not move. */
  readonly delta: number | null;
  /** `+$180k a year since HEAD`, or null. */
  readonly difference: string | null;
  readonly currency: string;
}

const units = ['', 'k', 'M', 'B', 'T'];
const most = units.length - 1;

/**
 * `5M`, `$k` where the number has no room (tens and hundreds of thousands), `↑k` and `↓M` for what moved by thousands or
 * millions, `?` without a figure. A unit never stands alone: `M` is the mark of a file that git finds modified.
 */
export function markOf({ ale, delta, currency }: BadgeFigures): string {
  if (delta !== null) return `${delta > 0 ? '↑' : '↓'}${scaled(Math.abs(delta)).unit}`;
  if (ale === null) return '?';
  const { digits, unit } = scaled(ale);
  return digits < 10 ? `${digits}${unit}` : `${shortSign(currency)}${unit}`;
}

/** `Order-Processor: $5.03M a year, +$180k a year since HEAD`. */
export function sentenceOf({ name, ale, lacking, difference, currency }: BadgeFigures): string {
  const without = `${counted(lacking, 'threat')} without figures`;
  if (ale === null) return `${name}: ${lacking > 0 ? without : 'no figure'}`;
  const figure = `${lacking > 0 ? 'at least ' : ''}${moneyInWords(ale, currency)} a year`;
  return `${name}: ${[figure, difference, lacking > 0 ? without : null].filter(Boolean).join(', ')}`;
}

/** Rounded to a whole number below 1 000 and its unit. */
function scaled(amount: number): { readonly digits: number; readonly unit: string } {
  let digits = Math.round(amount);
  let size = amount;
  let power = 0;
  while (digits >= 1000 && power < most) {
    size /= 1000;
    digits = Math.round(size);
    power++;
  }
  return { digits, unit: units[power] };
}

function shortSign(currency: string): string {
  return signOf(currency) ?? '¤';
}
