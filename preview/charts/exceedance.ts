/** The loss exceedance chart: the states' curves, the appetite, readings at P50, P90, P95 and P99. Pure. */
import { moneyInWords, percentInWords } from '../../protocol/words/index.ts';
import { h, type ViewElement } from '../dom/node.ts';
import { type Series, seriesTitle } from '../series.ts';
import { appetiteMarks, limitPoints } from './appetite.ts';
import { axes, px } from './axes.ts';
import { domainOf, type Limit, type ScaleKind } from './domain.ts';
import { type Frame, frameOf } from './frame.ts';
import { cornersOf, type Point, pathOf, pointsAlong } from './line.ts';
import { dashes, type Palette, widths } from './palette.ts';
import { type LabelRequest, type PlacedLabel, placeLabels } from './place-labels.ts';
import { chanceAbove } from './reading.ts';

export interface ExceedanceOptions {
  readonly series: readonly Series[];
  readonly limits: readonly Limit[];
  readonly currency: string;
  readonly width: number;
  readonly height: number;
  readonly lossScale: ScaleKind;
  readonly chanceScale: ScaleKind;
  /** The loss that the cross-hair is on; null where there is none. */
  readonly reading: number | null;
  readonly palette: Palette;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
}

export interface ExceedanceChart {
  readonly frame: Frame;
  readonly view: ViewElement;
}

/** The quantiles that are read off the curve, with the chance that the loss is greater. */
export const readingLines = [
  { name: 'P50', key: 'p50', chance: 0.5 },
  { name: 'P90', key: 'p90', chance: 0.1 },
  { name: 'P95', key: 'p95', chance: 0.05 },
  { name: 'P99', key: 'p99', chance: 0.01 },
] as const;

const labelSize = 11.5;

/** The chart; null where no curve has a loss to show. */
export function exceedanceChart(options: ExceedanceOptions): ExceedanceChart | null {
  const { series, limits, width, height, palette, lossScale, chanceScale } = options;
  const domain = domainOf(series, limits, lossScale, chanceScale);
  if (domain === null) return null;
  const frame = frameOf({ width, height, domain, lossScale, chanceScale });
  const view = h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': options.label,
      'font-family': palette.font,
    },
    axes({ ...options, frame }),
    appetiteMarks(limits, frame, palette),
    drawnFirst(series).map((item) => curve(item, frame, palette)),
    quantiles(options, frame).map(({ at: [x, y] }) => dot(x, y, palette, palette.state.current, 3.5)),
    labels(options, frame).map((label) => labelMark(label, options)),
    options.reading === null ? null : crossHair(options.reading, options, frame),
  );
  return { frame, view };
}

/** The current state is drawn last: it lies on top. */
function drawnFirst(series: readonly Series[]): Series[] {
  return [...series].sort((a, b) => Number(a.state === 'current') - Number(b.state === 'current'));
}

function curve(series: Series, frame: Frame, palette: Palette): ViewElement {
  return h('path', {
    class: `curve ${series.state}`,
    d: pathOf(series.figures.curve, frame),
    fill: 'none',
    stroke: palette.state[series.state],
    'stroke-width': widths[series.state],
    'stroke-dasharray': dashes[series.state],
    'stroke-linejoin': 'round',
    'stroke-linecap': series.state === 'target' ? 'round' : null,
  });
}

function quantiles(options: ExceedanceOptions, frame: Frame): { name: string; value: number; at: Point }[] {
  const current = options.series.find((item) => item.states.includes('current'));
  if (!current) return [];
  const [from, to] = frame.domain.loss;
  const seen = new Set<number>();
  return readingLines
    .map(({ name, key, chance }) => ({
      name,
      value: current.figures[key],
      at: [frame.x(current.figures[key]), frame.y(chance)] as Point,
    }))
    .filter(({ value }) => value > 0 && value >= from && value <= to && !seen.has(value) && seen.add(value));
}

