/** Calendar dates as `YYYY-MM-DD` text: they compare as text, and no clock is involved. */

const day = 86_400_000;

function utc(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

function text(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whether the calendar has the day: `2026-02-30` is in the form of a date, and none. */
export function isCalendarDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  // Date.UTC reads years below 100 as 19xx; no estimate is that old, and none should pass by accident.
  return Number(date.slice(0, 4)) >= 1000 && text(utc(date)) === date;
}

/** The date so many days later; part of a day counts as a whole one. */
export function addDays(date: string, days: number): string {
  const time = utc(date) + Math.ceil(days) * day;
  return time > utc('9999-12-31') ? '9999-12-31' : text(time);
}

/** The same day so many months later, or the last day of that month where it is shorter. */
export function addMonths(date: string, months: number): string {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7)) - 1 + months;
  if (year + month / 12 >= 10_000) return '9999-12-31';
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return text(Date.UTC(year, month, Math.min(Number(date.slice(8, 10)), last)));
}

/** Whether an inclusive date lies behind: on the day itself it still holds. */
export function isPast(date: string, today: string): boolean {
  return isCalendarDate(date) && date < today;
}
