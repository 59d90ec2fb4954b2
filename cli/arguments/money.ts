/** Money on the command line, as the language writes it: `$500k`, `1.2M EUR`, `80_000`. */
import { signOf } from '../../protocol/index.ts';
import { UsageError } from '../exit.ts';
import type { Arguments } from './command.ts';
import { textOf } from './values.ts';

export interface Money {
  readonly written: string;
  readonly amount: number;
  /** As written: `$` or a code; null: the currency of each system. */
  readonly currency: string | null;
}

const form = /^([$€£¥])?\s*(\d[\d_]*(?:\.\d[\d_]*)?(?:e\d{1,3})?)([kMBT])?(?:\s*([A-Z]{3}))?$/;
const factors: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** The money of an option; null if not given. */
export function moneyOf(args: Arguments, name: string): Money | null {
  const text = textOf(args, name);
  if (text === null) return null;
  const [, sign, digits, factor, code] = form.exec(text.trim()) ?? [];
  const amount = Number(digits?.replaceAll('_', '')) * (factor === undefined ? 1 : factors[factor]);
  if (digits === undefined || !Number.isFinite(amount) || (sign !== undefined && code !== undefined))
    throw new UsageError(`--${name} needs money such as $500k, 1.2M EUR or 80_000, but was given "${text}".`);
  return { written: text, amount, currency: sign ?? code ?? null };
}

/** The amount in a system's currency: no exchange is made. */
export function amountIn(
  { written, amount, currency }: Money,
  system: string | null,
  of: string,
  name: string,
): number {
  if (currency === null || currency === of || currency === signOf(of)) return amount;
  const called = system === null ? 'What is reported' : `The system ${system}`;
  throw new UsageError(`${called} is in ${of}, but --${name} is ${written}. Write it in ${of}, such as 500k ${of}.`);
}
