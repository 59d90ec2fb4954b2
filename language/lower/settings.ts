/** The settings of a system: what its declaration says, and what holds where it says nothing. */
import type { Exchange, Quantity, SystemProperty } from '../generated/ast.ts';
import {
  durationPlace,
  lowerKnown,
  type MoneyTable,
  probabilityPlace,
  type QuantityScope,
  type Report,
} from '../quantities/index.ts';
import { readNumber } from '../quantities/number.ts';
import { oneFix, replacement, textOf } from '../quantities/report.ts';
import type { LinkedSystem } from '../stages.ts';
import { currencyCodes, currencyOfSign, nearestCurrency } from '../units/index.ts';

export interface Settings {
  readonly currency: string;
  readonly horizonYears: number;
  readonly discount: number;
  readonly seed: string;
  readonly trials: number;
}

const defaults: Settings = { currency: 'USD', horizonYears: 3, discount: 0, seed: 'risk', trials: 100_000 };

/** More simulated years than this would take hours for no visible gain. */
const mostTrials = 100_000_000;

function first<Type extends SystemProperty['$type']>(
  system: LinkedSystem,
  type: Type,
): Extract<SystemProperty, { $type: Type }> | undefined {
  const found = system.node?.properties.find((property) => property.$type === type);
  return found as Extract<SystemProperty, { $type: Type }> | undefined;
}

/** The system's currency; an unknown code is an error and counts as the default. */
export function currencyOf(system: LinkedSystem, report: Report): string {
  const node = first(system, 'Currency');
  if (node?.code === undefined) return defaults.currency;
  if (currencyCodes.has(node.code)) return node.code;
  const near = nearestCurrency(node.code);
  report(
    'unit',
    node,
    `\`${node.code}\` is not a currency of ISO 4217.${near === null ? ' Write a code such as `EUR`.' : ` Did you mean \`${near}\`?`}`,
    {
      property: 'code',
      ...(near === null ? {} : { fix: oneFix(replacement(`Write \`${near}\``, node, near, { property: 'code' })) }),
    },
  );
  return defaults.currency;
}

/** What other currencies are worth in the system's, by its `exchange` lines. */
export function moneyTableOf(system: LinkedSystem, currency: string, report: Report): MoneyTable {
  const rates = new Map([[currency, 1]]);
  for (const property of system.node?.properties ?? [])
    if (property.$type === 'Exchange') addRate(property, rates, currency, report);
  return { currency, rate: (code) => rates.get(code) ?? null };
}

interface Side {
  readonly amount: number;
  readonly code: string;
}

function addRate(node: Exchange, rates: Map<string, number>, currency: string, report: Report): void {
  if (node.from === undefined || node.to === undefined) return;
  const from = sideOf(node.from, currency, report);
  const to = sideOf(node.to, currency, report);
  if (from === null || to === null) return;
  if ((from.code === currency) === (to.code === currency)) {
    const found = from.code === to.code ? `${from.code} on both sides` : `${from.code} and ${to.code}`;
    report('exchange', node, `An exchange line has the system's currency ${currency} on one side: found ${found}.`);
    return;
  }
  const [own, other] = from.code === currency ? [from, to] : [to, from];
  if (rates.has(other.code)) {
    report('exchange', node, `A second line says what ${other.code} is worth. Keep one of them.`);
    return;
  }
  rates.set(other.code, own.amount / other.amount);
}

function sideOf(node: Quantity, currency: string, report: Report): Side | null {
  if (node.glued !== undefined) {
    report(
      'syntax',
      node,
      `\`${node.glued}\` runs a number and a word together. Write an amount, a blank and a code, such as \`1 EUR\`.`,
    );
    return null;
  }
  const sign = node.money?.[0];
  const code = sign === undefined ? node.unit : (currencyOfSign(sign, currency) ?? undefined);
  const number = node.money?.slice(1) ?? node.number;
  if (code === undefined || number === undefined || node.sign !== undefined || !currencyCodes.has(code)) {
    const near = node.unit === undefined ? null : nearestCurrency(node.unit);
    const hint =
      near === null ? 'Write an amount with a code of ISO 4217, such as `1 EUR`.' : `Did you mean \`${near}\`?`;
    report(
      'exchange',
      node,
      `An exchange line says what one currency is worth in another, found \`${textOf(node)}\`. ${hint}`,
    );
    return null;
  }
  const amount = readNumber(number).value;
  if (amount > 0 && Number.isFinite(amount)) return { amount, code };
  report('range', node, `An exchange line has amounts above 0, found \`${textOf(node)}\`.`);
  return null;
}

/** All settings but what needs no scope. */
export function settingsOf(system: LinkedSystem, scope: QuantityScope): Settings {
  const { report } = scope;
  const horizon = first(system, 'Horizon');
  const discount = first(system, 'Discount');
  const trials = first(system, 'Trials');
  const seed = first(system, 'Seed');
  const review = first(system, 'ReviewAfter');
  if (review !== undefined) positive(lowerKnown(review.period, durationPlace, scope), review, report);
  return {
    currency: scope.money.currency,
    horizonYears:
      (horizon && positive(lowerKnown(horizon.value, durationPlace, scope), horizon, report)) ?? defaults.horizonYears,
    discount: (discount && lowerKnown(discount.value, probabilityPlace, scope)) ?? defaults.discount,
    seed: seed?.text ?? defaults.seed,
    trials: (trials?.count === undefined ? null : trialsOf(trials, report)) ?? defaults.trials,
  };
}

function positive(value: number | null, node: SystemProperty, report: Report): number | null {
  if (value === null || value > 0) return value;
  report('range', node, `This time is longer than 0, found \`${textOf(node)}\`.`);
  return null;
}

function trialsOf(node: Extract<SystemProperty, { $type: 'Trials' }>, report: Report): number | null {
  const { value } = readNumber(node.count);
  if (Number.isSafeInteger(value) && value >= 1 && value <= mostTrials) return value;
  report('range', node, `The number of trials is a whole number from 1 to 100M, found \`${node.count}\`.`, {
    property: 'count',
  });
  return null;
}
