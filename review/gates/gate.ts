/** What may stop a change: the words after `--fail-on`. */

/** A limit in money, of a currency, or as a share of the base. */
export type Amount =
  | { readonly unit: 'money'; readonly value: number; readonly currency: string | null }
  | { readonly unit: 'share'; readonly value: number };

export type Measure = 'ale' | 'p95' | 'target' | 'threat';

export type Gate =
  /** The measure rises by more than the amount. */
  | { readonly kind: 'rise'; readonly text: string; readonly of: Measure; readonly by: Amount }
  /** The measure is above the amount in the head. */
  | { readonly kind: 'above'; readonly text: string; readonly of: Measure; readonly limit: Amount }
  | { readonly kind: 'appetite' | 'expectations' | 'new-unquantified' | 'new-concessions'; readonly text: string };

const words = ['appetite', 'expectations', 'new-unquantified', 'new-concessions'] as const;
const measures: readonly Measure[] = ['ale', 'p95', 'target', 'threat'];

const examples = `"ale +10%", "ale +$100k", "p95 > $5M", "threat +$50k", ${words.map((word) => `"${word}"`).join(', ')}`;

/** A gate, or what is wrong with its text. */
export function parseGate(text: string): Gate | { readonly message: string } {
  const plain = text.trim().replace(/\s+/g, ' ');
  const word = words.find((each) => each === plain);
  if (word !== undefined) return { kind: word, text: plain };
  const match = /^([a-z0-9-]+) ?(\+|>) ?(.+)$/.exec(plain);
  const of = measures.find((each) => each === match?.[1]);
  if (match === null || of === undefined)
    return { message: `${JSON.stringify(text)} is no gate; write one of ${examples}.` };
  const amount = parseAmount(match[3]);
  if (amount === null)
    return {
      message: `${JSON.stringify(match[3])} is no amount; write a share such as 10%, or money such as $100k or 100k CHF.`,
    };
  if (match[2] === '+') return { kind: 'rise', text: plain, of, by: amount };
  if (amount.unit === 'share')
    return {
      message: `${JSON.stringify(text)} compares money with a share; write ${of} > $5M, or ${of} +${match[3]}.`,
    };
  return { kind: 'above', text: plain, of, limit: amount };
}

const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };
const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** `10%`, `$100k`, `1.5M CHF`, `0`; null for anything else. Without a currency it is that of each system. */
export function parseAmount(text: string): Amount | null {
  const match = /^([$€£¥]?)(\d+(?:_\d+)*(?:\.\d+)?)([kMBT]?)(?: ?(%|[A-Z]{3}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign, digits, factor, unit] = match;
  const number = Number(digits.replaceAll('_', '')) * factors[factor];
  if (unit === '%') return sign === '' ? { unit: 'share', value: number / 100 } : null;
  if (sign !== '' && unit !== undefined) return null;
  return { unit: 'money', value: number, currency: unit ?? signs[sign] ?? null };
}
