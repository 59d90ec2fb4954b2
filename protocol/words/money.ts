/** Money in words. Values are in units of the currency (dollars, not cents), unrounded. */
import { numberInWords } from './number.ts';

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' };
/** Currencies that are never written with a fraction. */
const wholeCurrencies: ReadonlySet<string> = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK']);

export interface MoneyOptions {
  /** Significant digits, 3 if left out. */
  readonly digits?: number;
  /** `+` before what is above 0, for differences. */
  readonly signed?: boolean;
}

/**
 * Money as the language writes it: `$800k`, `€1.62M`, `-$40k`, `$12.50`; a currency without a sign of its own as
 * `1.6M CHF`. What is not 0 never reads as 0: it is `<$0.01` then.
 */
export function moneyInWords(value: number, currency: string, options: MoneyOptions = {}): string {
  if (Number.isNaN(value)) return 'unknown';
  const before = value < 0 ? '-' : options.signed && value > 0 ? '+' : '';
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return `${before}infinite`;
  const least = wholeCurrencies.has(currency) ? 1 : 0.01;
  const small = size > 0 && size < least / 2;
  const amount = withCurrency(small ? String(least) : amountInWords(size, currency, options.digits ?? 3), currency);
  return small ? `${before}<${amount}` : `${before}${amount}`;
}

/** A benefit for each unit of money spent: `$5.07 per $1`, `5.07 CHF per 1 CHF`. */
export function moneyPerOne(ratio: number, currency: string): string {
  const before = ratio < 0 ? '-' : '';
  const size = Math.abs(ratio);
  const amount = size < 100 ? size.toFixed(2) : numberInWords(size);
  return `${before}${withCurrency(amount, currency)} per ${withCurrency('1', currency)}`;
}

/** `$`, `€`, `£`, `¥`, or null where the code is written behind the number. */
export function signOf(currency: string): string | null {
  return signs[currency] ?? null;
}

function amountInWords(size: number, currency: string, digits: number): string {
  if (size >= 999.5 || size === 0) return numberInWords(size, digits);
  if (wholeCurrencies.has(currency) || size >= 99.995) return String(Math.round(size));
  return Number.isInteger(size) ? String(size) : size.toFixed(2);
}

function withCurrency(amount: string, currency: string): string {
  const sign = signOf(currency);
  return sign === null ? `${amount} ${currency}` : `${sign}${amount}`;
}
