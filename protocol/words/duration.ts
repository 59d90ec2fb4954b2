/** Durations and frequencies in words. Durations in years of 365.25 days, frequencies in events per year. */
import { counted, numberInWords } from './number.ts';

const daysInYear = 365.25;

/** A duration in its natural unit: `3 days`, `10 weeks`, `7 months`, `2.5 years`; 0 is `at once`. */
export function durationInWords(years: number): string {
  if (Number.isNaN(years)) return 'unknown';
  if (years <= 0) return 'at once';
  const days = years * daysInYear;
  if (days < 1) return 'less than a day';
  if (days < 20.5) return counted(Math.round(days), 'day');
  if (days < 7 * 16.5) return counted(Math.round(days / 7), 'week');
  const months = Math.round(years * 12);
  if (months < 24) return months === 12 ? '1 year' : counted(months, 'month');
  const tenths = years < 10 ? Math.round(years * 10) / 10 : Math.round(years);
  return `${numberInWords(tenths)} ${tenths === 1 ? 'year' : 'years'}`;
}

/** How often: `12 times a year`, `once a year`, `every 2 years`; 0 is `never`. */
export function frequencyInWords(eventsPerYear: number): string {
  if (Number.isNaN(eventsPerYear)) return 'unknown';
  if (eventsPerYear <= 0) return 'never';
  if (eventsPerYear < 0.95) return `every ${numberInWords(1 / eventsPerYear, 2)} years`;
  const rounded = numberInWords(eventsPerYear, 2);
  return rounded === '1' ? 'once a year' : `${rounded} times a year`;
}
