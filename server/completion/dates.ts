/** Today and the usual terms after it. */
export function datesAhead(today: string): readonly { readonly date: string; readonly label: string }[] {
  return [
    { date: monthsAfter(today, 3), label: 'in 3 months' },
    { date: monthsAfter(today, 6), label: 'in 6 months' },
    { date: monthsAfter(today, 12), label: 'in a year' },
    { date: today, label: 'today' },
  ];
}

/** The same day some months later; the last day of a shorter month. Dates as `2026-03-01`. */
export function monthsAfter(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
