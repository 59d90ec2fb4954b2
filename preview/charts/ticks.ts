/** Tick values that people read at a glance. */
import { scaleLinear } from 'd3-scale';
import type { ScaleKind } from './domain.ts';

/** Losses for an axis of `[from, to]`: whole decades, or 1, 2, 5 of each where there is room for `count` ticks. */
export function lossTicks([from, to]: readonly [number, number], kind: ScaleKind, count: number): number[] {
  if (kind === 'linear') return scaleLinear().domain([from, to]).ticks(Math.max(2, count));
  const all = decadesOf(from, to);
  const within = (factors: readonly number[]) =>
    all.flatMap((decade) => factors.map((factor) => decade * factor)).filter((value) => value >= from && value <= to);
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = within(factors);
    if (ticks.length <= count) return ticks;
  }
  const whole = within([1]);
  const step = Math.ceil(whole.length / count);
  return whole.filter((_, index) => index % step === 0);
}

/** The thin lines between the ticks of a logarithmic axis: 2 to 9 of each decade. */
export function minorTicks([from, to]: readonly [number, number]): number[] {
  return decadesOf(from, to)
    .flatMap((decade) => [2, 3, 4, 5, 6, 7, 8, 9].map((factor) => decade * factor))
    .filter((value) => value > from && value < to);
}

/** Chances for an axis of `[from, to]`. */
export function chanceTicks([from, to]: readonly [number, number], kind: ScaleKind): number[] {
  if (kind === 'linear') return scaleLinear().domain([from, to]).ticks(5);
  return [0.001, 0.01, 0.1, 1].filter((value) => value >= from && value <= to);
}

/** Powers of ten by their text: 10 ** -2 is not exactly 0.01 on every engine. */
function decadesOf(from: number, to: number): number[] {
  const first = Math.floor(Math.log10(from));
  const last = Math.ceil(Math.log10(to));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${first + index}`));
}
