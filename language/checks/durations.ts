/** Durations on the calendar: a month after 31 January is the last of February, not 30.4 days later. */
import type * as ast from '../generated/ast.ts';
import { addDays, addMonths } from './dates.ts';

const months: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const days: Readonly<Record<string, number>> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.25 / 12,
  quarter: 365.25 / 4,
  year: 365.25,
};

/** The date that lies a written duration after another; null where it is not a plain number with a unit of time. */
export function after(date: string, period: ast.Expression | undefined): string | null {
  if (period?.$type === 'Group') return after(date, period.inner);
  if (period?.$type !== 'Quantity' || period.number === undefined || period.unit === undefined) return null;
  const count = Number(period.number.replace(/_/g, ''));
  const unit = period.unit.replace(/s$/, '');
  if (!(count > 0) || days[unit] === undefined) return null;
  const whole = months[unit];
  if (whole !== undefined && Number.isInteger(count)) return addMonths(date, count * whole);
  return addDays(date, count * days[unit]);
}
