/** From alerts to an observation, `observed N in DURATION`: once for each rule, service and day. */
import type { Alert } from '../alert.ts';
import type { Period } from '../reading.ts';

export interface CountedAlert {
  readonly rule: string;
  readonly service: string;
  /** `2026-03-01`, UTC. */
  readonly day: string;
  /** Alerts of that rule, service and day. */
  readonly alerts: number;
  readonly first: Alert;
}

export interface AlertCount {
  /** N. */
  readonly count: number;
  /** Days, UTC, that the logs cover; a day that two logs cover is one. */
  readonly days: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Sorted by day, service and rule. */
  readonly counted: readonly CountedAlert[];
  /** Alerts without a time: they count for nothing. */
  readonly undated: number;
}

const dayMilliseconds = 86_400_000;

export function countAlerts(
  alerts: readonly { readonly alert: Alert; readonly service: string }[],
  periods: readonly Period[],
): AlertCount {
  const byKey = new Map<string, { rule: string; service: string; day: string; alerts: number; first: Alert }>();
  let undated = 0;
  for (const { alert, service } of alerts) {
    if (alert.at === null) {
      undated += alert.count ?? 1;
      continue;
    }
    const day = alert.at.slice(0, 10);
    const key = JSON.stringify([day, service, alert.rule]);
    const before = byKey.get(key);
    const { count = 1 } = alert;
    if (before) before.alerts += count;
    else byKey.set(key, { rule: alert.rule, service, day, alerts: count, first: alert });
  }
  const covered = coveredDays(periods);
  return {
    count: byKey.size,
    days: covered.days,
    from: covered.from,
    to: covered.to,
    counted: [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
    undated,
  };
}

/** Days of all periods, each once. */
function coveredDays(periods: readonly Period[]): { days: number; from: string | null; to: string | null } {
  const spans = periods
    .map(({ from, to }) => [dayNumber(from), dayNumber(to)] as const)
    .filter(([from, to]) => to >= from)
    .sort((a, b) => a[0] - b[0]);
  if (spans.length === 0) return { days: 0, from: null, to: null };
  let days = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans) {
    const start = Math.max(from, reached + 1);
    if (to >= start) days += to - start + 1;
    reached = Math.max(reached, to);
  }
  return { days, from: dayText(spans[0][0]), to: dayText(reached) };
}

function dayNumber(at: string): number {
  return Math.floor(Date.parse(at) / dayMilliseconds);
}

function dayText(day: number): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}
