/** A log that was read in parts, put together again. */
import type { Alert } from './alert.ts';
import { extended, latestOf, type Span } from './common/time.ts';
import type { Content } from './reading.ts';

/** The same with places that count the records of the whole log. */
export function placedBehind(part: Content, before: number): Content {
  if (before === 0) return part;
  const moved = <T extends { readonly place: string }>(record: T): T => {
    const match = /^\/(\d+)/.exec(record.place);
    if (match === null) return record;
    return { ...record, place: `/${Number(match[1]) + before}${record.place.slice(match[0].length)}` };
  };
  return {
    ...part,
    findings: part.findings.map(moved),
    alerts: part.alerts.map(moved),
    statements: part.statements.map(moved),
  };
}

/** At least one part. */
export function joined(parts: readonly Content[]): Content {
  if (parts.length === 1) return parts[0];
  return {
    tool: parts[0].tool,
    at: latestOf(parts.map(({ at }) => at)),
    findings: parts.flatMap(({ findings }) => findings),
    alerts: parts.flatMap(({ alerts }) => alerts),
    statements: parts.flatMap(({ statements }) => statements),
    period: parts.reduce<Span | null>(
      (span, { period }) => (period === null ? span : extended(extended(span, period.from), period.to)),
      null,
    ),
    notes: summed(parts.flatMap(({ notes }) => notes)),
  };
}

/** `3 records are left out.` and `4 records are left out.` are `7 records are left out.`; a note without a number stands once. */
function summed(notes: readonly string[]): readonly string[] {
  const counts = new Map<string, number | null>();
  for (const note of notes) {
    const match = /^(\d+)( .*)$/s.exec(note);
    const words = match?.[2] ?? note;
    counts.set(words, match === null ? null : (counts.get(words) ?? 0) + Number(match[1]));
  }
  return [...counts].map(([words, count]) => (count === null ? words : `${count}${words}`));
}

/** Alerts of one day that say the same become one with their number: nothing that moves a figure tells them apart. */
export function withoutRepeats(alerts: readonly Alert[]): readonly Alert[] {
  const first = new Map<Alert['scanned'], Map<string, number>>();
  const result: Alert[] = [];
  for (const alert of alerts) {
    const { rule, severity, tactics, techniques, identifiers, cwe, scanned, at, count = 1 } = alert;
    const key = [rule, at?.slice(0, 10), severity, tactics, techniques, identifiers, cwe].join('|');
    const known = first.get(scanned) ?? new Map<string, number>();
    first.set(scanned, known);
    const index = known.get(key);
    if (index === undefined) known.set(key, result.push(alert) - 1);
    else result[index] = { ...result[index], count: (result[index].count ?? 1) + count };
  }
  return result;
}
