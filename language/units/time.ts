/** Units of time in years: a year is 365.25 days, a month a twelfth of it. */
const daysPerYear = 365.25;

const years: Readonly<Record<string, number>> = {
  second: 1 / (daysPerYear * 86400),
  minute: 1 / (daysPerYear * 1440),
  hour: 1 / (daysPerYear * 24),
  day: 1 / daysPerYear,
  week: 7 / daysPerYear,
  month: 1 / 12,
  quarter: 1 / 4,
  year: 1,
};

/** The same the other way round, exact: how many of the unit make a year. */
const perYear: Readonly<Record<string, number>> = {
  second: daysPerYear * 86400,
  minute: daysPerYear * 1440,
  hour: daysPerYear * 24,
  day: daysPerYear,
  week: daysPerYear / 7,
  month: 12,
  quarter: 4,
  year: 1,
};

export const timeUnits: readonly string[] = Object.keys(years);

/** How many years the unit lasts. */
export function yearsOf(unit: string): number {
  return years[unit];
}

/** How many of the unit make a year. */
export function perYearOf(unit: string): number {
  return perYear[unit];
}
