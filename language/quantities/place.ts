/** Every place that takes an estimate, and what it expects. */
import {
  type Dimension,
  dimensionInWords,
  isCount,
  isMoney,
  isMoneyRate,
  isPlain,
  isPlainOrCount,
  isRate,
  isTime,
  type UnitWords,
} from '../units/index.ts';

export interface Place {
  readonly kind: 'rate' | 'probability' | 'money' | 'cost' | 'duration' | 'count' | 'number' | 'any';
  /** `a rate such as "5..15 per year"`. */
  readonly expected: string;
  readonly accepts: (dimension: Dimension) => boolean;
  /** The least and the greatest possible value; a support beyond them is an error. */
  readonly least: number;
  readonly most: number;
}

const unbounded = Number.POSITIVE_INFINITY;

function place(kind: Place['kind'], expected: string, accepts: Place['accepts'], least = 0, most = unbounded): Place {
  return { kind, expected, accepts, least, most };
}

export const ratePlace = place('rate', 'a rate such as "5..15 per year"', isRate);
export const probabilityPlace = place('probability', 'a probability such as "10%..25%"', isPlain, 0, 1);
export const percentilePlace = place('probability', 'a percentile such as "60%..85%"', isPlain, 0, 1);
export const moneyPlace = place('money', 'money such as "$250k..$500k"', isMoney);
export const costPlace = place(
  'cost',
  'money such as "$150k", or money per time such as "$90k per year"',
  (dimension) => isMoney(dimension) || isMoneyRate(dimension),
);
export const durationPlace = place('duration', 'a duration such as "3 years"', isTime);
export const countPlace = place('count', 'a count such as "1.2M records"', isPlainOrCount);
export const numberPlace = place('number', 'a plain number such as "3"', isPlain, -unbounded);
export const eventsPlace = place(
  'rate',
  'a number of events a year such as "3"',
  (dimension) => isPlain(dimension) || isCount(dimension) || isRate(dimension),
);
/** The value of an `estimate`, `distribution` or `let`: whatever its uses need. */
export const anyPlace = place('any', 'a quantity', () => true, -unbounded);

/** `expected a rate such as "5..15 per year", found money`, as a sentence. */
export function mismatch(at: Place, found: Dimension, words: UnitWords, percent = false): string {
  return `Expected ${at.expected}, found ${dimensionInWords(found, words, percent)}.`;
}
