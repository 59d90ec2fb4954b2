/** Numbers in words, without a locale: the same bytes on every machine. */

const multipliers = [
  { factor: 1e12, sign: 'T' },
  { factor: 1e9, sign: 'B' },
  { factor: 1e6, sign: 'M' },
  { factor: 1e3, sign: 'k' },
] as const;

/**
 * A number in at most `digits` significant digits, trailing zeros dropped, with the multipliers of the language:
 * 1_620_000 is `1.62M`, 999_600 in three digits is `1M`, 0.5 is `0.5`. Whole numbers below 1000 keep all their digits.
 * What is not 0 never reads `0`, and what has no multiplier is `5.18e21`.
 */
export function numberInWords(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'unknown';
  if (value < 0) return `-${numberInWords(-value, digits)}`;
  if (value === Number.POSITIVE_INFINITY) return 'infinite';
  const rounded = roundTo(value, digits);
  if (rounded >= 1e15) return exponential(rounded, digits);
  for (const { factor, sign } of multipliers) {
    if (rounded >= factor) return `${plain(roundTo(rounded / factor, Math.max(digits, 3)), digits)}${sign}`;
  }
  return plain(rounded, digits);
}

/** Rounded to significant digits; whole numbers below 1000 are kept when `digits` is less than they have. */
function roundTo(value: number, digits: number): number {
  if (value === 0) return 0;
  return Number(value.toPrecision(value < 1000 && value >= 100 ? Math.max(digits, 3) : digits));
}

/** Without an exponent, but below 1e-6, for nobody reads ten zeros. */
function plain(value: number, digits: number): string {
  if (value === 0) return '0';
  if (value < 1e-6) return exponential(value, digits);
  const text = value.toFixed(12);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** `1.2e-7`, `5.18e21`: a number of the language, too. */
function exponential(value: number, digits: number): string {
  return value.toExponential(Math.max(0, digits - 1)).replace(/\.?0*e\+?/, 'e');
}

/** A word with its number: `1 threat`, `3 threats`, `2 categories`. The plural is regular unless it is given. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Items as a sentence lists them: `A`, `A and B`, `A, B and C`; beyond `limit` as `A, B and 7 more`. */
export function listed(items: readonly string[], limit = Number.POSITIVE_INFINITY): string {
  if (items.length <= 1) return items.join('');
  if (items.length > limit) return `${items.slice(0, limit).join(', ')} and ${items.length - limit} more`;
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
