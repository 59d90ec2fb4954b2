/** The risk appetite in an exceedance chart: each limit a point, and beyond them the region that a curve must not enter. */
import { h, type ViewElement } from '../dom/node.ts';
import { px } from './axes.ts';
import type { Limit } from './domain.ts';
import type { Frame } from './frame.ts';
import type { Point } from './line.ts';
import type { Palette } from './palette.ts';

/** The corners of the limits' staircase: a curve above and right of one of them breaks it. */
export function limitPoints(limits: readonly Limit[], frame: Frame): Point[] {
  return limits.map((limit): Point => [frame.x(limit.above), frame.y(limit.probability)]);
}

export function appetiteMarks(limits: readonly Limit[], frame: Frame, palette: Palette): ViewElement | null {
  if (limits.length === 0) return null;
  const points = limitPoints(
    [...limits].sort((a, b) => a.above - b.above),
    frame,
  );
  return h(
    'g',
    { class: 'appetite' },
    h('path', { d: region(points, frame), fill: palette.appetite, 'fill-opacity': 0.09 }),
    h('path', {
      d: border(points, frame),
      fill: 'none',
      stroke: palette.appetite,
      'stroke-opacity': 0.55,
      'stroke-dasharray': '2 3',
    }),
    points.map(([x, y]) => h('path', { d: diamond(px(x), px(y)), fill: palette.appetite })),
  );
}

function border(points: readonly Point[], frame: Frame): string {
  const steps = points.map(([x, y], index) => {
    const next = points[index + 1]?.[0] ?? frame.right;
    return `${index === 0 ? `M${px(x)},${frame.top}` : `L${px(x)},${px(points[index - 1][1])}`}L${px(x)},${px(y)}L${px(next)},${px(y)}`;
  });
  return steps.join('');
}

function region(points: readonly Point[], frame: Frame): string {
  return `${border(points, frame)}L${frame.right},${frame.top}Z`;
}

function diamond(x: number, y: number): string {
  return `M${x},${px(y - 5)}L${px(x + 5)},${y}L${x},${px(y + 5)}L${px(x - 5)},${y}Z`;
}
