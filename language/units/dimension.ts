/**
 * What a quantity is a quantity of: powers of money, of time and of every count unit. A plain number has none.
 * Values are in base units: money in the system's currency, time in years, counts as they are.
 */

/** Powers by base: `money`, `time`, or the name of a count unit. No power is 0. */
export type Dimension = ReadonlyMap<string, number>;

export const money = 'money';
export const time = 'time';

/** The dimension of a plain number. */
export const plain: Dimension = new Map();

export const moneyDimension: Dimension = new Map([[money, 1]]);
export const timeDimension: Dimension = new Map([[time, 1]]);
export const rateDimension: Dimension = new Map([[time, -1]]);

/** The dimension of a count unit. */
export function countDimension(unit: string): Dimension {
  return new Map([[unit, 1]]);
}

/** a · b^power. */
function combine(a: Dimension, b: Dimension, power: 1 | -1): Dimension {
  if (b.size === 0) return a;
  const result = new Map(a);
  for (const [base, exponent] of b) {
    const sum = (result.get(base) ?? 0) + power * exponent;
    if (sum === 0) result.delete(base);
    else result.set(base, sum);
  }
  return result.size === 0 ? plain : result;
}

/** The dimension of a product. */
export function times(a: Dimension, b: Dimension): Dimension {
  return combine(a, b, 1);
}

/** The dimension of a quotient. */
export function over(a: Dimension, b: Dimension): Dimension {
  return combine(a, b, -1);
}

/** The dimension of 1/x. */
export function inverse(a: Dimension): Dimension {
  return combine(plain, a, -1);
}

export function isPlain(a: Dimension): boolean {
  return a.size === 0;
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [base, exponent] of a) if (b.get(base) !== exponent) return false;
  return true;
}

export function isMoney(a: Dimension): boolean {
  return a.size === 1 && a.get(money) === 1;
}

export function isTime(a: Dimension): boolean {
  return a.size === 1 && a.get(time) === 1;
}

/** One count unit and nothing else. */
export function isCount(a: Dimension): boolean {
  if (a.size !== 1) return false;
  const [[base, exponent]] = a;
  return base !== money && base !== time && exponent === 1;
}

/** A plain number per time, or a count of one unit per time. */
export function isRate(a: Dimension): boolean {
  if (a.get(time) !== -1 || a.size > 2) return false;
  for (const [base, exponent] of a) if (base !== time && (base === money || exponent !== 1)) return false;
  return true;
}

/** Money per time. */
export function isMoneyRate(a: Dimension): boolean {
  return a.size === 2 && a.get(money) === 1 && a.get(time) === -1;
}

export function isPlainOrCount(a: Dimension): boolean {
  return isPlain(a) || isCount(a);
}
