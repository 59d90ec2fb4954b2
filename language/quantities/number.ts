/** Numbers as they are written: `1_200`, `0.25`, `250k`, `1e6`. */

export interface WrittenNumber {
  readonly value: number;
  /** `k`, `M`, `B`, `T`, or empty. */
  readonly multiplier: string;
}

const factors: Readonly<Record<string, string>> = { k: 'e3', M: 'e6', B: 'e9', T: 'e12' };

/** Larger than any quantity of a model; its square is still a number. */
export const largestNumber = 1e100;

/** The value of a number's text, correctly rounded; Infinity where it is too large for any use. */
export function readNumber(text: string): WrittenNumber {
  const digits = text.replaceAll('_', '');
  const last = digits[digits.length - 1];
  const multiplier = last in factors ? last : '';
  if (multiplier === '') return { value: bounded(Number(digits)), multiplier };
  const body = digits.slice(0, -1);
  // With an exponent already there (`1e3k`) the factors are multiplied, else written as one decimal so that it rounds once.
  const value = /[eE]/.test(body)
    ? Number(body) * Number(`1${factors[multiplier]}`)
    : Number(body + factors[multiplier]);
  return { value: bounded(value), multiplier };
}

function bounded(value: number): number {
  return value <= largestNumber ? value : Number.POSITIVE_INFINITY;
}