function labels(options: ExceedanceOptions, frame: Frame): PlacedLabel[] {
  const lines = options.series.flatMap((item) => pointsAlong(cornersOf(item.figures.curve, frame), 6));
  const marks = [...quantiles(options, frame).map(({ at }) => at), ...limitPoints(options.limits, frame)];
  const bounds = {
    x: frame.left + 2,
    y: frame.top - 8,
    width: frame.right - frame.left - 4,
    height: frame.bottom - frame.top + 6,
  };
  const requests: LabelRequest[] = [
    ...drawnFirst(options.series)
      .reverse()
      .map((item) => ({
        id: item.state,
        text: seriesTitle(item),
        size: labelSize,
        anchors: spread(item, frame),
        needed: true,
      })),
    ...quantiles(options, frame).map(({ name, value, at }) => ({
      id: 'quantile',
      text: `${name} ${moneyInWords(value, options.currency)}`,
      size: 11,
      anchors: [at],
      needed: false,
    })),
    ...limitPoints(options.limits, frame).map((point, index) => ({
      id: 'appetite',
      text: `at most ${percentInWords(options.limits[index].probability)} above ${moneyInWords(options.limits[index].above, options.currency)}`,
      size: 11,
      anchors: [point, [point[0], frame.top + 4], [point[0], (frame.top + point[1]) / 2]] as Point[],
      needed: false,
    })),
  ];
  return placeLabels(requests, [...lines, ...marks], bounds);
}

/** Where a curve's name may stand: along the line, first where it falls most freely. */
function spread(series: Series, frame: Frame): Point[] {
  const corners = cornersOf(series.figures.curve, frame);
  const points = pointsAlong(corners, 9).filter(([, y]) => y < frame.bottom - 4);
  const start = points.length * 0.35;
  return points
    .map((point, index) => ({ point, far: Math.abs(index - start) }))
    .sort((a, b) => a.far - b.far)
    .map(({ point }) => point);
}

/** The label, with a thin line to its point where it had to stand apart. */
function labelMark(label: PlacedLabel, options: ExceedanceOptions): ViewElement {
  if (label.leader === null || label.id === 'appetite') return labelText(label, options);
  const [x, y] = label.leader;
  const { box } = label;
  const nearX = Math.min(Math.max(x, box.x), box.x + box.width);
  const nearY = Math.min(Math.max(y, box.y), box.y + box.height);
  const line = {
    x1: px(x),
    y1: px(y),
    x2: px(nearX),
    y2: px(nearY),
    stroke: options.palette.quiet,
    'stroke-opacity': 0.7,
  };
  return h('g', {}, h('line', line), labelText(label, options));
}

function labelText(label: PlacedLabel, { palette }: ExceedanceOptions): ViewElement {
  const isState = label.id in palette.state;
  const fill = isState
    ? palette.state[label.id as Series['state']]
    : label.id === 'appetite'
      ? palette.appetite
      : palette.text;
  return h(
    'text',
    {
      class: `label ${label.id}`,
      x: px(label.box.x),
      y: px(label.box.y + label.size),
      'font-size': label.size,
      'font-weight': isState ? 600 : null,
      fill,
      stroke: palette.background,
      'stroke-width': 3,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    },
    label.text,
  );
}

function crossHair(loss: number, options: ExceedanceOptions, frame: Frame): ViewElement {
  const x = px(frame.x(loss));
  const { palette } = options;
  return h(
    'g',
    { class: 'cross-hair' },
    h('line', { x1: x, x2: x, y1: frame.top, y2: frame.bottom, stroke: palette.text, 'stroke-opacity': 0.55 }),
    options.series.map((item) =>
      dot(x, frame.y(chanceAbove(item.figures.curve, loss)), palette, palette.state[item.state], 4),
    ),
  );
}

function dot(x: number, y: number, palette: Palette, fill: string, radius: number): ViewElement {
  return h('circle', { cx: px(x), cy: px(y), r: radius, fill, stroke: palette.background, 'stroke-width': 1.5 });
}
