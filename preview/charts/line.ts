/** A loss exceedance curve as a line in the plane of a frame. */
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Frame } from './frame.ts';
import { type Curve, chanceAbove, isStaircase } from './reading.ts';

export type Point = readonly [x: number, y: number];

/** The corners of the line within the frame, a staircase with both ends of each step. */
export function cornersOf(curve: Curve, frame: Frame): Point[] {
  const [from, to] = frame.domain.loss;
  const inside = curve.filter(([loss]) => loss > from && loss < to);
  const visible: Curve = [[from, chanceAbove(curve, from)], ...inside, [to, chanceAbove(curve, to)]];
  // A logarithmic axis ends above 0: what is rarer than its end is not drawn along it.
  const least = frame.domain.chance[0];
  const end = visible.findIndex(([, chance]) => chance < least);
  const shown = end < 0 ? visible : visible.slice(0, end + 1);
  const points = shown.map(([loss, chance]): Point => [frame.x(loss), frame.y(chance)]);
  if (!isStaircase(curve)) return points;
  return points.flatMap((point, index): Point[] => (index === 0 ? [point] : [[point[0], points[index - 1][1]], point]));
}

/** The SVG path of the curve. */
export function pathOf(curve: Curve, frame: Frame): string {
  const corners = cornersOf(curve, frame);
  const draw = line<Point>(
    (point) => point[0],
    (point) => point[1],
  ).curve(isStaircase(curve) ? curveStepAfter : curveLinear);
  return rounded(draw(corners) ?? '');
}

/** Points along the line, at most `step` pixels from each other: what a label must not cover. */
export function pointsAlong(corners: readonly Point[], step: number): Point[] {
  return corners.flatMap((point, index): Point[] => {
    if (index === 0) return [point];
    const [x0, y0] = corners[index - 1];
    const length = Math.hypot(point[0] - x0, point[1] - y0);
    const parts = Math.max(1, Math.ceil(length / step));
    return Array.from({ length: parts }, (_, part): Point => {
      const share = (part + 1) / parts;
      return [x0 + (point[0] - x0) * share, y0 + (point[1] - y0) * share];
    });
  });
}

function rounded(path: string): string {
  return path.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
