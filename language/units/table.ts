/** The units that a system knows: time, currencies, built-in counts and what it declares. */
import { builtInCounts, pluralsOf } from './counts.ts';
import { currencyCodes, nearestCurrency } from './currencies.ts';
import { countDimension, type Dimension, timeDimension } from './dimension.ts';
import { nearest } from './nearest.ts';
import { perYearOf, timeUnits, yearsOf } from './time.ts';

export type Unit =
  | {
      readonly kind: 'time';
      readonly name: string;
      readonly dimension: Dimension;
      readonly years: number;
      readonly perYear: number;
    }
  | { readonly kind: 'count'; readonly name: string; readonly dimension: Dimension }
  | { readonly kind: 'currency'; readonly code: string };

export interface DeclaredUnit {
  readonly name: string;
  readonly plural: string | null;
}

export interface UnitTable {
  /** Every word that is a unit, in both numbers; currencies by code. */
  find(word: string): Unit | null;
  /** The unit's word that is nearest to one that is none; null where none is near. */
  suggest(word: string): string | null;
  /** Every word of a unit but the codes of currencies, for completion: one number of each. */
  readonly words: { readonly time: readonly string[]; readonly counts: readonly string[] };
  /** The plural of a count unit, for messages. */
  plural(name: string): string;
}

function timeUnit(name: string): Unit {
  return { kind: 'time', name, dimension: timeDimension, years: yearsOf(name), perYear: perYearOf(name) };
}

/** All units of a system that declares `declared`. Declared words win over built-in ones of the same spelling. */
export function unitTable(declared: readonly DeclaredUnit[]): UnitTable {
  const words = new Map<string, Unit>();
  const plurals = new Map<string, string>();
  const addCount = (name: string, forms: readonly string[]): void => {
    const unit: Unit = { kind: 'count', name, dimension: countDimension(name) };
    for (const word of [name, ...forms]) words.set(word, unit);
    plurals.set(name, forms[0] ?? name);
  };
  for (const name of timeUnits) for (const word of [name, ...pluralsOf(name)]) words.set(word, timeUnit(name));
  for (const name of builtInCounts) addCount(name, pluralsOf(name));
  for (const unit of declared) addCount(unit.name, unit.plural === null ? pluralsOf(unit.name) : [unit.plural]);
  return {
    find: (word) => words.get(word) ?? (currencyCodes.has(word) ? { kind: 'currency', code: word } : null),
    suggest: (word) =>
      /^[A-Z]{2,4}$/.test(word) || currencyCodes.has(word.toUpperCase())
        ? nearestCurrency(word)
        : nearest(word, words.keys()),
    words: { time: timeUnits, counts: [...plurals.values()] },
    plural: (name) => plurals.get(name) ?? `${name}s`,
  };
}
