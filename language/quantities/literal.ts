/** A number with its unit → a value in base units. */
import type { Quantity } from '../generated/ast.ts';
import {
  currencyOfSign,
  dimensionInWords,
  moneyDimension,
  plain,
  type Unit,
  usualCurrencyOfSign,
} from '../units/index.ts';
import { readNumber, type WrittenNumber } from './number.ts';
import { oneFix, replacement, textOf } from './report.ts';
import { type QuantityScope, unitWordsOf } from './scope.ts';
import { constantValue, type Value } from './value.ts';

/** A literal's unit, however it is written: a currency sign or a word, `%`, or nothing. */
export type LiteralUnit =
  | { readonly kind: 'sign'; readonly sign: string }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'percent' };

export interface ReadLiteral extends Value {
  readonly written: WrittenNumber;
}

/** The unit that is written at a literal itself; null for a bare number. */
export function unitOf(node: Quantity): LiteralUnit | null {
  if (node.money !== undefined) return { kind: 'sign', sign: node.money[0] };
  if (node.percent !== undefined) return { kind: 'percent' };
  return node.unit === undefined ? null : { kind: 'word', word: node.unit };
}

/** The value of a literal; `carried` is the unit that a range hands to a bare number. null: an error was reported. */
export function readLiteral(
  node: Quantity,
  scope: QuantityScope,
  carried: LiteralUnit | null = null,
): ReadLiteral | null {
  const { report } = scope;
  if (node.glued !== undefined) {
    const fixed = unglue(node.glued, scope);
    report('syntax', node, `\`${node.glued}\` runs a number and a word together. Write \`${fixed}\`.`, {
      property: 'glued',
      fix: oneFix(replacement(`Write \`${fixed}\``, node, fixed, { property: 'glued' })),
    });
    return null;
  }
  if (node.sign !== undefined) {
    report(
      'syntax',
      node,
      `A number takes no sign: \`${textOf(node)}\`. Quantities are not negative; subtract with blanks around the minus.`,
    );
    return null;
  }
  const text = node.money?.slice(1) ?? node.percent?.replace(/[ \t]*%$/, '') ?? node.number;
  if (text === undefined) return null;
  const written = readNumber(text);
  if (!Number.isFinite(written.value)) {
    report('range', node, `\`${textOf(node)}\` is too large: the largest number is 1e100.`);
    return null;
  }
  if (node.unit !== undefined && (node.money !== undefined || node.percent !== undefined))
    return refuseSecondUnit(node, node.unit, scope);
  const value = withUnit(node, written.value, unitOf(node) ?? carried, scope);
  return value && { written, ...value };
}

function refuseSecondUnit(node: Quantity, unit: string, scope: QuantityScope): null {
  const first = textOf(node).slice(0, -unit.length).trim();
  const hint =
    node.money === undefined
      ? `Write \`${first}\` alone, or a number with the unit.`
      : `Write \`${first} per ${unit}\` for money for each.`;
  scope.report('unit', node, `\`${first}\` has a unit already and takes no \`${unit}\`. ${hint}`, { property: 'unit' });
  return null;
}

function withUnit(node: Quantity, value: number, unit: LiteralUnit | null, scope: QuantityScope): Value | null {
  if (unit === null) return constantValue(value, plain);
  if (unit.kind === 'percent') return constantValue(value / 100, plain, true);
  if (unit.kind === 'sign') {
    const code = currencyOfSign(unit.sign, scope.money.currency);
    if (code !== null) return money(node, value, code, scope);
    const usual = usualCurrencyOfSign(unit.sign);
    const own = scope.money.currency;
    const number = textOf(node).replace(unit.sign, '').trim();
    scope.report(
      'unit',
      node,
      `\`${unit.sign}\` could mean ${own} or ${usual} in a system in ${own}. Write the code: \`${number} ${own}\`.`,
      {
        fix: {
          alternatives: [own, usual].map((c, i) =>
            replacement(`Write \`${number} ${c}\``, node, `${number} ${c}`, { preferred: i === 0 }),
          ),
        },
      },
    );
    return null;
  }
  const found = findUnit(node, unit.word, scope, node.unit === undefined ? undefined : 'unit');
  if (found === null) return null;
  if (found.kind === 'currency') return money(node, value, found.code, scope);
  // Divided by how many make a year, which is exact where the length of one is not.
  return constantValue(found.kind === 'time' ? value / found.perYear : value, found.dimension);
}

/** The unit of a word; null with an error that names the nearest where there is none. */
export function findUnit(
  node: Parameters<QuantityScope['report']>[1],
  word: string,
  scope: QuantityScope,
  property?: string,
): Unit | null {
  const found = scope.units.find(word);
  if (found !== null) return found;
  const near = scope.units.suggest(word);
  const hint = near === null ? `Declare it with \`unit ${word}\`.` : `Did you mean \`${near}\`?`;
  scope.report('unit', node, `\`${word}\` is not a unit. ${hint}`, {
    ...(property === undefined ? {} : { property }),
    ...(near === null || property === undefined
      ? {}
      : { fix: oneFix(replacement(`Write \`${near}\``, node, near, { property })) }),
  });
  return null;
}

function money(node: Quantity, value: number, code: string, scope: QuantityScope): Value | null {
  const rate = scope.money.rate(code);
  if (rate !== null) return constantValue(value * rate, moneyDimension);
  const own = scope.money.currency;
  scope.report(
    'exchange',
    node,
    `The system is in ${own} and nothing says what ${code} is worth. Add \`exchange 1 ${code} = … ${own}\` to the system.`,
  );
  return null;
}

/** What to write instead of `4h`, `250kEUR` or `10K`. */
function unglue(text: string, scope: QuantityScope): string {
  const match = /^([$€£¥]?[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(.*)$/u.exec(text);
  if (match === null) return text;
  const [, number, letters] = match;
  const multiplier: Readonly<Record<string, string>> = {
    K: 'k',
    m: 'M',
    mio: 'M',
    mn: 'M',
    b: 'B',
    bn: 'B',
    t: 'T',
    tn: 'T',
  };
  if (letters in multiplier) return number + multiplier[letters];
  const short: Readonly<Record<string, string>> = {
    h: 'hours',
    hr: 'hours',
    hrs: 'hours',
    s: 'seconds',
    sec: 'seconds',
    min: 'minutes',
    d: 'days',
    w: 'weeks',
    mo: 'months',
    q: 'quarters',
    y: 'years',
    yr: 'years',
    yrs: 'years',
  };
  if (letters in short) return `${number} ${short[letters]}`;
  const rest = /^([kMBTK])(.+)$/u.exec(letters);
  if (rest !== null && scope.units.find(letters) === null) {
    const scaled = number + (multiplier[rest[1]] ?? rest[1]);
    return `${scaled} ${rest[2]}`;
  }
  return `${number} ${letters}`;
}

/** What a literal is, for messages. */
export function literalInWords(value: Value, scope: QuantityScope): string {
  return dimensionInWords(value.dimension, unitWordsOf(scope), value.percent);
}
