// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of LSP snippets
/** The units that a place takes after a number, and examples of estimates for it. */
import { builtInCounts, pluralsOf } from '../../language/units/counts.ts';
import { timeUnits } from '../../language/units/time.ts';
import type { Expected } from './slots.ts';

const longFirst = [...timeUnits].reverse();
const signs: Readonly<Record<string, string>> = { USD: '\\$', EUR: '€', GBP: '£', JPY: '¥' };

export interface UnitNames {
  readonly currency: string;
  readonly ownUnits: readonly string[];
}

export function unitsFor(expects: Expected, { currency, ownUnits }: UnitNames): readonly string[] {
  const counts = [...ownUnits, ...builtInCounts.map((name) => pluralsOf(name)[0])];
  switch (expects) {
    case 'rate':
      return [...longFirst.map((unit) => `per ${unit}`), ...counts.map((unit) => `${unit} per year`)];
    case 'probability':
      return ['%'];
    case 'money':
      return [currency, `${currency} per record`, 'hours', ...otherCurrencies(currency)];
    case 'cost':
      return [currency, `${currency} per year`, `${currency} per month`, ...otherCurrencies(currency)];
    case 'duration':
      return longFirst.map((unit) => pluralsOf(unit)[0]);
    case 'count':
      return counts;
    case 'any':
      return [
        '%',
        currency,
        ...longFirst.map((unit) => pluralsOf(unit)[0]),
        ...longFirst.map((unit) => `per ${unit}`),
        ...counts,
      ];
  }
}

export function examplesOf(
  expects: Expected,
  currency: string,
): readonly { readonly text: string; readonly snippet: string; readonly title: string }[] {
  switch (expects) {
    case 'rate':
      return [
        example('5..15 per year', '${1:5..15} per ${2:year}', 'least..most, spread around the middle'),
        example('every 2..5 years', 'every ${1:2..5} years', 'a rate by its period'),
        example('0.1 to 0.5 per year', '${1:0.1 to 0.5} per ${2:year}', 'a 90 % interval'),
      ];
    case 'probability':
      return [
        example('10%..25%', '${1:10%..25%}', 'least..most'),
        example('5%..10%..30%', '${1:5%..10%..30%}', 'least..most likely..most'),
        example('10% to 40%', '${1:10% to 40%}', 'a 90 % interval'),
      ];
    case 'money':
    case 'cost': {
      const [low, high] = [moneyOf('250k', currency), moneyOf('500k', currency)];
      return [
        example(`${low.text}..${high.text}`, `\${1:${low.snippet}..${high.snippet}}`, 'least..most'),
        example(
          `${low.text} to ${high.text}`,
          `\${1:${low.snippet} to ${high.snippet}}`,
          'a 90 % interval, with a long tail',
        ),
        ...(expects === 'cost'
          ? [example(`${low.text} per year`, `\${1:${low.snippet}} per year`, 'a running cost')]
          : []),
      ];
    }
    case 'duration':
      return [example('1 year', '${1:1 year}', 'a duration'), example('6 months', '${1:6 months}', 'a duration')];
    case 'count':
      return [example('1.2M records', '${1:1.2M records}', 'a count')];
    case 'any':
      return [];
  }
}

function example(text: string, snippet: string, title: string) {
  return { text, snippet, title };
}

function moneyOf(amount: string, currency: string): { readonly text: string; readonly snippet: string } {
  const sign = signs[currency];
  return sign === undefined
    ? { text: `${amount} ${currency}`, snippet: `${amount} ${currency}` }
    : { text: `${sign.replace('\\', '')}${amount}`, snippet: `${sign}${amount}` };
}

function otherCurrencies(currency: string): readonly string[] {
  return ['USD', 'EUR', 'GBP', 'CHF', 'JPY'].filter((code) => code !== currency);
}
