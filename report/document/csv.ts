/** The threats of `risk-report/1` as CSV by RFC 4180: unrounded numbers, a point for decimals, lines ended by CRLF. */
import type { ReportSystem, ReportThreat, RiskReport } from '../../protocol/index.ts';

type Value = string | number | null;
type Column = readonly [title: string, value: (threat: ReportThreat, system: ReportSystem) => Value];

const columns: readonly Column[] = [
  ['system', (_, { name }) => name],
  ['threat', ({ name }) => name],
  ['title', ({ title }) => title],
  ['stride', ({ stride }) => stride.join(' ')],
  ['on', ({ on }) => on.join(', ')],
  ['owner', ({ owner }) => owner.join(', ')],
  ['currency', (_, { currency }) => currency],
  ['ale inherent', ({ inherent }) => inherent?.ale ?? null],
  ['ale current', ({ current }) => current?.ale ?? null],
  ['ale target', ({ target }) => target?.ale ?? null],
  ['events per year', ({ current }) => current?.eventsPerYear ?? null],
  ['probability of loss', ({ current }) => current?.probabilityOfLoss ?? null],
  ['p50', ({ current }) => current?.p50 ?? null],
  ['p90', ({ current }) => current?.p90 ?? null],
  ['p95', ({ current }) => current?.p95 ?? null],
  ['p99', ({ current }) => current?.p99 ?? null],
  ['accepted until', ({ accepted }) => accepted?.until ?? null],
  ['missing', ({ missing }) => missing.join(' ')],
  ['file', ({ file }) => file],
  ['line', ({ line }) => line],
];

/** An empty field is unknown, and never a 0. */
export function reportCsv({ systems }: RiskReport): string {
  const rows = systems.flatMap((system) =>
    system.threats.map((threat) => columns.map(([, value]) => field(value(threat, system)))),
  );
  return [columns.map(([title]) => title), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function field(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // A spreadsheet takes these at the start of a text for a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
