/** How old a report is on a day. */

export type Age = 'current' | 'expired' | 'from the future' | 'undated';

/** Days that a report counts where the model does not say otherwise: the horizon of EPSS. */
export const expiresAfterDays = 30;

/**
 * `at`: ISO 8601, UTC; `today`: `2026-03-01`. A report counts on the day it was written and `days` days after.
 */
export function ageOf(at: string | null, today: string, days: number): Age {
  if (at === null) return 'undated';
  const old = (Date.parse(today) - Date.parse(at.slice(0, 10))) / 86_400_000;
  if (Number.isNaN(old)) return 'undated';
  if (old < 0) return 'from the future';
  return old > days ? 'expired' : 'current';
}
