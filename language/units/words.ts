/** Dimensions and values in words for messages. */
import { moneyInWords, numberInWords, percentInWords } from '../../protocol/index.ts';
import { type Dimension, isPlain, isRate, money, time } from './dimension.ts';
import type { UnitTable } from './table.ts';

/** How messages name units: the system's currency and its count units. */
export interface UnitWords {
  readonly currency: string;
  readonly units: UnitTable;
}

/** What a quantity of this dimension is: `money`, `a rate`, `a duration`, `a plain number`, `money per record`. */
export function dimensionInWords(dimension: Dimension, words: UnitWords, percent = false): string {
  if (isPlain(dimension)) return percent ? 'a percentage' : 'a plain number';
  const above: string[] = [];
  const below: string[] = [];
  for (const [base, exponent] of dimension) {
    const into = exponent > 0 ? above : below;
    const word = baseInWords(base, exponent > 0 && dimension.size === 1, words);
    for (let i = 0; i < Math.abs(exponent); i++) into.push(word);
  }
  if (above.length === 0 && isRate(dimension)) return 'a rate';
  const top = above.length === 0 ? 'a number' : above.join(' times ');
  return [top, ...below].join(' per ');
}

function baseInWords(base: string, alone: boolean, words: UnitWords): string {
  if (base === money) return 'money';
  if (base === time) return alone ? 'a duration' : 'time';
  return alone ? `a count of ${words.units.plural(base)}` : base;
}

/** The unit that a value in base units is shown in: `USD`, `USD per record`, `events per year`, `records`, `%`, `years`. */
export function unitInWords(dimension: Dimension, words: UnitWords, percent = false): string {
  if (isPlain(dimension)) return percent ? '%' : '';
  const above: string[] = [];
  const below: string[] = [];
  for (const [base, exponent] of dimension) {
    const word = exponent > 0 ? pluralOf(base, words) : base === money ? words.currency : base === time ? 'year' : base;
    for (let i = 0; i < Math.abs(exponent); i++) (exponent > 0 ? above : below).push(word);
  }
  const top = above.join(' ');
  return below.length === 0 ? top : `${top === '' ? '' : `${top} `}per ${below.join(' per ')}`;
}

function pluralOf(base: string, words: UnitWords): string {
  if (base === money) return words.currency;
  return base === time ? 'years' : words.units.plural(base);
}

/** A value in base units with its unit: `$5M`, `12%`, `3 per year`, `40 records`. */
export function valueInWords(value: number, dimension: Dimension, words: UnitWords, percent = false): string {
  if (dimension.get(money) === 1) {
    const rest = new Map(dimension);
    rest.delete(money);
    const amount = moneyInWords(value, words.currency);
    return rest.size === 0 ? amount : `${amount} ${unitInWords(rest, words)}`;
  }
  if (isPlain(dimension) && percent) return percentInWords(value);
  const unit = unitInWords(dimension, words);
  return unit === '' ? numberInWords(value) : `${numberInWords(value)} ${unit}`;
}
