/** Results as tables of Markdown that are read as well on a terminal. */
import type { Measured } from './measure.ts';

/** The first column is text, the others are numbers or short words. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, c) => Math.max(3, title.length, ...rows.map((row) => row[c].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, c) => (c === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Three digits. */
export function digits(value: number): string {
  const places = Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(Math.abs(value) || 1))));
  const [whole, fraction] = value.toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Milliseconds of one of `count` equal parts, and between which ends. */
export const milliseconds = ({ median }: Measured, count = 1): string => `${digits(median / count)} ms`;
export const spread = ({ least, most }: Measured, count = 1, unit = 'ms'): string =>
  `${digits(least / count)}–${digits(most / count)} ${unit}`;

/** What a goal is and whether it is reached. The words are looked for by `scripts/bench.mjs`. */
export const verdict = (reached: boolean): string => (reached ? 'reached' : 'NOT reached');

/** A row of the table of goals: work, goal if it has one, median, spread, verdict. */
export function goalRow(work: string, goal: number | null, time: Measured, count = 1): string[] {
  if (goal === null) return [work, '', milliseconds(time, count), spread(time, count), ''];
  return [work, `≤ ${goal} ms`, milliseconds(time, count), spread(time, count), verdict(time.median / count <= goal)];
}

/** The same of what has no goal. */
export function plainRow(work: string, time: Measured): string[] {
  return [work, milliseconds(time), spread(time)];
}

export const goalHead: readonly string[] = ['work', 'goal', 'median', 'from – to', ''];
